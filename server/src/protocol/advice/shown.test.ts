import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_DEFAULTS } from '../../resources/client/client.ts';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import { RESPONSE_TYPES } from '../authorization/response-type.ts';
import { shownByExchange, shownByRequest } from './shown.ts';

const APP = 'https://app.test';
const CLIENT = { ...CLIENT_DEFAULTS, client_id: 'spa', redirect_uris: [`${APP}/callback`] };

type Request = Parameters<typeof shownByRequest>[0];

/** Of a request only what is looked at. */
function request({
  response_type = 'id_token token',
  redirect_uri = `${APP}/callback?tenant=alice`,
  prompt = [] as readonly string[],
  app_type = 'spa',
}): Request {
  const target = { redirect_uri, response_mode: 'fragment', state: 'secret' };
  const client = { ...CLIENT, app_type };
  return {
    ...{ response_type: RESPONSE_TYPES.get(response_type), target, prompt: new Set(prompt), client },
  } as unknown as AuthorizationRequest;
}

function values(shown: ReturnType<typeof shownByRequest>): readonly string[] {
  return shown.map(({ facet, value }) => `${facet} ${value}`);
}

test('an answered request shows its way, whether it asks, its mode, its origin without a path, its program', () => {
  const shown = shownByRequest(request({}), {
    name: 'auth0.js',
    version: '9.28.0',
    env: { user: 'alice' },
  } as object);
  assert.deepEqual(new Set(shown.map(({ way }) => way)), new Set(['id_token token']));
  assert.deepEqual(values(shown), [
    'prompt asks',
    'response_mode fragment',
    'origin https://app.test',
    'sdk auth0.js 9.28.0',
  ]);
  assert.match(values(shownByRequest(request({ prompt: ['none'] }), undefined)).join(), /prompt none/);
});

test('of a native application the port counts for nothing, and a scheme is its place (RFC 8252 §7.3)', () => {
  const cases = [
    ['native', 'http://127.0.0.1:49152/cb', 'http://127.0.0.1'],
    ['spa', 'http://localhost:3000/cb', 'http://localhost:3000'],
    ['native', 'com.example.app:/cb', 'com.example.app:'],
  ] as const;
  for (const [app_type, redirect_uri, place] of cases)
    assert.equal(shownByRequest(request({ app_type, redirect_uri }), undefined)[2]?.value, place);
});

test('a program that says no name is unknown, and of what it says nothing is kept but a name and a version', () => {
  const cases: readonly (readonly [program: object | undefined, sdk: string])[] = [
    [undefined, 'unknown'],
    [{}, 'unknown'],
    [{ name: 7 }, 'unknown'],
    [{ name: 'alice@example.com told you <b>' }, 'unknown'],
    [{ name: 'alice@example.com' }, 'unknown'],
    [{ name: 'x'.repeat(31) }, 'unknown'],
    [{ name: 'auth0.js\n9' }, 'unknown'],
    [{ name: 'auth0.js\u0000' }, 'unknown'],
    [{ name: 'auth0\u202e.js' }, 'unknown'],
    [{ name: 'auth0.js","prompt","asks' }, 'unknown'],
    [{ name: 'auth0.js', version: '9<script>' }, 'auth0.js'],
    [{ name: 'auth0.js', version: `9${'.1'.repeat(20)}` }, 'auth0.js'],
    [{ name: '@auth0/auth0-angular' }, '@auth0/auth0-angular'],
    [{ name: 'lock.js', version: 'v11' }, 'lock.js'],
    [{ name: 'lock.js', version: 11 }, 'lock.js'],
    [{ name: 'lock.js', version: '11.30.4-beta.1' }, 'lock.js 11.30.4-beta.1'],
  ];
  for (const [program, sdk] of cases) assert.equal(shownByRequest(request({}), program)[3]?.value, sdk);
});

test('an exchange shows who sends it: a page at an origin of the client, one elsewhere, or a server', () => {
  const asked = { client: CLIENT, program: undefined };
  const origin = (sent: string | undefined) =>
    shownByExchange('authorization_code', { ...asked, origin: sent })[0]?.value;
  assert.equal(origin(APP), APP);
  assert.equal(origin('https://of-somebody.test'), 'elsewhere');
  assert.equal(origin(undefined), 'server');
  assert.equal(shownByExchange('refresh_token', { ...asked, origin: APP })[1]?.value, 'unknown');
  assert.deepEqual(shownByExchange('client_credentials', { ...asked, origin: APP }), []);
});
