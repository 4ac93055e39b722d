/**
 * Applications at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Api, mistakesOf, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

test('inert members are taken as their one value, at any depth, and refused as another', async () => {
  const { body: client } = await api.call('GET', '/clients/spa1');
  const { tenant: _, global: __, client_id: ___, ...document } = client;
  assert.equal((await api.call('PATCH', '/clients/spa1', document)).status, 200);
  assert.deepEqual(
    await mistakesOf(api, 'PATCH', '/clients/spa1', {
      cross_origin_authentication: true,
      jwt_configuration: { secret_encoded: true, lifetime_in_seconds: 0, nothing: 1 },
      native_social_login: { apple: { enabled: true } },
      client_metadata: { a: 1 },
    }),
    [
      'cross_origin_authentication',
      'jwt_configuration.secret_encoded',
      'native_social_login.apple.enabled',
      'client_metadata.a',
      'jwt_configuration.nothing',
      'jwt_configuration.lifetime_in_seconds',
    ],
  );
});

test('metadata of a client is changed text by text, and null takes one away', async () => {
  await api.call('PATCH', '/clients/nat1', { client_metadata: { a: '1', b: '2' }, description: 'Ours' });
  const { body } = await api.call('PATCH', '/clients/nat1', { client_metadata: { a: null, c: '' } });
  assert.deepEqual(body.client_metadata, { b: '2', c: '' });
  assert.equal(body.description, 'Ours');
  const polluted = '{"client_metadata":{"__proto__":"x"}}';
  assert.equal((await api.call('PATCH', '/clients/nat1', polluted)).status, 400);
});

test('MG-07 a secret is rotated: told once, and the old one ends at once', async () => {
  assert.equal((await api.call('POST', '/clients/spa1/rotate-secret')).status, 400, 'a public client');
  assert.equal((await api.call('POST', '/clients/nobody/rotate-secret')).status, 404);
  const { body: made } = await api.call('POST', '/clients', {
    name: 'Machine',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const { client_id } = made;
  const { status, body: rotated } = await api.call('POST', `/clients/${client_id}/rotate-secret`);
  assert.equal(status, 200);
  assert.notEqual(rotated.client_secret, made.client_secret);
  const ask = (client_secret: string) =>
    api.stack
      .browser()
      .post('/oauth/token', { grant_type: 'client_credentials', client_id, client_secret, audience: 'none' });
  assert.equal((await ask(made.client_secret)).status, 401);
  assert.notEqual((await ask(rotated.client_secret)).status, 401);
  const rows = await api.stack.storage.tenant('t-acme').audit.list(100);
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(rotated.client_secret));
});

test('public keys of a client, one by one; a private one is nobody’s to send', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  const secret = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const path = '/clients/code1/credentials';
  const credential = { credential_type: 'public_key', name: 'one', pem };
  for (const wrong of [{ pem: secret }, { pem: 'x' }, { alg: 'ES256' }, { alg: 'HS256' }])
    assert.equal((await api.call('POST', path, { ...credential, ...wrong })).status, 400);
  const expiring = { ...credential, expires_at: '2030-01-01T00:00:00.000Z' };
  assert.equal((await api.call('POST', path, expiring)).status, 501);
  const { status, body } = await api.call('POST', path, credential);
  assert.equal(status, 201);
  assert.equal(body.name, 'one');
  assert.equal(body.alg, 'RS256');
  assert.equal(
    (await api.call('POST', path, { ...credential, kid: body.kid })).status,
    400,
    'its kid is taken',
  );
  assert.deepEqual((await api.call('GET', path)).body, [body]);
  assert.deepEqual((await api.call('GET', `${path}/${body.id}`)).body, body);
  const switched = await api.call('PATCH', '/clients/code1', {
    token_endpoint_auth_method: 'private_key_jwt',
  });
  assert.deepEqual(switched.body.client_authentication_methods.private_key_jwt.credentials, [
    { id: body.id },
  ]);
  assert.equal(
    (await api.call('DELETE', `${path}/${body.id}`)).status,
    400,
    'it has no other way to be known',
  );
  await api.call('PATCH', '/clients/code1', { token_endpoint_auth_method: 'none' });
  assert.equal((await api.call('DELETE', `${path}/${body.id}`)).status, 204);
  assert.equal((await api.call('GET', `${path}/${body.id}`)).status, 404);
});

test('MG-07 a token for registration is told once, and registers', async () => {
  assert.deepEqual(await mistakesOf(api, 'POST', '/client-registration-tokens', { hours: 0 }), ['hours']);
  await api.call('PATCH', '/tenants/settings', { flags: { enable_dynamic_client_registration: true } });
  const { status, body } = await api.call('POST', '/client-registration-tokens', {});
  assert.equal(status, 201);
  const answer = await api.stack.browser().send('/oidc/register', {
    method: 'POST',
    headers: { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: ['https://registered.test/cb'] }),
  });
  assert.equal(answer.status, 201, answer.body);
  const rows = await api.stack.storage.tenant('t-acme').audit.list(100);
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(body.token));
});

test('the entry that stands for all applications is asked for, and is no application', async () => {
  const { body } = await api.call('GET', '/clients?is_global=true');
  assert.deepEqual(
    body.map(({ global }: { global: boolean }) => global),
    [true],
  );
  assert.equal((await api.call('GET', `/clients/${body[0].client_id}`)).status, 404);
  const { body: some } = await api.call('GET', '/clients?is_global=false&app_type=native,spa&per_page=100');
  assert.ok(some.every((one: { app_type: string }) => ['native', 'spa'].includes(one.app_type)));
  assert.ok(some.length > 2);
});

test('Auth0’s searches of clients by organization find none, and others are refused with what there is', async () => {
  for (const q of ['client_grant.organization_id:org_1', 'client_grant.allow_any_organization:true']) {
    const search = `/clients?q=${encodeURIComponent(q)}`;
    assert.deepEqual((await api.call('GET', `${search}&take=5`)).body, { clients: [] });
    assert.equal((await api.call('GET', `${search}&include_totals=true`)).body.total, 0);
  }
  const wrong = await api.call('GET', '/clients?q=name:shop');
  assert.equal(wrong.status, 400);
  assert.match(wrong.body.message, /app_type and is_first_party/);
  const external = await api.call(
    'GET',
    `/clients?external_client_id=${encodeURIComponent('https://a.test/c')}`,
  );
  assert.deepEqual(external.body, []);
});

test('MG-11 allow_all_scopes gives every scope of the API, now and later, and only to whoever holds them', async () => {
  const audience = 'https://all.acme.test';
  await api.call('POST', '/resource-servers', {
    identifier: audience,
    name: 'All',
    scopes: [{ value: 'read:one' }],
  });
  const { body: client } = await api.call('POST', '/clients', {
    ...{ name: 'All of it', grant_types: ['client_credentials'], app_type: 'non_interactive' },
    token_endpoint_auth_method: 'client_secret_post',
  });
  const { client_id, client_secret } = client;
  const grant = { client_id, audience, scope: [], allow_all_scopes: true };
  const made = await api.call('POST', '/client-grants', grant);
  assert.deepEqual([made.status, made.body.allow_all_scopes], [201, true]);
  const scopeNow = async () => {
    const asked = { grant_type: 'client_credentials', audience, client_id, client_secret };
    return JSON.parse((await api.stack.browser().post('/oauth/token', asked)).body).scope;
  };
  assert.equal(await scopeNow(), 'read:one');
  const { body: apis } = await api.call('GET', '/resource-servers?per_page=100');
  const { id } = apis.find(({ identifier }: { readonly identifier: string }) => identifier === audience);
  await api.call('PATCH', `/resource-servers/${id}`, {
    scopes: [{ value: 'read:one' }, { value: 'read:two' }],
  });
  assert.equal(await scopeNow(), 'read:one read:two');
  const narrowed = { allow_all_scopes: false, scope: ['read:two'] };
  assert.equal((await api.call('PATCH', `/client-grants/${made.body.id}`, narrowed)).status, 200);
  assert.equal(await scopeNow(), 'read:two');
  const own = `${api.stack.issuer('acme')}api/v2/`;
  const few = await api.token(['create:client_grants', 'read:clients']);
  const all = await api.callAs(few, 'POST', '/client-grants', {
    client_id,
    audience: own,
    allow_all_scopes: true,
  });
  assert.equal(all.status, 403);
  assert.equal((await api.call('POST', '/client-grants', { ...grant, audience: own })).status, 201);
});

test('a client grant at the My Account API is of people, and at every other API of the client', async () => {
  const { body: client } = await api.call('POST', '/clients', { name: 'Own account', app_type: 'spa' });
  const { client_id } = client;
  const audience = `${api.stack.issuer('acme')}me/`;
  const grant = { client_id, audience, scope: ['read:me:profile'] };
  const wrong = await api.call('POST', '/client-grants', { ...grant, subject_type: 'client' });
  assert.deepEqual([wrong.status, wrong.body.mistakes[0].path], [400, ['subject_type']]);
  const unknown = await api.call('POST', '/client-grants', {
    ...grant,
    audience: 'https://api.acme.test',
    subject_type: 'user',
  });
  assert.deepEqual([unknown.status, unknown.body.mistakes[0].path], [400, ['subject_type']]);
  const made = await api.call('POST', '/client-grants', { ...grant, subject_type: 'user' });
  assert.deepEqual([made.status, made.body.subject_type], [201, 'user'], JSON.stringify(made.body));
  const again = { scope: ['read:me:sessions'], subject_type: 'user' };
  const changed = await api.call('PATCH', `/client-grants/${made.body.id}`, again);
  assert.deepEqual([changed.status, changed.body.scope], [200, ['read:me:sessions']]);

  const own = { client_id, audience: 'https://api.acme.test', scope: [] };
  assert.equal((await api.call('POST', '/client-grants', own)).status, 201);
  const audiences = async (query: string) => {
    const { status, body } = await api.call('GET', `/client-grants?client_id=${client_id}&${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    const grants: readonly { readonly audience: string }[] = body.client_grants ?? body;
    return grants.map((one) => one.audience);
  };
  const elsewhere = [own.audience];
  assert.deepEqual(await audiences('subject_type=user'), [audience]);
  assert.deepEqual(await audiences('subject_type=user&take=50&include_totals=true'), [audience]);
  assert.deepEqual(await audiences('subject_type=client&take=50'), elsewhere);
  assert.deepEqual(await audiences('subject_type=client&include_totals=true'), elsewhere);
  assert.deepEqual(await audiences(`subject_type=user&audience=${own.audience}`), []);
  assert.deepEqual(await audiences(`subject_type=client&audience=${audience}`), []);
  assert.deepEqual(await audiences(`subject_type=client&audience=${own.audience}`), elsewhere);
  // No grant is of an organization, and none is the default of a group of clients.
  assert.deepEqual(await audiences('allow_any_organization=true'), []);
  assert.equal((await audiences('allow_any_organization=false')).length, 2);
  assert.deepEqual(await audiences('default_for=third_party_clients'), []);
  for (const wrong of ['subject_type=group', 'default_for=all', 'allow_any_organization=maybe'])
    assert.equal((await api.call('GET', `/client-grants?${wrong}`)).status, 400, wrong);
});

test('applications and APIs are found by a part of their name, and ordered by it', async () => {
  for (const name of ['Beta shop', 'alpha shop', 'Gamma'])
    assert.equal((await api.call('POST', '/clients', { name, app_type: 'spa' })).status, 201);
  const named = async (path: string) => {
    const { body } = await api.call('GET', path);
    return body.map(({ name }: { readonly name: string }) => name);
  };
  assert.equal((await api.call('GET', '/clients?sort=nothing:1')).status, 400);
  assert.deepEqual(await named('/clients?client_ids=spa1,nobody&fields=client_id,name'), ['spa1']);
  assert.deepEqual(await named('/clients?name_filter=SHOP&sort=name:1'), ['alpha shop', 'Beta shop']);
  assert.deepEqual(await named('/clients?name_filter=shop&sort=name:-1&per_page=1&page=1'), ['alpha shop']);
  assert.deepEqual(await named('/clients?name_filter=shop&app_type=native'), []);
  const { body } = await api.call('GET', '/clients?name_filter=shop&include_totals=true&per_page=1');
  assert.deepEqual([body.total, body.length], [2, 1]);
  assert.deepEqual(await named('/resource-servers?name_filter=billing'), ['https://billing.acme.test']);
});
