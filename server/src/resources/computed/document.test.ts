import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT } from '../client/client.ts';
import { fieldName } from '../finding.ts';
import type { Kind } from '../kind.ts';
import { RESOURCE_SERVER } from '../tenant/resource-server.ts';
import { SETTINGS } from '../tenant/settings.ts';
import { recordMeant } from './change.ts';
import { readDocument, writeDocument } from './document.ts';
import { findingAt } from './names.ts';

const read = (kind: Kind, document: unknown) => readDocument(kind, 'auth0', document, { unknown: 'refuse' });

/** Documents, and everything that is said of each: the field and what is wrong. */
const REFUSED: readonly (readonly [kind: Kind, document: unknown, said: readonly string[]])[] = [
  [CLIENT, [], ['the file must be a mapping']],
  [CLIENT, { callback: [] }, ['callback unknown field callback: did you mean callbacks?']],
  [CLIENT, { redirect_uris: [] }, ['redirect_uris unknown field redirect_uris: write callbacks']],
  [
    CLIENT,
    { client_secret_hash: 'x' },
    ['client_secret_hash unknown field client_secret_hash: did you mean client_secret?'],
  ],
  [
    CLIENT,
    { callbacks: 'x', app_type: 'spaa', jwt_configuration: { alg: 'HS256', lifetime_in_second: 1 } },
    [
      'app_type must be one of spa, regular_web, native, non_interactive: did you mean spa?',
      'callbacks must be a list',
      'lifetime_in_second unknown field lifetime_in_second: did you mean lifetime_in_seconds?',
      'alg must be one of RS256, ES256, EdDSA: did you mean RS256?',
    ],
  ],
  [CLIENT, { jwt_configuration: [] }, ['jwt_configuration must be a mapping']],
  [CLIENT, { client_secret: null }, ['client_secret has no value']],
  [CLIENT, { client_id: null }, ['client_id has no value']],
  [
    CLIENT,
    { oidc_logout: { backchannel_logout_urls: ['a', 'b'] } },
    ['backchannel_logout_urls must have at most 1 entries'],
  ],
  [CLIENT, { callbacks: [1, 'x', ''] }, ['callbacks[0] must be text', 'callbacks[2] must not be empty']],
  [
    RESOURCE_SERVER,
    { scopes: [{ value: 'a', describtion: 'b' }, {}, { value: 7 }] },
    [
      'describtion unknown field describtion: did you mean description?',
      'scopes[1] misses the field value',
      'value must be text',
    ],
  ],
  [SETTINGS, { branding: { primary_color: 'red' } }, ['primary_color must be a colour like #3b45b5']],
  [SETTINGS, { branding: [] }, ['branding must be a mapping']],
];

for (const [kind, document, said] of REFUSED) {
  test(`${kind.name} ${JSON.stringify(document)} is refused: ${said.join('; ')}`, () => {
    const { findings } = read(kind, document);
    assert.deepEqual(
      findings.map(({ path, message }) => `${fieldName(path)} ${message}`),
      said,
    );
  });
}

test('what the door calls otherwise is read under our name, a list of one as the one', () => {
  const document = {
    name: 'App',
    callbacks: ['https://app.test/'],
    jwt_configuration: { alg: 'ES256' },
    oidc_logout: { backchannel_logout_urls: ['https://app.test/out'] },
    logo_uri: null,
  };
  assert.deepEqual(read(CLIENT, document), {
    unreadable: [],
    said: {
      client_name: 'App',
      redirect_uris: ['https://app.test/'],
      id_token_signed_response_alg: 'ES256',
      backchannel_logout_uri: 'https://app.test/out',
      logo_uri: null,
    },
    findings: [],
  });
});

test('null for a group of fields is null for each of them', () => {
  assert.deepEqual(read(CLIENT, { jwt_configuration: null }).said, {
    id_token_signed_response_alg: null,
    id_token_lifetime: null,
  });
});

test('what is written is read again as it was, and what the server alone knows is not written', () => {
  const said = {
    client_id: 'app',
    client_name: 'App',
    id_token_lifetime: 60,
    backchannel_logout_uri: 'https://app.test/out',
    default_max_age: 0,
  };
  const given = { registration: { client_id_issued_at: 1, registration_access_token_hash: 'h' } };
  const { record } = recordMeant(CLIENT, said, { stored: undefined, meant: 'whole', given });
  for (const defaults of ['leave_out', 'write'] as const) {
    const document = writeDocument(CLIENT, 'auth0', record, { defaults });
    assert.doesNotMatch(JSON.stringify(document), /registration/);
    const { said: again, findings } = read(CLIENT, document);
    assert.deepEqual(findings, []);
    const { record: same } = recordMeant(CLIENT, again, { stored: record, meant: 'whole' });
    assert.deepEqual(same, record);
  }
});

test('a finding is told in the names of the door', () => {
  const finding = { code: 'x', path: ['redirect_uris', 1], message: 'is not like {allowed_logout_urls}' };
  assert.deepEqual(findingAt('rfc7591', CLIENT, finding), {
    code: 'x',
    path: ['redirect_uris', 1],
    message: 'is not like post_logout_redirect_uris',
  });
  assert.deepEqual(findingAt('auth0', CLIENT, finding).path, ['callbacks', 1]);
  const listed = { code: 'x', path: ['backchannel_logout_uri'], message: '' };
  assert.deepEqual(findingAt('auth0', CLIENT, listed).path, ['oidc_logout', 'backchannel_logout_urls', 0]);
});
