import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApi } from '../api.ts';
import type { Running } from '../listener.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

const AUDIENCE = 'appointments:api';
const SPA = 'http://localhost:3000';

let issuer: TokenIssuer;
let other: TokenIssuer;
let api: Running;

before(async () => {
  issuer = await startTokenIssuer(AUDIENCE);
  other = await startTokenIssuer(AUDIENCE);
  api = await startApi({ port: 0, issuer: issuer.url, audience: AUDIENCE, allowedOrigin: SPA });
});

after(async () => {
  await Promise.all([api.close(), issuer.close(), other.close()]);
});

function ask(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  return fetch(new URL(path, api.url), { ...init, headers });
}

test('API: no token is answered 401 with a bare challenge (RFC 6750 §3)', async () => {
  const response = await ask('/api/appointments');
  assert.equal(response.status, 401);
  assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
});

const past = Math.floor(Date.now() / 1000) - 7200;
const WRONG: readonly (readonly [string, () => string])[] = [
  ['that is no JWT', () => 'not-a-token'],
  ['of another issuer', () => other.token()],
  ['that another issuer signed in our name, kid and all (AU-05)', () => other.token({ iss: issuer.url })],
  ['for another API (AU-03)', () => issuer.token({ aud: 'billing:api' })],
  ['that has expired', () => issuer.token({ iat: past, exp: past + 60 })],
  [
    'that is an ID token (AU-01)',
    () => issuer.token({ aud: 'appointments-spa', scope: undefined }, { typ: 'JWT' }),
  ],
  [
    'without a signature (JW-01)',
    () => `${issuer.token({}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
  ],
];

for (const [what, token] of WRONG) {
  test(`API: a token ${what} is answered 401 invalid_token (RFC 6750 §3.1)`, async () => {
    const response = await ask('/api/appointments', token());
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /invalid_token/);
    assert.doesNotMatch(await response.text(), /starts_at/);
  });
}

const SCOPES = [
  ['/api/appointments', 'contacts', 'appointments'],
  ['/api/contacts', 'appointments', 'contacts'],
] as const;

for (const [path, held, needed] of SCOPES) {
  test(`API: ${path} with scope ${held} alone is answered 403 that names ${needed} (RFC 6750 §3.1)`, async () => {
    const response = await ask(path, issuer.token({ scope: held }));
    assert.equal(response.status, 403);
    const challenge = response.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /insufficient_scope/);
    assert.match(challenge, new RegExp(`scope="${needed}"`));
  });
}

test('API: a token in the query is no token (RFC 9700 §4.3.2)', async () => {
  assert.equal((await ask(`/api/appointments?access_token=${issuer.token()}`)).status, 401);
});

test('API: another path is answered 404, another method 405', async () => {
  assert.equal((await ask('/api/elsewhere', issuer.token())).status, 404);
  assert.equal((await ask('/api/constructor', issuer.token())).status, 404);
  assert.equal((await ask('/api/contacts', issuer.token(), { method: 'POST' })).status, 405);
});

test('API: a preflight of another origin is allowed nothing (CR-02)', async () => {
  for (const origin of ['https://evil.test', 'null', `${SPA}.evil.test`, 'http://localhost:3001']) {
    const response = await preflight(origin);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    assert.equal(response.headers.get('access-control-allow-headers'), null);
    assert.match(response.headers.get('vary') ?? '', /origin/i);
  }
});

test("API: a preflight of the application's origin may send authorization, without cookies", async () => {
  const response = await preflight(SPA);
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), SPA);
  assert.equal(response.headers.get('access-control-allow-headers'), 'authorization');
  assert.equal(response.headers.get('access-control-allow-methods'), 'GET');
  assert.equal(response.headers.get('access-control-allow-credentials'), null);
});

test('API: a refusal can be read by the application: status and challenge are exposed to its origin', async () => {
  const response = await ask('/api/appointments', undefined, { headers: { origin: SPA } });
  assert.equal(response.headers.get('access-control-allow-origin'), SPA);
  assert.match(response.headers.get('access-control-expose-headers') ?? '', /www-authenticate/i);
});

test("API: the article's request, cache buster and all, is answered with the diary of the token's user", async () => {
  const response = await ask(`/api/appointments?_=${Date.now()}`, issuer.token(), {
    headers: { origin: SPA },
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  const body = Object(await response.json());
  assert.equal(body.sub, 'auth0|alice');
  assert.equal(body.appointments.length, 5);
});

test('API: contacts are those of the diary, and another user has other ones', async () => {
  const token = issuer.token();
  const mine = Object(await (await ask('/api/contacts', token)).json());
  const diary = Object(await (await ask('/api/appointments', token)).json());
  const names = mine.contacts.map(({ name }: { name: string }) => name);
  for (const appointment of diary.appointments) assert.ok(names.includes(appointment.with));
  const theirs = Object(await (await ask('/api/contacts', issuer.token({ sub: 'auth0|bob' }))).json());
  assert.notDeepEqual(theirs.contacts, mine.contacts);
});

function preflight(origin: string): Promise<Response> {
  return ask('/api/appointments', undefined, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  });
}
