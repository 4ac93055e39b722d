/**
 * What a client would be given, beside what it is given: claim by claim the same. Refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api as apiOf, implicitClient, PASSWORD } from '../stack.ts';
import { API, ASKED, BASIC, type CodeFlow, claimsOf, codeFlow, type Json } from '../tokens/code-flow.ts';
import { type Api, startApi } from './api.ts';

const ALICE = 'auth0|a11ce0000000000000000001';
const BOB = 'auth0|b0b000000000000000000002';
const GUARDED = 'https://guarded.acme.test';

let api: Api;
let flow: CodeFlow;
before(async () => {
  api = await startApi();
  flow = await codeFlow(api.stack);
  const { resourceServers, clients } = api.stack.storage.tenant('t-acme');
  await resourceServers.save({ ...apiOf(GUARDED, ['read:a', 'write:a']), enforce_policies: true });
  const code1 = await clients.find('code1');
  assert.ok(code1);
  await clients.save({ ...code1, client_id: 'pair1', subject_type: 'pairwise' });
  await clients.save(implicitClient('third1', { ...code1, client_id: 'third1', is_first_party: false }));
});
after(() => api.stack.close());

async function evaluate(client_id: string, body: Json): Promise<Json> {
  const answer = await api.call('POST', `/clients/${client_id}/evaluate`, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

type Claim = { readonly name: string; readonly value?: unknown; readonly from: string; readonly by?: string };

function claimsIn(answer: Json, token: string): readonly Claim[] {
  return Object(answer[token]).claims;
}

/** The same names, and the same values wherever one is told. */
function assertSame(told: readonly Claim[], real: Json): void {
  assert.deepEqual(
    told.map(({ name }) => name),
    Object.keys(real),
  );
  for (const { name, value } of told) if (value !== undefined) assert.deepEqual(value, real[name], name);
}

const CODE = { grant_type: 'authorization_code', user_id: ALICE } as const;

test('by read:users alone nobody is evaluated for, and whoever is not there cannot be', async () => {
  const path = '/clients/code1/evaluate';
  const alone = await api.callAs(await api.token(['read:users']), 'POST', path, CODE);
  assert.deepEqual([alone.status, alone.body.errorCode], [403, 'insufficient_scope']);
  const both = await api.token(['read:users', 'read:clients']);
  assert.equal((await api.callAs(both, 'POST', path, CODE)).status, 200);
  const status = async (to: string, body: object) => (await api.call('POST', to, body)).status;
  assert.equal(await status('/clients/nobody/evaluate', CODE), 404);
  assert.equal(await status(path, { ...CODE, user_id: 'auth0|nobody' }), 404);
  assert.equal(await status(path, { grant_type: 'authorization_code' }), 400);
  assert.equal(await status(path, { ...CODE, grant_type: 'client_credentials' }), 400);
  assert.equal(await status(path, { ...CODE, grant_type: 'password' }), 400);
});

test('what the request would be refused is refused here, in the same words', async () => {
  const refusal = async (client_id: string, body: Json) => (await evaluate(client_id, body))['refused'];
  const agent = api.stack.browser();
  const real = await agent.authorize({ ...ASKED, audience: 'https://nowhere.test' });
  const { searchParams } = new URL(real.location);
  assert.deepEqual(await refusal('code1', { ...CODE, audience: 'https://nowhere.test' }), {
    error: searchParams.get('error'),
    error_description: searchParams.get('error_description'),
  });
  const machine = await flow.post({ grant_type: 'client_credentials', audience: GUARDED }, BASIC);
  const own = { grant_type: 'client_credentials', audience: GUARDED };
  assert.deepEqual(await refusal('web1', own), JSON.parse(machine.body));
  assert.deepEqual(await refusal('spa1', own), {
    error: 'unauthorized_client',
    error_description: 'the grant_types of this client do not hold client_credentials',
  });
  assert.equal(Object(await refusal('spa1', CODE)).error, 'unauthorized_client');
  const { users } = api.stack.storage.tenant('t-acme');
  const bob = await users.find(BOB);
  assert.ok(bob);
  await users.save({ ...bob, blocked: true });
  assert.deepEqual(await refusal('code1', { ...CODE, user_id: BOB }), {
    error: 'access_denied',
    error_description: 'user is blocked',
  });
});

