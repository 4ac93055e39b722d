/**
 * The Management API for people, and that nobody grants, takes or reaches more than they hold.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { tenantRoleId } from '../../src/resources/end-user/tenant-roles.ts';
import { ALICE, ALICE_SUB, B0, type BOB, BOB_SUB, THIRD_PARTY } from '../attacks/requests.ts';
import { fragment, hiddenFields, type UserAgent } from '../user-agent.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi({ operatorTenant: 'globex.us' });
});
after(() => api.stack.close());

const AUDIENCE = () => `${api.stack.issuer('acme')}api/v2/`;
const OWNER = tenantRoleId('owner');
const acme = () => api.stack.storage.tenant('t-acme');

beforeEach(async () => {
  for (const sub of [ALICE_SUB, BOB_SUB]) {
    const roles = await acme().roles.rolesOf(sub, { limit: 50 });
    for (const role of roles) await acme().roles.take(sub, role);
  }
});

const user = (sub: string, rest = '') => `/users/${encodeURIComponent(sub)}${rest}`;

/** The answer to somebody who asks to administer, who has agreed to what the page asks. */
async function ask(
  scope: string,
  who: typeof ALICE | typeof BOB = ALICE,
  asked: Readonly<Record<string, string>> = {},
): Promise<{
  readonly browser: UserAgent;
  readonly answer: Readonly<Record<string, string>>;
  readonly page: string;
}> {
  const browser = api.stack.browser();
  const page = await browser.signIn(
    await browser.authorize({ ...B0, audience: AUDIENCE(), scope: `openid ${scope}`, ...asked }),
    who,
  );
  if (page.location !== '') return { browser, answer: fragment(page.location), page: page.body };
  const agreed = await browser.post('/consent', { ...hiddenFields(page.body), action: 'accept' });
  return { browser, answer: fragment((await browser.follow(agreed)).location), page: page.body };
}

const tokenOf = async (scope: string, who?: typeof ALICE | typeof BOB) =>
  (await ask(scope, who)).answer['access_token'];

describe('AU-07 people at the Management API', () => {
  test('who has no permission is given no scope of it, and their token opens nothing', async () => {
    const { answer } = await ask('read:users read:clients');
    assert.equal(answer['scope'], 'openid');
    const { status, body } = await api.callAs(answer['access_token'], 'GET', '/clients');
    assert.deepEqual([status, body.errorCode], [403, 'insufficient_scope']);
  });

  test('a client that is somebody else’s, or registered itself, cannot ask for it at all', async () => {
    await acme().roles.give(ALICE_SUB, OWNER);
    const browser = api.stack.browser();
    const asked = { ...THIRD_PARTY, audience: AUDIENCE(), scope: 'openid read:users' };
    const { location } = await browser.authorize(asked);
    assert.match(location, /error=(?:access_denied|invalid_target|invalid_request)/);
    assert.match(decodeURIComponent(location.replaceAll('+', ' ')), /Service not found/);
  });

  test('it is never skipped to agree, and the page names what will be given', async () => {
    await acme().roles.give(ALICE_SUB, tenantRoleId('viewer'));
    const { page, answer } = await ask('read:clients update:clients');
    assert.match(page, /Look at applications/);
    assert.doesNotMatch(page, /Change applications/);
    assert.equal(answer['scope'], 'openid read:clients');
    assert.equal((await api.callAs(answer['access_token'], 'GET', '/clients')).status, 200);
    assert.equal((await api.callAs(answer['access_token'], 'PATCH', '/clients/spa2', {})).status, 403);
  });

  test('MG-25 a permission that is gained while the page is shown is asked about, and not given unseen', async () => {
    await acme().roles.give(ALICE_SUB, tenantRoleId('viewer'));
    const browser = api.stack.browser();
    const scope = 'openid read:clients update:clients';
    const asked = { ...B0, audience: AUDIENCE(), scope, prompt: 'consent' };
    const page = await browser.signIn(await browser.authorize(asked), ALICE);
    await acme().roles.give(ALICE_SUB, tenantRoleId('admin'));
    const agree = (shown: string) => browser.post('/consent', { ...hiddenFields(shown), action: 'accept' });
    const again = await browser.follow(await agree(page.body));
    assert.doesNotMatch(again.location, /access_token/);
    assert.match(again.body, /Change applications/);
    await acme().roles.take(ALICE_SUB, tenantRoleId('admin'));
    const less = await browser.follow(await agree(again.body));
    assert.doesNotMatch(less.body, /Change applications/);
    // Between the decision and the answer as well.
    const decided = await agree(less.body);
    await acme().roles.give(ALICE_SUB, tenantRoleId('admin'));
    const last = await browser.follow(decided);
    assert.doesNotMatch(last.location, /access_token/);
    const answer = fragment((await browser.follow(await agree(last.body))).location);
    // All that was asked for: it is not said once more (RFC 6749 §4.2.2).
    assert.deepEqual([typeof answer['access_token'], answer['scope']], ['string', undefined]);
  });

  test('AU-22 who loses the role has lost it with the token in hand, and is given no other', async () => {
    await acme().roles.give(ALICE_SUB, OWNER);
    const { browser, answer } = await ask('read:clients');
    assert.equal((await api.callAs(answer['access_token'], 'GET', '/clients')).status, 200);
    await acme().roles.take(ALICE_SUB, OWNER);
    assert.equal((await api.callAs(answer['access_token'], 'GET', '/clients')).status, 403);
    const silent = await browser.authorize({
      ...{ ...B0, audience: AUDIENCE(), scope: 'openid read:clients', prompt: 'none' },
    });
    assert.equal(fragment(silent.location)['scope'] ?? 'openid', 'openid', silent.location);
  });

  test('a machine whose grant is taken has lost it with the token in hand', async () => {
    const { body: client } = await api.call('POST', '/clients', {
      ...{ name: 'Machine', grant_types: ['client_credentials'] },
      token_endpoint_auth_method: 'client_secret_post',
    });
    const grant = { client_id: client.client_id, audience: AUDIENCE(), scope: ['read:clients'] };
    const { body: made } = await api.call('POST', '/client-grants', grant);
    const token = await machineToken(client);
    assert.equal((await api.callAs(token, 'GET', '/clients')).status, 200);
    await api.call('DELETE', `/client-grants/${made.id}`);
    assert.equal((await api.callAs(token, 'GET', '/clients')).status, 403);
  });
});

