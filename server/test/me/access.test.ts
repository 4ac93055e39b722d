/**
 * Who is let in at the My Account API: people, in a session that is alive, at an application that was allowed; and for what changes
 * how they sign in only by a sign-in of a few minutes ago.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OwnOperation } from '../../src/me/own-operation.ts';
import { OWN_OPERATIONS } from '../../src/me/own-operations.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import { enrolApp, MULTI_FACTOR, newPerson, setTo } from '../factors/second-factors.ts';
import { implicitClient } from '../stack.ts';
import { claimsOf } from '../tokens/code-flow.ts';
import { allBut, type Own, SCOPES, startOwn } from './own.ts';

let own: Own;
before(async () => {
  own = await startOwn();
});
after(() => own.stack.close());

/** The path with names that nobody has, and a body that holds nothing. */
function request({ method, path }: OwnOperation): readonly [method: string, path: string, body: unknown] {
  const address = path.replaceAll(/\{[^}]+\}/g, 'nobody');
  return [method, address, method === 'GET' || method === 'DELETE' ? undefined : {}];
}

/** A token for each set of scopes, made once: several operations have the same. */
function tokensOf(make: (scopes: readonly string[]) => Promise<string>) {
  const made = new Map<string, Promise<string>>();
  return (scopes: readonly string[]) => {
    const name = scopes.join(' ');
    const token = made.get(name) ?? make(scopes);
    made.set(name, token);
    return token;
  };
}

test('each operation has an id of its own, a scope that exists, and a row of its own', () => {
  assert.equal(new Set(OWN_OPERATIONS.map(({ id }) => id)).size, OWN_OPERATIONS.length);
  const rows = new Set(OWN_OPERATIONS.map(({ method, path }) => `${method} ${path}`));
  assert.equal(rows.size, OWN_OPERATIONS.length);
  const used = new Set<string>(OWN_OPERATIONS.flatMap(({ scopes }) => scopes));
  assert.deepEqual([...used].toSorted(), SCOPES.toSorted());
});

test('MG-01 MG-02 without a token, by one of another API, and by all scopes but its own, no operation is open', async () => {
  const person = await newPerson(own.stack);
  // One session throughout: another password would be another hash.
  const browser = own.stack.browser();
  const parameters = { audience: 'https://api.acme.test' };
  const other = await own.token({ person, browser, scopes: ['read:a'], parameters });
  const tokenOf = tokensOf((scopes) => own.token({ person, browser, scopes }));
  for (const row of OWN_OPERATIONS) {
    const [method, path, body] = request(row);
    const rest = await tokenOf(allBut(...row.scopes));
    const statuses = [];
    for (const token of [undefined, 'nobody', other, rest])
      statuses.push((await own.call(token, method, path, body)).status);
    assert.deepEqual(statuses, [401, 401, 401, 403], row.id);
  }
});

test('each operation is open to its scope, and what is sensitive only by a sign-in of the last five minutes', async () => {
  const { person, browser } = await own.signedIn();
  const tokenOf = tokensOf((scopes) => own.token({ person, browser, scopes }));
  for (const row of OWN_OPERATIONS) {
    const token = await tokenOf(row.scopes);
    const [method, path, body] = request(row);
    const { status } = await own.call(token, method, path, body);
    assert.ok(status !== 401 && status !== 403 && status < 500, `${row.id}: ${status}`);
  }
  const { call } = await own.signedIn({ person, browser });
  own.stack.clock.now += 301;
  for (const row of OWN_OPERATIONS) {
    const { status, headers, body } = await call(...request(row));
    assert.equal(status === 401, row.isFresh === true, row.id);
    if (!row.isFresh) continue;
    assert.equal(body.type, 'urn:tacit:error:insufficient_user_authentication');
    assert.match(
      String(headers['www-authenticate']),
      /error="insufficient_user_authentication".*, max_age="300"$/,
    );
  }
});

test('RFC 9470: whoever has a second factor must have shown it, whatever the tenant asks of a login', async () => {
  await setTo(own.stack, { second_factor: 'never' });
  try {
    const person = await newPerson(own.stack);
    const app = await enrolApp(own.stack, person);
    const { call, browser } = await own.signedIn({ person });
    const refused = await call('DELETE', '/remembered-devices');
    assert.equal(refused.status, 401);
    assert.ok(
      String(refused.headers['www-authenticate']).endsWith(`max_age="300", acr_values="${MULTI_FACTOR}"`),
    );
    const parameters = { acr_values: MULTI_FACTOR, max_age: '300' };
    const stepped = await own.signedIn({ person, browser, app, parameters });
    assert.equal((await stepped.call('DELETE', '/remembered-devices')).status, 204);
  } finally {
    await setTo(own.stack, {});
  }
});

test('a token says in which session and how its user signed in, and for this API alone', async () => {
  const { token, person, browser } = await own.signedIn();
  const { sid, auth_time, amr } = claimsOf(token);
  assert.ok(typeof sid === 'string');
  assert.deepEqual([auth_time, amr], [own.stack.clock.now, ['pwd']]);
  const other = await own.token({
    ...{ person, browser, scopes: ['read:a'] },
    parameters: { audience: 'https://api.acme.test' },
  });
  assert.deepEqual(
    Object.keys(claimsOf(other)).filter((name) => ['sid', 'auth_time', 'amr'].includes(name)),
    [],
  );
});