test('code: access token, ID token and /userinfo are those that are issued, claim by claim', async () => {
  const scope = 'openid profile email offline_access read:a';
  for (const [client_id, audience] of [
    ['code1', API],
    ['pair1', API],
  ] as const) {
    const told = await evaluate(client_id, { ...CODE, audience, scope });
    const code = await flow.code({ scope, audience, client_id });
    const issued = JSON.parse((await flow.exchange(code, { client_id })).body);
    assertSame(claimsIn(told, 'access_token'), claimsOf(issued.access_token));
    assertSame(claimsIn(told, 'id_token'), claimsOf(issued.id_token));
    assertSame(claimsIn(told, 'userinfo'), JSON.parse((await flow.userinfo(issued.access_token)).body));
    assert.equal(Object(told['access_token']).expires_in, issued.expires_in);
    assert.deepEqual(told['scope'], issued.scope.split(' '));
    assert.equal(told['refresh_token'], issued.refresh_token !== undefined);
    assert.deepEqual([told['asks'], told['left_out']], [[], []]);
  }
});

test('each claim is told with where it comes from, and what chance makes without a value', async () => {
  const told = await evaluate('code1', { ...CODE, audience: API, scope: 'openid email read:a' });
  const by = new Map(claimsIn(told, 'access_token').map((claim) => [claim.name, claim]));
  assert.deepEqual(by.get('jti'), { name: 'jti', from: 'chance' });
  assert.deepEqual(by.get('azp'), { name: 'azp', value: 'code1', from: 'client', by: 'client_id' });
  assert.deepEqual(by.get('exp')?.by, 'token_lifetime');
  const email = claimsIn(told, 'userinfo').find(({ name }) => name === 'email');
  assert.deepEqual(email, { name: 'email', value: 'alice@acme.test', from: 'user', by: 'email' });
});

test('without an API the access token is a name for /userinfo alone', async () => {
  const told = await evaluate('code1', { ...CODE, scope: 'openid' });
  assert.deepEqual(told['access_token'], { expires_in: 86_400 });
  assert.equal(claimsIn(told, 'userinfo').length, 1);
});

test('implicit: both tokens are those of the fragment', async () => {
  const asked = { audience: API, scope: 'openid profile read:a read:nothing' };
  const told = await evaluate('spa1', { grant_type: 'implicit', user_id: ALICE, ...asked });
  const agent = api.stack.browser();
  const page = await agent.authorize({
    ...{ response_type: 'id_token token', client_id: 'spa1', redirect_uri: 'https://app.acme.test/cb' },
    ...{ state: 'S', nonce: 'N', ...asked },
  });
  const { location } = await agent.signIn(page, {
    username: 'alice@acme.test',
    password: PASSWORD,
  });
  const fragment = new URLSearchParams(new URL(location).hash.slice(1));
  assertSame(claimsIn(told, 'access_token'), claimsOf(fragment.get('access_token')));
  assertSame(claimsIn(told, 'id_token'), claimsOf(fragment.get('id_token')));
  assert.deepEqual(told['left_out'], [{ scope: 'read:nothing', why: 'unknown' }]);
});

test('client_credentials: the token is the one that the client fetches', async () => {
  const told = await evaluate('web1', { grant_type: 'client_credentials', audience: API, scope: 'read:a' });
  const asked = { grant_type: 'client_credentials', audience: API, scope: 'read:a' };
  const { access_token } = JSON.parse((await flow.post(asked, BASIC)).body);
  assertSame(claimsIn(told, 'access_token'), claimsOf(access_token));
});

test('an API that asks for permissions gives those that somebody has, and says what is left out', async () => {
  const { body: role } = await api.call('POST', '/roles', { name: 'reader' });
  const permissions = [{ resource_server_identifier: GUARDED, permission_name: 'read:a' }];
  assert.equal((await api.call('POST', `/roles/${role.id}/permissions`, { permissions })).status, 201);
  const path = `/users/${encodeURIComponent(ALICE)}/roles`;
  assert.equal((await api.call('POST', path, { roles: [role.id] })).status, 204);
  const scope = 'openid offline_access read:a write:a';
  const told = await evaluate('code1', { ...CODE, audience: GUARDED, scope });
  assert.deepEqual(told['scope'], ['openid', 'offline_access', 'read:a']);
  assert.deepEqual(told['left_out'], [{ scope: 'write:a', why: 'not_permitted' }]);
});

test('what somebody is asked for after the password is told: a second factor, and consent', async () => {
  const { tenants } = api.stack.storage;
  const acme = (await tenants.list()).find(({ tenant_id }) => tenant_id === 't-acme');
  assert.ok(acme);
  const asks = async (client_id: string) => (await evaluate(client_id, { ...CODE, scope: 'openid' }))['asks'];
  assert.deepEqual(await asks('third1'), ['consent']);
  await tenants.save({ ...acme, settings: { ...acme.settings, second_factor: 'always' } });
  assert.deepEqual(await asks('third1'), ['second_factor', 'consent']);
  const told = await evaluate('code1', { ...CODE, scope: 'openid' });
  const amr = claimsIn(told, 'id_token').find(({ name }) => name === 'amr');
  assert.deepEqual(amr?.value, ['pwd', 'otp', 'mfa']);
  await tenants.save(acme);
});