async function machineToken(client: { readonly client_id: string; readonly client_secret: string }) {
  const answer = await api.stack.browser().post('/oauth/token', {
    ...{ grant_type: 'client_credentials', audience: AUDIENCE() },
    ...{ client_id: client.client_id, client_secret: client.client_secret },
  });
  return JSON.parse(answer.body).access_token;
}

describe('MG-11 MG-25 nobody grants or reaches more than they hold', () => {
  /** Somebody with these scopes and no other. */
  const holder = (...scopes: NonNullable<Parameters<Api['token']>[0]>) => api.token(scopes);

  async function refused(
    token: string | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<void> {
    const { status, body: said } = await api.callAs(token, method, path, body);
    assert.equal(status, 403, `${method} ${path}: ${JSON.stringify(said)}`);
    assert.match(said.message, /more than the access token holds/);
  }

  test('create:client_grants grants what its holder has, and nothing else of the Management API', async () => {
    const token = await holder('create:client_grants', 'update:client_grants', 'read:clients');
    const grant = { client_id: 'code1', audience: AUDIENCE() };
    await refused(token, 'POST', '/client-grants', { ...grant, scope: ['read:clients', 'delete:users'] });
    const made = await api.callAs(token, 'POST', '/client-grants', { ...grant, scope: ['read:clients'] });
    assert.equal(made.status, 201);
    await refused(token, 'PATCH', `/client-grants/${made.body.id}`, { scope: ['read:users'] });
    await api.call('PATCH', `/client-grants/${made.body.id}`, { scope: ['read:users'] });
    await refused(token, 'PATCH', `/client-grants/${made.body.id}`, { scope: [] });
    const elsewhere = { client_id: 'code1', audience: 'https://api.acme.test', scope: ['read:a'] };
    assert.equal((await api.callAs(token, 'POST', '/client-grants', elsewhere)).status, 201);
    // The client has now a grant of the Management API, which its holder lacks.
    const clients = await holder('update:clients', 'delete:clients');
    await refused(clients, 'PATCH', '/clients/code1', { callbacks: ['https://evil.test/cb'] });
    await refused(clients, 'DELETE', '/clients/code1');
    assert.equal((await api.callAs(clients, 'PATCH', '/clients/spa2', { name: 'Third' })).status, 200);
    await api.call('DELETE', `/client-grants/${made.body.id}`);
  });

  test('an application by which people administer is not turned elsewhere by who may do less than they let it', async () => {
    await acme().roles.give(ALICE_SUB, tenantRoleId('viewer'));
    await ask('read:users', ALICE, { prompt: 'consent' });
    const token = await holder('update:clients', 'update:client_keys', 'delete:clients', 'read:clients');
    const app = `/clients/${B0.client_id}`;
    await refused(token, 'PATCH', app, { callbacks: ['https://evil.test/cb'] });
    await refused(token, 'DELETE', app);
    await refused(token, 'POST', `${app}/rotate-secret`);
    assert.equal((await api.callAs(token, 'GET', app)).status, 200);
    assert.equal((await api.callAs(token, 'PATCH', '/clients/spa2', { description: 'x' })).status, 200);
    await acme().consents.withdraw({ sub: ALICE_SUB, client_id: B0.client_id });
    assert.equal((await api.callAs(token, 'PATCH', app, { description: 'x' })).status, 200);
  });

  test('roles above one’s own are neither given, taken, edited nor deleted', async () => {
    const { body: high } = await api.call('POST', '/roles', { name: 'High' });
    const permission = { resource_server_identifier: AUDIENCE(), permission_name: 'delete:users' };
    await api.call('POST', `/roles/${high.id}/permissions`, { permissions: [permission] });
    const { body: low } = await api.call('POST', '/roles', { name: 'Low' });
    const token = await holder(
      'update:roles',
      'delete:roles',
      'create:role_members',
      'delete:role_members',
      'update:users',
    );
    for (const id of [high.id, OWNER]) {
      await refused(token, 'POST', `/roles/${id}/users`, { users: [BOB_SUB] });
      await refused(token, 'POST', user(BOB_SUB, '/roles'), { roles: [low.id, id] });
    }
    for (const name of ['High', 'tacit:owner']) {
      const byName = await api.callAs(token, 'POST', user(BOB_SUB, '/roles'), { roles: [name] });
      assert.equal(byName.status, 404, 'a role is an id here, and what was judged is what is given');
      assert.equal(
        (await api.callAs(token, 'POST', `/roles/${name}/users`, { users: [BOB_SUB] })).status,
        404,
      );
    }
    await refused(token, 'PATCH', `/roles/${high.id}`, { name: 'Mine' });
    await refused(token, 'DELETE', `/roles/${high.id}`);
    await refused(token, 'DELETE', `/roles/${high.id}/permissions`, { permissions: [permission] });
    await refused(token, 'POST', `/roles/${low.id}/permissions`, { permissions: [permission] });
    await refused(token, 'POST', user(BOB_SUB, '/permissions'), { permissions: [permission] });
    assert.equal((await api.callAs(token, 'POST', user(BOB_SUB, '/roles'), { roles: [low.id] })).status, 204);
    assert.deepEqual(await acme().roles.rolesOf(BOB_SUB, { limit: 9 }), [low.id]);
  });

  test('who holds a role of the tenant is not touched by who holds less', async () => {
    await acme().roles.give(BOB_SUB, tenantRoleId('admin'));
    const token = await holder('update:users', 'delete:role_members');
    await refused(token, 'DELETE', user(BOB_SUB, '/roles'), { roles: [tenantRoleId('admin')] });
    await refused(token, 'POST', user(BOB_SUB, '/permissions'), {
      permissions: [{ resource_server_identifier: 'https://api.acme.test', permission_name: 'read:a' }],
    });
  });

  test('an administrator gives nobody more than they have, and an owner everything', async () => {
    await acme().roles.give(ALICE_SUB, tenantRoleId('support'));
    const support = await tokenOf('read:users update:users read:roles read:role_members');
    await refused(support, 'POST', user(ALICE_SUB, '/roles'), { roles: [OWNER] });
    await acme().roles.give(ALICE_SUB, OWNER);
    const all = (await api.call('GET', `/roles/${OWNER}/permissions?per_page=100`)).body;
    const scope = all.map(({ permission_name }: { permission_name: string }) => permission_name);
    const owner = await tokenOf(['update:users', 'create:role_members', ...scope].join(' '));
    const viewer = { roles: [tenantRoleId('viewer')] };
    assert.equal((await api.callAs(owner, 'POST', user(BOB_SUB, '/roles'), viewer)).status, 204);
  });

  test('MG-25 the last owner stays one', async () => {
    await acme().roles.give(ALICE_SUB, OWNER);
    const taken = await api.call('DELETE', user(ALICE_SUB, '/roles'), { roles: [OWNER] });
    assert.deepEqual([taken.status, taken.body.errorCode], [409, 'last_owner']);
    await acme().roles.give(BOB_SUB, OWNER);
    assert.equal((await api.call('DELETE', user(ALICE_SUB, '/roles'), { roles: [OWNER] })).status, 204);
    assert.equal((await api.call('DELETE', user(BOB_SUB, '/roles'), { roles: [OWNER] })).status, 409);
  });
});
