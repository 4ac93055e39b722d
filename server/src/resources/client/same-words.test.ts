/**
 * The operator's file and a client that registers itself refuse the same things with the same words: each case goes through
 * both doors, in the names of each.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_TAKEN } from '../../../test/clients/registration.ts';
import { recordMeant } from '../computed/change.ts';
import { readDocument } from '../computed/document.ts';
import { judgeRecord } from '../computed/judge.ts';
import { type Door, namesAt } from '../computed/names.ts';
import type { Facts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import type { Values } from '../kind.ts';
import { CLIENT } from './client.ts';

const CALLBACK = 'https://app.test/cb';
const JWKS = { keys: [{ kty: 'RSA', n: 'n', e: 'AQAB' }] };

/** Values under our names, and the codes of what is wrong with them. */
const CASES: readonly (readonly [why: string, values: Values, codes: readonly string[]])[] = [
  ['nothing is wrong', { jwks: JWKS, token_endpoint_auth_method: 'private_key_jwt' }, []],
  ['a fragment', { redirect_uris: [`${CALLBACK}#x`] }, ['invalid_redirect_uri']],
  ['a wildcard', { redirect_uris: ['https://*.app.test/'] }, ['invalid_redirect_uri']],
  ['http elsewhere than on localhost', { redirect_uris: ['http://app.test/'] }, ['invalid_redirect_uri']],
  ['user information', { redirect_uris: ['https://a:b@app.test/'] }, ['invalid_redirect_uri']],
  ['a scheme of another kind of client', { redirect_uris: ['com.example:/cb'] }, ['invalid_redirect_uri']],
  [
    'a scheme that nobody claimed',
    { app_type: 'native', redirect_uris: ['cursor://anysphere.cursor-retrieval/oauth/callback'] },
    ['invalid_redirect_uri'],
  ],
  [
    'a bundle id in capitals',
    { app_type: 'native', redirect_uris: ['com.Example:/cb'] },
    ['invalid_redirect_uri'],
  ],
  [
    'a path without its slash',
    { app_type: 'native', redirect_uris: ['com.example:cb'] },
    ['invalid_redirect_uri'],
  ],
  [
    'schemes of nobody',
    { app_type: 'native', redirect_uris: ['javascript:x', 'FILE:///x'] },
    ['invalid_redirect_uri', 'invalid_redirect_uri'],
  ],
  [
    'a logout address of another scheme',
    { app_type: 'native', allowed_logout_urls: ['myapp://bye'] },
    ['invalid_redirect_uri'],
  ],
  [
    'schemes that are let in',
    {
      app_type: 'native',
      unsafe_unclaimed_redirect_schemes: true,
      redirect_uris: [
        'myapp://cb',
        'vscode://vscode.github-authentication/did-authenticate',
        'com.Example:cb',
      ],
      allowed_logout_urls: ['myapp://bye'],
    },
    [],
  ],
  [
    'what is for native clients alone',
    { unsafe_unclaimed_redirect_schemes: true, unsafe_any_port_of_localhost: true },
    ['of_native_clients_only', 'of_native_clients_only'],
  ],
  [
    'origins of an application',
    { app_type: 'native', web_origins: ['capacitor://localhost'], allowed_origins: ['tauri://localhost'] },
    [],
  ],
  [
    'origins of an application that is a page',
    { web_origins: ['capacitor://localhost'], allowed_origins: ['ionic://localhost'] },
    ['invalid_origin', 'invalid_origin'],
  ],
  [
    'origins with more than an origin has',
    { app_type: 'native', web_origins: ['capacitor://localhost/'], allowed_origins: ['https://app.test/x'] },
    ['invalid_origin', 'invalid_origin'],
  ],
  ['a logo of another scheme', { app_type: 'native', logo_uri: 'com.example:/logo' }, ['invalid_page']],
  ['a callback twice', { redirect_uris: [CALLBACK, CALLBACK] }, ['listed_twice']],
  ['two wrong callbacks', { redirect_uris: ['x', 'y'] }, ['invalid_redirect_uri', 'invalid_redirect_uri']],
  [
    'a logout address that answers',
    { allowed_logout_urls: [`${CALLBACK}?state=1`] },
    ['invalid_redirect_uri'],
  ],
  ['callbacks that are no list', { redirect_uris: CALLBACK }, ['wrong_shape']],
  ['a callback that is no text', { redirect_uris: [7] }, ['wrong_shape']],
  ['a name with a line break', { client_name: 'a\nb' }, ['wrong_shape']],
  ['a name that is too long', { client_name: 'x'.repeat(256) }, ['wrong_shape']],
  ['a logo of script', { logo_uri: 'javascript:alert(1)' }, ['invalid_page']],
  ['a policy at no host', { policy_uri: 'https://xn--/' }, ['invalid_page']],
  ['terms at port 0', { tos_uri: 'https://app.test:0/' }, ['invalid_page']],
  ['keys in two ways', { jwks: JWKS, jwks_uri: 'https://app.test/jwks' }, ['jwks_beside_jwks_uri']],
  ['keys at no address', { jwks_uri: 'app.test/jwks' }, ['invalid_address']],
  ['a private key', { jwks: { keys: [{ kty: 'RSA', d: 'd' }] } }, ['wrong_shape']],
  ['no key for the method', { token_endpoint_auth_method: 'private_key_jwt' }, ['keys_missing']],
  ['an unknown method', { token_endpoint_auth_method: 'tls_client_auth' }, ['wrong_shape']],
  [
    'an algorithm of another method',
    { token_endpoint_auth_method: 'none', token_endpoint_auth_signing_alg: 'RS256' },
    ['assertion_alg_of_another_method'],
  ],
  ['an ID token that nobody signs', { id_token_signed_response_alg: 'none' }, ['wrong_shape']],
  ['a grant that nobody knows', { grant_types: ['magic'] }, ['wrong_shape']],
  [
    'a response type without its grant',
    { response_types: ['id_token'], grant_types: ['authorization_code'] },
    ['response_type_without_grant'],
  ],
  [
    'pairwise on two hosts',
    { subject_type: 'pairwise', redirect_uris: [CALLBACK, 'https://b.test/'] },
    ['several_sectors'],
  ],
  [
    'a frame from elsewhere',
    { frontchannel_logout_uri: 'https://elsewhere.test/' },
    ['frontchannel_logout_elsewhere'],
  ],
  [
    'a back channel that is no web address',
    { backchannel_logout_uri: 'ftp://app.test/' },
    ['invalid_address'],
  ],
  ['a request at an answer', { request_uris: ['https://app.test/?code=1'] }, ['invalid_address']],
  ['an age below nothing', { default_max_age: -1 }, ['wrong_shape']],
  [
    'three mistakes, of which none hides another',
    { redirect_uris: ['x'], logo_uri: 'y', default_max_age: 'z' },
    ['wrong_shape', 'invalid_redirect_uri', 'invalid_page'],
  ],
];

