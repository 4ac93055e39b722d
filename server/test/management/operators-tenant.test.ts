/**
 * The tenant that the operators of a server have for themselves, and what its people may do to the others.
 */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { tenantRoleId } from '../../src/resources/end-user/tenant-roles.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { fragment, hiddenFields } from '../user-agent.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi({ operatorTenant: 'globex.us' });
});
after(() => api.stack.close());

describe('the operators’ tenant', () => {
  const ofOperators = (scopes?: Parameters<Api['token']>[0]) => api.token(scopes, 'globex');

  test('MG-01 a token of an ordinary tenant is good at none but its own', async () => {
    const token = await api.token();
    const { status } = await api.callAs(token, 'GET', '/clients', undefined, { tenant: 'globex' });
    assert.equal(status, 401);
  });

  test('a token of the operators’ is good everywhere, with the scopes it has', async () => {
    const token = await ofOperators(['read:clients']);
    const { status, body } = await api.callAs(token, 'GET', '/clients');
    assert.equal(status, 200);
    assert.ok(body.some(({ client_id }: { client_id: string }) => client_id === 'spa1'));
    assert.equal((await api.callAs(token, 'PATCH', '/clients/spa2', { name: 'x' })).status, 403);
  });

  test('MG-18 what is done is in the log of the tenant it happened to, with who did it and from where', async () => {
    const token = await ofOperators(['update:clients', 'delete:sessions']);
    assert.equal((await api.callAs(token, 'PATCH', '/clients/spa2', { name: 'Audited' })).status, 200);
    const alice = encodeURIComponent('auth0|a11ce0000000000000000001');
    assert.equal((await api.callAs(token, 'DELETE', `/users/${alice}/sessions`)).status, 202);
    assert.equal((await api.callAs(token, 'GET', '/roles')).status, 403);
    const rows = await auditRows('t-acme');
    const theirs = rows.filter((row) => row.endsWith(' by operator@clients of globex.us'));
    for (const type of ['configuration_changed', 'signed_out_by_operator', 'management_refused'])
      assert.ok(theirs.find((row) => row.startsWith(type)) !== undefined, type);
  });

  test('people of it have what their role holds there', async () => {
    const globex = api.stack.storage.tenant('t-globex');
    const carol = 'auth0|ca4010000000000000000003';
    await globex.roles.give(carol, tenantRoleId('viewer'));
    const browser = api.stack.browser('globex');
    const page = await browser.signIn(
      await browser.authorize({
        ...{ ...B0, client_id: 'spaG', audience: `${api.stack.issuer('globex')}api/v2/` },
        scope: 'openid read:clients read:tenants create:tenants',
      }),
      { username: 'carol@globex.test', password: ALICE.password },
    );
    const agreed = await browser.post('/consent', { ...hiddenFields(page.body), action: 'accept' });
    const answer = fragment((await browser.follow(agreed)).location);
    assert.equal(answer['scope'], 'openid read:clients read:tenants');
    const token = answer['access_token'];
    assert.equal((await api.callAs(token, 'GET', '/clients')).status, 200);
    const there = { tenant: 'globex' };
    assert.equal((await api.callAs(token, 'GET', '/tenants', undefined, there)).status, 200);
    const made = await api.callAs(token, 'POST', '/tenants', { name: 'newer', region: 'us' }, there);
    assert.equal(made.status, 403);
    await globex.roles.take(carol, tenantRoleId('viewer'));
    assert.equal((await api.callAs(token, 'GET', '/clients')).status, 403);
  });

  test('tenants are made, deleted, brought back and destroyed there, and nowhere else', async () => {
    const there = { tenant: 'globex' };
    for (const [method, path] of [
      ['GET', '/tenants'],
      ['DELETE', '/tenants/acme.us'],
      ['POST', '/tenants/acme.us/purge'],
    ] as const)
      assert.equal((await api.call(method, path)).status, 404, path);
    assert.equal((await api.call('DELETE', '/tenants/globex.us', undefined, there)).status, 409);
    assert.equal((await api.call('POST', '/tenants', { name: 'x', region: 'us' }, there)).status, 400);
    const { status, body } = await api.call('POST', '/tenants', { name: 'initech', region: 'us' }, there);
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.id, 'initech.us');
    assert.equal((await api.call('POST', '/tenants', { name: 'initech', region: 'us' }, there)).status, 409);
    const served = () => api.stack.browser('initech').send('/.well-known/openid-configuration');
    assert.equal((await served()).status, 200);
    assert.equal((await api.call('POST', '/tenants/initech.us/purge', undefined, there)).status, 400);
    assert.equal((await api.call('DELETE', '/tenants/initech.us', undefined, there)).status, 204);
    assert.equal((await served()).status, 421);
    assert.equal((await api.call('POST', '/tenants/initech.us/restore', undefined, there)).status, 200);
    assert.equal((await served()).status, 200);
    await api.call('DELETE', '/tenants/initech.us', undefined, there);
    assert.equal((await api.call('POST', '/tenants/initech.us/purge', undefined, there)).status, 204);
    assert.equal((await api.call('GET', '/tenants/initech.us', undefined, there)).status, 404);
  });

  test('a tenant that is suspended answers 503 everywhere and loses nothing; the operators’ own is not suspended', async () => {
    const there = { tenant: 'globex' };
    const acme = (said: object) => api.call('PATCH', '/tenants/acme.us', said, there);
    assert.equal((await api.call('PATCH', '/tenants/acme.us', { suspended: true })).status, 404);
    assert.equal((await acme({ suspended: 'yes' })).status, 400);
    for (const [method, path, said] of [
      ['PATCH', '/tenants/globex.us', { suspended: true }],
      ['POST', '/tenants/globex.us/move', { name: 'elsewhere' }],
      ['DELETE', '/tenants/globex.us', undefined],
    ] as const) {
      const { status, body } = await api.call(method, path, said, there);
      assert.deepEqual([status, body.errorCode], [409, 'operators_tenant'], path);
    }
    const browser = api.stack.browser();
    await browser.signIn(await browser.authorize(B0), ALICE);
    const silent = async () => (await browser.authorize({ ...B0, prompt: 'none' })).location;
    assert.ok((await silent()).includes('access_token='));
    const token = await api.token();
    const keys = async () => (await browser.send('/.well-known/jwks.json')).body;
    const before = await keys();
    assert.equal((await acme({ suspended: true })).body.suspended, true);
    const answers = await Promise.all(
      Object.entries(ENDPOINTS).map(async ([path, request]) => {
        const { status, body, headers } = await api.stack.browser().send(path, request);
        assert.equal(headers['location'], undefined, path);
        return [path, status, /suspended/.test(body)] as const;
      }),
    );
    for (const [path, status, isSaid] of answers) assert.deepEqual([status, isSaid], [503, true], path);
    assert.equal((await browser.send('/account')).status, 503);
    assert.equal((await browser.send('/account', { headers: { 'accept-language': 'de' } })).status, 503);
    // By the operators’ token no more than by its own: what is done to it is done at their tenant.
    for (const by of [token, await ofOperators()])
      assert.equal(
        (await browser.send('/api/v2/clients', { headers: { authorization: `Bearer ${by}` } })).status,
        503,
      );
    const shown = await api.call('POST', '/operator/clients/show', { tenant: 'acme', key: ['spa1'] }, there);
    assert.equal(shown.status, 200, JSON.stringify(shown.body));
    assert.equal((await acme({ suspended: false })).body.suspended, false);
    assert.equal(await keys(), before);
    assert.ok((await silent()).includes('access_token='));
    assert.equal((await api.callAs(token, 'GET', '/clients')).status, 200);
    const told = (await auditRows('t-acme')).filter((row) => /suspended: (true|false) -> /.test(row));
    assert.equal(told.length, 2);
  });

  test('a tenant that moves keeps what it has and answers at its new hosts alone; its old name is free', async () => {
    const there = { tenant: 'globex' };
    const move = (id: string, to: object) => api.call('POST', `/tenants/${id}/move`, to, there);
    assert.equal((await api.call('POST', '/tenants/acme.us/move', { name: 'moved' })).status, 404);
    assert.equal((await move('nobody.us', { name: 'moved' })).status, 404);
    assert.equal((await move('acme.us', { name: 'x' })).status, 400);
    assert.equal((await move('acme.us', { domain: 'login.acme.test' })).status, 400);
    assert.deepEqual((await move('acme.us', { name: 'globex' })).body.errorCode, 'tenant_exists');
    const made = await api.call('POST', '/tenants', { name: 'hooli', region: 'us' }, there);
    assert.equal(made.status, 201);
    const { tenant_id } = made.body;
    const hooli = { tenant: 'hooli' };
    const machine = { grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_post' };
    const client = await api.call('POST', '/clients', { name: 'Machine', ...machine }, hooli);
    const { client_id, client_secret } = client.body;
    const audience = `${api.stack.issuer('hooli')}api/v2/`;
    const granted = await api.call(
      'POST',
      '/client-grants',
      { client_id, audience, scope: ['read:clients'] },
      hooli,
    );
    assert.equal(granted.status, 201, JSON.stringify(granted.body));
    const moved = await move('hooli.us', { name: 'raviga' });
    assert.deepEqual([moved.status, moved.body.id, moved.body.tenant_id], [200, 'raviga.us', tenant_id]);
    assert.equal((await api.stack.browser('hooli').send('/.well-known/openid-configuration')).status, 421);
    const issuer = api.stack.issuer('raviga');
    const answer = await api.stack.browser('raviga').post('/oauth/token', {
      ...{ grant_type: 'client_credentials', audience: `${issuer}api/v2/`, client_id, client_secret },
    });
    assert.equal(answer.status, 200, answer.body);
    // Who is called so next is somebody else.
    const next = await api.call('POST', '/tenants', { name: 'hooli', region: 'us' }, there);
    assert.notEqual(next.body.tenant_id, tenant_id);
    assert.equal((await api.stack.browser('hooli').send('/.well-known/openid-configuration')).status, 200);
    assert.equal((await move('raviga.us', {})).status, 200);
    for (const id of ['raviga.us', 'hooli.us']) {
      await api.call('DELETE', `/tenants/${id}`, undefined, there);
      assert.equal((await move(id, { region: 'eu' })).status, 400);
    }
  });
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A path of each kind, and the documents and keys. */
const ENDPOINTS: Readonly<Record<string, object>> = {
  '/': {},
  '/authorize?client_id=spa1': {},
  '/login': {},
  '/oauth/token': { method: 'POST', headers: FORM, body: 'grant_type=client_credentials' },
  '/oauth/revoke': { method: 'POST', headers: FORM, body: 'token=x' },
  '/userinfo': { headers: { authorization: 'Bearer x' } },
  '/.well-known/openid-configuration': {},
  '/.well-known/jwks.json': {},
  '/api/v2/clients': {},
  '/me/v1/profile': {},
  '/dashboard/': {},
  '/v2/logout': {},
};

async function auditRows(tenant_id: string): Promise<readonly string[]> {
  const database = new DatabaseSync(api.stack.config.databaseUrl.slice('sqlite:'.length));
  const rows = database.prepare('select type, detail, actor from audit where tenant_id = ?').all(tenant_id);
  database.close();
  return rows.map(({ type, detail, actor }) => `${type} ${detail} by ${actor}`);
}