test('an application without a grant there is refused as for an API that there is not, and a third party too', async () => {
  const person = await newPerson(own.stack);
  for (const client_id of ['me2', 'me3']) {
    const { location } = await own.ask({ person, client_id });
    assert.equal(new URL(location).searchParams.get('error'), 'access_denied', client_id);
  }
  await setTo(own.stack, { unsafe_my_account_for_third_parties: true });
  const token = await own.token({ person, client_id: 'me3' });
  assert.equal((await own.call(token, 'GET', '/profile')).status, 200);
  await setTo(own.stack, {});
  assert.equal((await own.call(token, 'GET', '/profile')).status, 403);
});

test('scopes that the grant has not are not given, and those that it loses are lost at once', async () => {
  const { clientGrants, clients } = own.stack.storage.tenant('t-acme');
  const redirect_uris = ['https://app.acme.test/cb'];
  await clients.save(implicitClient('me4', { grant_types: ['authorization_code'], redirect_uris }));
  const grant = { client_id: 'me4', audience: own.audience };
  await clientGrants.save({ ...grant, scope: ['read:me:profile', 'read:me:sessions'] });
  const { token } = await own.signedIn({ client_id: 'me4' });
  assert.equal(claimsOf(token)['scope'], 'read:me:profile read:me:sessions');
  await clientGrants.save({ ...grant, scope: ['read:me:profile'] });
  assert.equal((await own.call(token, 'GET', '/profile')).status, 200);
  assert.equal((await own.call(token, 'GET', '/sessions')).status, 403);
});

test('client_credentials is refused: a client has no account', async () => {
  const { clientGrants, clients } = own.stack.storage.tenant('t-acme');
  const secret = 'correct-horse-battery-staple-0123456789';
  await clients.save(
    implicitClient('machine', {
      ...{ app_type: 'non_interactive', grant_types: ['client_credentials'] },
      ...{ token_endpoint_auth_method: 'client_secret_post', client_secret_hash: sha256(secret) },
    }),
  );
  await clientGrants.save({ client_id: 'machine', audience: own.audience, scope: SCOPES });
  const answer = await own.stack.browser().post('/oauth/token', {
    ...{ grant_type: 'client_credentials', client_id: 'machine', client_secret: secret },
    audience: own.audience,
  });
  assert.equal(JSON.parse(answer.body).error, 'access_denied');
});

test('CR-05 with the session, by a sign-out, a block or the end of the account, a token is worth nothing', async () => {
  const { users, sessions } = own.stack.storage.tenant('t-acme');
  const ends: readonly ((sub: string, sid: string) => Promise<unknown>)[] = [
    (sub, sid) => sessions.endOne(sub, sid),
    (sub) => sessions.endAll(sub),
    async (sub) => {
      const found = await users.find(sub);
      await users.save({ sub, blocked: true, claims: found?.claims ?? {} }, undefined);
    },
  ];
  for (const end of ends) {
    const { call, person, token } = await own.signedIn();
    assert.equal((await call('GET', '/profile')).status, 200);
    await end(person.sub, String(claimsOf(token)['sid']));
    assert.equal((await call('GET', '/profile')).status, 401);
  }
});

test('MG-03 a token of another tenant says nothing here', async () => {
  const { token } = await own.signedIn();
  const answer = await own.stack
    .browser('globex')
    .send('/me/v1/profile', { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 401);
});

test('one person has 120 requests in a minute, whatever others do', async () => {
  const { call } = await own.signedIn();
  const statuses = new Set<number>();
  for (let sent = 0; sent < 120; sent += 1) statuses.add((await call('GET', '/factors')).status);
  assert.deepEqual([...statuses], [200]);
  const over = await call('GET', '/factors');
  assert.equal(over.status, 429);
  assert.equal(over.body.type, 'urn:tacit:error:too_many_requests');
  assert.equal((await (await own.signedIn()).call('GET', '/factors')).status, 200);
});

test('what Auth0 has and this server has not is refused with the reason; what nobody has is not found', async () => {
  const { call } = await own.signedIn();
  assert.equal((await call('POST', '/connected-accounts/connect', {})).status, 501);
  assert.equal((await call('GET', '/nothing')).status, 404);
  const { status, headers } = await call('PUT', '/profile', {});
  assert.deepEqual([status, headers.allow], [405, 'GET, POST, PATCH, DELETE, OPTIONS']);
});

test('pages of other origins read the answers, the Location of what they add among them', async () => {
  const answer = await own.stack
    .browser()
    .send('/me/v1/factors', { headers: { origin: 'https://app.acme.test' } });
  assert.equal(answer.headers['access-control-allow-origin'], 'https://app.acme.test');
  assert.match(String(answer.headers['access-control-expose-headers']), /location/);
  assert.match(String(answer.headers['access-control-expose-headers']), /www-authenticate/);
});