const FACTS: Readonly<Record<Door, Facts>> = {
  auth0: NOTHING_TAKEN,
  rfc7591: { ...NOTHING_TAKEN, by: 'registration' },
};

for (const [why, values, codes] of CASES) {
  test(`by the file and by registration: ${why}`, () => {
    const [file, registration] = (['auth0', 'rfc7591'] as const).map((door) => judge(door, values));
    assert.deepEqual(
      file?.map(({ code }) => code),
      codes,
    );
    assert.deepEqual(registration, file);
  });
}

/** What is said, under our names. */
function judge(door: Door, values: Values): readonly Pick<Finding, 'code' | 'message'>[] {
  const meant = { redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none', ...values };
  const read = readDocument(CLIENT, door, documentOf(door, meant), { unknown: 'refuse' });
  const { said, findings, unreadable } = read;
  const asked = recordMeant(
    CLIENT,
    { ...said, ...notSaidAt(door, meant), client_id: 'app' },
    { stored: undefined, meant: 'whole', unreadable },
  );
  const all = [
    ...findings,
    ...asked.findings,
    ...judgeRecord(CLIENT, asked, { facts: FACTS[door], unreadable }),
  ];
  return all.map(({ code, message }) => ({ code, message }));
}

/** What the door has no name for and the server says in the client's stead, by what it is and where it comes from. */
function notSaidAt(door: Door, meant: Values): Values {
  const names = new Set(namesAt(door, CLIENT).map(({ own }) => own));
  return Object.fromEntries(Object.entries(meant).filter(([own]) => !names.has(own)));
}

function documentOf(door: Door, values: Values): Values {
  const members = namesAt(door, CLIENT)
    .filter(({ own }) => values[own] !== undefined)
    .map(({ own, path, isListed }) => nested(path, isListed ? [values[own]] : values[own]));
  const groups = Map.groupBy(members, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, [member]]) => [name, member?.[1]]));
}

function nested([name = '', ...rest]: readonly string[], value: unknown): readonly [string, unknown] {
  return rest.length === 0 ? [name, value] : [name, Object.fromEntries([nested(rest, value)])];
}
