/**
 * What every kind of record does at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

test('MG-01 no token, another tenant’s, another API’s, an ID token: 401, and nothing is said of the path’s record', async () => {
  const elsewhere = await api.token(undefined, 'globex');
  for (const token of [undefined, 'garbage', 'a.b.c', elsewhere]) {
    const { status, body, headers } = await api.callAs(token, 'GET', '/clients/spa1');
    assert.equal(status, 401, String(token));
    assert.equal(body.statusCode, 401);
    assert.match(String(headers['www-authenticate']), /^Bearer realm=/);
  }
});

test('MG-02 another scope is 403, and says which it takes', async () => {
  const token = await api.token(['read:users']);
  const { status, body } = await api.callAs(token, 'GET', '/clients');
  assert.equal(status, 403);
  assert.equal(body.errorCode, 'insufficient_scope');
  assert.equal(body.message, 'Insufficient scope, expected any of: read:clients,read:client_keys');
});

test('MG-22 a method that is not there is 405 with those that are, an unknown path 404', async () => {
  const { status, headers } = await api.call('PUT', '/clients/spa1', {});
  assert.equal(status, 405);
  assert.equal(headers['allow'], 'GET, PATCH, DELETE');
  assert.equal((await api.call('GET', '/nothing')).status, 404);
  assert.equal((await api.call('HEAD', '/clients')).status, 405);
});

test('MG-21 what stands in a path is one name, whatever is encoded in it', async () => {
  for (const id of [
    '..%2fclients%2fspa1',
    '%2e%2e',
    'spa1%00',
    '%ff',
    '__proto__',
    'spa1;x',
    'x'.repeat(5_000),
  ])
    assert.equal((await api.call('GET', `/clients/${id}`)).status, 404, id);
});

test('every mistake of a body is told with its place, and nothing is changed', async () => {
  const body = {
    nam: 'x',
    callbacks: ['https://a.test/cb', 7],
    jwt_configuration: { alg: 'none' },
    app_type: 'spa',
  };
  const { status, body: said } = await api.call('PATCH', '/clients/spa1', body);
  assert.equal(status, 400);
  assert.equal(said.errorCode, 'invalid_body');
  assert.match(said.message, /^Payload validation error: '/);
  assert.deepEqual(
    said.mistakes.map(({ path }: { path: unknown[] }) => path.join('.')),
    ['nam', 'callbacks.1', 'jwt_configuration.alg'],
  );
  const { body: client } = await api.call('GET', '/clients/spa1');
  assert.deepEqual(client.callbacks, ['https://app.acme.test/cb']);
});

test('MG-04 MG-05 what only the server writes, and what is another record, cannot be said', async () => {
  for (const body of [
    { tenant_id: 't-globex' },
    { client_secret_hash: 'x' },
    { is_built_in: true },
    { registration: {} },
  ])
    assert.equal((await api.call('PATCH', '/clients/spa1', body)).status, 400, JSON.stringify(body));
  const { status, body } = await api.call('PATCH', '/clients/spa1', {
    client_id: 'spa2',
    name: 'Taken over',
  });
  assert.equal(status, 400);
  assert.equal(body.mistakes[0].code, 'create_only');
  assert.notEqual((await api.call('GET', '/clients/spa2')).body.name, 'Taken over');
});

test('MG-07 a secret is told once', async () => {
  const { status, body: made } = await api.call('POST', '/clients', {
    name: 'Machine',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  assert.equal(status, 201);
  assert.ok(made.client_secret.length >= 32);
  for (const path of [`/clients/${made.client_id}`, '/clients?per_page=100', '/clients?fields=client_secret'])
    assert.doesNotMatch(JSON.stringify((await api.call('GET', path)).body), /secret"|secret_hash/, path);
});

test('a version that is not the record’s any more is 412, and nothing is lost', async () => {
  const { headers } = await api.call('GET', '/clients/nat1');
  const first = { 'if-match': String(headers['etag']) };
  assert.equal((await api.call('PATCH', '/clients/nat1', { name: 'One' }, { headers: first })).status, 200);
  assert.equal((await api.call('PATCH', '/clients/nat1', { name: 'Two' }, { headers: first })).status, 412);
  assert.equal((await api.call('GET', '/clients/nat1')).body.name, 'One');
});

test('the version that a change is answered with is the record’s from then on', async () => {
  const { body: made, headers } = await api.call('POST', '/clients', { name: 'Versions', app_type: 'spa' });
  const path = `/clients/${made.client_id}`;
  let version = String(headers['etag']);
  for (const name of ['One', 'Two', 'Two']) {
    const changed = await api.call('PATCH', path, { name }, { headers: { 'if-match': version } });
    assert.deepEqual([changed.status, changed.body.name], [200, name]);
    version = String(changed.headers['etag']);
    assert.equal((await api.call('GET', path)).headers['etag'], version);
  }
});

test('a list by number, with totals, by checkpoint, narrowed and projected', async () => {
  const { body: all } = await api.call('GET', '/clients?per_page=100&fields=client_id');
  const { body: second } = await api.call(
    'GET',
    '/clients?page=1&per_page=2&include_totals=true&fields=client_id',
  );
  assert.deepEqual(second.clients, all.slice(2, 4));
  assert.equal(second.total, all.length);
  assert.deepEqual((await api.call('GET', '/clients?page=900000')).body, []);
  const walked = [];
  for (let path: string | undefined = '/clients?take=3&fields=client_id'; path !== undefined; ) {
    const { body }: { body: { clients: object[]; next?: string } } = await api.call('GET', path);
    walked.push(...body.clients);
    path = body.next === undefined ? undefined : `/clients?take=3&fields=client_id&from=${body.next}`;
  }
  assert.deepEqual(walked, all);
  const { body: native } = await api.call('GET', '/clients?app_type=native&include_totals=true');
  assert.equal(native.total, native.clients.length);
  assert.ok(native.clients.every(({ app_type }: { app_type: string }) => app_type === 'native'));
});

test('MG-09 pages and cursors that nobody was given', async () => {
  const { body } = await api.call('GET', '/clients?take=1');
  const { body: other } = await api.call('GET', '/clients?take=1', undefined, { tenant: 'globex' });
  for (const query of [
    ...[
      'page=-1',
      'page=x',
      'page=1e9',
      'per_page=0',
      'per_page=101',
      'take=0',
      'nothing=1',
      'page=1&page=2',
    ],
    ...[
      `from=${body.next}x`,
      `from=${body.next.slice(4)}`,
      'from=eyJ2IjoxfQ',
      `from=${other.next ?? 'none'}`,
    ],
    `from=${body.next}&app_type=native`,
  ])
    assert.equal((await api.call('GET', `/clients?${query}`)).status, 400, query);
  assert.equal((await api.call('GET', `/resource-servers?from=${body.next}`)).status, 400);
});

test('an API has an address of its own and is found by its identifier too', async () => {
  const identifier = 'https://api.test/v1/?a=b%20c';
  const { status, body } = await api.call('POST', '/resource-servers', {
    identifier,
    name: 'A',
    scopes: [{ value: 'read:x' }],
  });
  assert.equal(status, 201);
  for (const id of [body.id, identifier])
    assert.equal((await api.call('GET', `/resource-servers/${encodeURIComponent(id)}`)).body.name, 'A', id);
  assert.equal((await api.call('POST', '/resource-servers', { identifier, name: 'A' })).status, 409);
  const named = (identifiers: readonly string[]) =>
    api.call(
      'GET',
      `/resource-servers?${identifiers.map((one) => `identifiers=${encodeURIComponent(one)}`).join('&')}`,
    );
  assert.deepEqual(
    (await named([identifier, 'urn:nothing'])).body.map((one: { name: string }) => one.name),
    ['A'],
  );
  assert.deepEqual((await named(['urn:nothing'])).body, []);
  assert.equal((await named(Array.from({ length: 11 }, (_, index) => `urn:${index}`))).status, 400);
  assert.equal((await api.call('DELETE', `/resource-servers/${body.id}`)).status, 204);
  assert.equal((await api.call('GET', `/resource-servers/${body.id}`)).status, 404);
});

test('a client that was granted the Management API may do that much, at its own tenant', async () => {
  const { body: client } = await api.call('POST', '/clients', {
    name: 'Reader',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const audience = `${api.stack.issuer('acme')}api/v2/`;
  const grant = { client_id: client.client_id, audience, scope: ['read:clients'] };
  // MG-11: nobody grants what they have not, and nobody has what there is not.
  assert.equal((await api.call('POST', '/client-grants', { ...grant, scope: ['no such'] })).status, 403);
  assert.equal((await api.call('POST', '/client-grants', grant)).status, 201);
  const answer = await api.stack.browser().post('/oauth/token', {
    grant_type: 'client_credentials',
    audience,
    client_id: client.client_id,
    client_secret: client.client_secret,
  });
  const { access_token } = JSON.parse(answer.body);
  assert.equal((await api.callAs(access_token, 'GET', '/clients')).status, 200);
  assert.equal((await api.callAs(access_token, 'PATCH', '/clients/spa1', { name: 'x' })).status, 403);
  assert.equal(
    (await api.callAs(access_token, 'GET', '/clients', undefined, { tenant: 'globex' })).status,
    401,
  );
});
