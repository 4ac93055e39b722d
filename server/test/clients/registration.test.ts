import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { type Stack, startStack } from '../stack.ts';
import { errorOf, type Json } from '../tokens/code-flow.ts';
import type { Answer } from '../user-agent.ts';

const CALLBACK = 'https://rp.test/cb';

describe('dynamic registration', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ settings: { dynamic_registration: 'open' } });
  });
  after(() => stack.close());
  afterEach(() => allow('open'));

  async function allow(dynamic_registration: TenantSettings['dynamic_registration']): Promise<void> {
    const settings = { ...TENANT_SETTINGS_DEFAULTS, dynamic_registration };
    await stack.storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  }

  const send = (
    method: string,
    path: string,
    sent: { body?: unknown; token?: unknown; type?: string } = {},
  ) =>
    stack.browser().send(path, {
      method,
      headers: {
        'content-type': sent.type ?? 'application/json',
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
  const register = (body: unknown, token?: unknown): Promise<Answer> =>
    send('POST', '/oidc/register', { body, token });
  const registered = async (body: object): Promise<Json> => {
    const answer = await register(body);
    assert.equal(answer.status, 201, answer.body);
    assert.equal(answer.headers['cache-control'], 'no-store');
    return JSON.parse(answer.body);
  };
  const pathOf = (client: Json) => new URL(String(client['registration_client_uri'])).pathname;

  test('nobody registers where it is off, and discovery does not offer it', async () => {
    await allow('off');
    const answer = await register({ redirect_uris: [CALLBACK] });
    assert.deepEqual([answer.status, errorOf(answer)], [403, 'access_denied']);
    const metadata = JSON.parse((await send('GET', '/.well-known/openid-configuration')).body);
    assert.equal('registration_endpoint' in metadata, false);
    await allow('open');
    const open = JSON.parse((await send('GET', '/.well-known/openid-configuration')).body);
    assert.equal(open.registration_endpoint, `${stack.issuer('acme')}oidc/register`);
  });

  test('with initial access tokens, only who brings a live one registers (RFC 7591 §3)', async () => {
    await allow('initial_access_token');
    const { initialAccessTokens } = stack.storage.tenant('t-acme');
    await initialAccessTokens.add(sha256('good'), stack.clock.now + 60);
    await initialAccessTokens.add(sha256('old'), stack.clock.now);
    await stack.storage.tenant('t-globex').initialAccessTokens.add(sha256('foreign'), stack.clock.now + 60);
    for (const token of [undefined, 'wrong', 'old', 'foreign']) {
      const answer = await register({ redirect_uris: [CALLBACK] }, token);
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_token'], String(token));
      assert.match(answer.headers['www-authenticate'] ?? '', /^Bearer /);
    }
    assert.equal((await register({ redirect_uris: [CALLBACK] }, 'good')).status, 201);
    assert.equal((await register({ redirect_uris: [CALLBACK] }, 'good')).status, 201);
  });

  const UNREADABLE: readonly (readonly [why: string, type: string, body: string])[] = [
    ['no JSON', 'application/json', '{'],
    ['a list', 'application/json', '[]'],
    ['a form', 'application/x-www-form-urlencoded', 'redirect_uris=https://rp.test/cb'],
    ['a huge body', 'application/json', JSON.stringify({ x: 'x'.repeat(70_000) })],
  ];
  for (const [why, type, body] of UNREADABLE) {
    test(`${why} is refused as metadata (RFC 7591 §3.2.2)`, async () => {
      const answer = await stack
        .browser()
        .send('/oidc/register', { method: 'POST', headers: { 'content-type': type }, body });
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_client_metadata']);
    });
  }

  test('FU-08 what was not given cannot be taken: no first party, no secret, no id, no grants of the operator', async () => {
    const client = await registered({
      redirect_uris: [CALLBACK],
      client_id: 'spa1',
      client_secret: 'x'.repeat(32),
      is_first_party: true,
      skip_consent: true,
      client_grants: [{ audience: 'https://api.acme.test', scope: ['read:a'] }],
      resource_server_identifier: 'https://api.acme.test',
    });
    assert.notEqual(client['client_id'], 'spa1');
    assert.notEqual(client['client_secret'], 'x'.repeat(32));
    const { clients, clientGrants } = stack.storage.tenant('t-acme');
    const stored = await clients.find(String(client['client_id']));
    assert.deepEqual([stored?.is_first_party, stored?.resource_server_identifier], [false, undefined]);
    assert.deepEqual(await clientGrants.list(String(client['client_id'])), []);
    const escalated = await register({ redirect_uris: [CALLBACK], grant_types: ['client_credentials'] });
    assert.equal(errorOf(escalated), 'invalid_client_metadata');
  });

  test('FU-08 SF-01 an address that the server would have to ask for and must not is refused, whatever it is', async () => {
    for (const uri of [
      'http://127.0.0.1:9/jwks',
      'https://169.254.169.254/',
      'https://localhost/',
      'file:///etc',
    ]) {
      for (const name of ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri', 'request_uris']) {
        const answer = await register({
          redirect_uris: [CALLBACK],
          [name]: name === 'request_uris' ? [uri] : uri,
        });
        assert.equal(errorOf(answer), 'invalid_client_metadata');
        assert.match(
          answer.body,
          new RegExp(`"${name}(\\[0\\])? (is not an https address that this server may ask|.*http)`),
        );
      }
    }
  });

  test('a client registers with its callbacks alone: code, a secret, and the way back to its registration', async () => {
    const client = await registered({ redirect_uris: [CALLBACK], client_name: 'Relying "Party"' });
    const { client_id, client_secret, registration_access_token, client_id_issued_at, ...rest } = client;
    assert.equal(client_id_issued_at, stack.clock.now);
    assert.ok(String(client_secret).length >= 32 && String(registration_access_token).length >= 32);
    assert.deepEqual(rest, {
      client_name: 'Relying "Party"',
      application_type: 'web',
      redirect_uris: [CALLBACK],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'RS256',
      subject_type: 'public',
      post_logout_redirect_uris: [],
      request_uris: [],
      client_secret_expires_at: 0,
      registration_client_uri: `${stack.issuer('acme')}oidc/register/${client_id}`,
    });
    const credentials = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
    const answer = await stack
      .browser()
      .post(
        '/oauth/token',
        { grant_type: 'authorization_code', code: 'x' },
        { authorization: `Basic ${credentials}` },
      );
    assert.equal(errorOf(answer), 'invalid_grant', 'the secret is good');
  });

  test('only who holds its registration access token reads, changes and deletes a client (RFC 7592 §2)', async () => {
    const client = await registered({ redirect_uris: [CALLBACK] });
    const other = await registered({ redirect_uris: [CALLBACK] });
    const body = { client_id: client['client_id'], redirect_uris: ['https://evil.test/cb'] };
    for (const token of [undefined, 'wrong', other['registration_access_token']]) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await send(method, pathOf(client), { token, ...(method === 'PUT' ? { body } : {}) });
        assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_token'], `${method} ${token}`);
      }
    }
    // A client of the operator's has no registration, and one that does not exist looks the same.
    for (const id of ['spa1', 'nobody', '%00', 'a%2fb']) {
      const token = client['registration_access_token'];
      assert.equal((await send('GET', `/oidc/register/${id}`, { token })).status, 401);
    }
    assert.equal(
      (await send('GET', pathOf(client), { token: client['registration_access_token'] })).status,
      200,
    );
  });

  test('what is read is what was registered, without the secret (RFC 7592 §2.1)', async () => {
    const asked = {
      redirect_uris: [CALLBACK],
      initiate_login_uri: 'https://rp.test/login',
      logo_uri: 'https://rp.test/logo.png',
      policy_uri: 'https://rp.test/policy',
      tos_uri: 'https://rp.test/tos',
      contacts: ['ops@rp.test'],
      post_logout_redirect_uris: ['https://rp.test/bye'],
    };
    const client = await registered(asked);
    const answer = await send('GET', pathOf(client), { token: client['registration_access_token'] });
    const read: Json = JSON.parse(answer.body);
    for (const [name, value] of Object.entries(asked)) assert.deepEqual(read[name], value, name);
    assert.equal(read['client_secret'], undefined);
    assert.equal(read['registration_access_token'], undefined);
  });

  test('an update takes the place of everything, keeps id and secret, and is whole or not at all (RFC 7592 §2.2)', async () => {
    const client = await registered({ redirect_uris: [CALLBACK], client_uri: 'https://rp.test/' });
    const token = client['registration_access_token'];
    const put = (body: object) => send('PUT', pathOf(client), { token, body });
    const { client_id } = client;
    assert.equal(errorOf(await put({ redirect_uris: [CALLBACK] })), 'invalid_client_metadata');
    assert.equal(
      errorOf(await put({ client_id, redirect_uris: ['http://rp.test/'] })),
      'invalid_redirect_uri',
    );
    const unchanged = await stack.storage.tenant('t-acme').clients.find(String(client_id));
    assert.equal(unchanged?.client_uri, 'https://rp.test/');

    const updated: Json = JSON.parse((await put({ client_id, redirect_uris: ['https://rp.test/2'] })).body);
    assert.deepEqual([updated['redirect_uris'], updated['client_uri']], [['https://rp.test/2'], undefined]);
    assert.equal(updated['client_secret'], undefined);
    const stored = await stack.storage.tenant('t-acme').clients.find(String(client_id));
    assert.equal(stored?.client_secret_hash, sha256(String(client['client_secret'])));

    const jwt: Json = JSON.parse(
      (await put({ client_id, redirect_uris: [CALLBACK], token_endpoint_auth_method: 'client_secret_jwt' }))
        .body,
    );
    assert.equal(typeof jwt['client_secret'], 'string', 'a secret that signs is a new one');
    const open: Json = JSON.parse(
      (await put({ client_id, redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none' })).body,
    );
    assert.equal(open['client_secret'], undefined);
  });

  test('AU-17 a deleted client is gone with its token, its consents and its tokens (RFC 7592 §2.3)', async () => {
    const { clients, accessTokens, consents } = stack.storage.tenant('t-acme');
    const client = await registered({ redirect_uris: [CALLBACK] });
    const client_id = String(client['client_id']);
    const sub = 'auth0|a11ce0000000000000000001';
    await consents.add({ sub, client_id, audience: 'x', scopes: ['openid'] });
    const expires_at = stack.clock.now + 60;
    const opaque = { token_hash: sha256('opaque'), sub, epoch: 0, client_id, scope: 'openid', expires_at };
    await accessTokens.save(opaque);
    const userinfo = () => send('GET', '/userinfo', { token: 'opaque' });
    assert.equal((await userinfo()).status, 200);

    const token = client['registration_access_token'];
    const answer = await send('DELETE', pathOf(client), { token });
    assert.deepEqual([answer.status, answer.body], [204, '']);
    assert.equal(await clients.find(client_id), undefined);
    assert.deepEqual(await consents.find({ sub, client_id, audience: 'x' }), []);
    assert.equal((await userinfo()).status, 401);
    assert.equal((await send('DELETE', pathOf(client), { token })).status, 401);
  });

  test('an update beside a removal does not bring the client back (RFC 7592 §2.3)', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    for (let round = 0; round < 5; round += 1) {
      const client = await registered({ redirect_uris: [CALLBACK] });
      const { client_id, registration_access_token: token } = client;
      const put = () =>
        send('PUT', pathOf(client), { token, body: { client_id, redirect_uris: [CALLBACK] } });
      const answers = await Promise.all([
        put(),
        put(),
        send('DELETE', pathOf(client), { token }),
        put(),
        put(),
      ]);
      assert.equal(answers[2]?.status, 204);
      for (const { status } of answers) assert.ok([200, 204, 401].includes(status));
      const stored = await clients.list();
      assert.equal(stored.filter((one) => one.client_id === client_id).length, 0);
      assert.deepEqual(
        [(await put()).status, (await send('GET', pathOf(client), { token })).status],
        [401, 401],
      );
    }
  });

  test('FU-08 there is an end to how many register, and who may no more is told to come later', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    const database = new DatabaseSync(stack.config.databaseUrl.slice('sqlite:'.length), { timeout: 5_000 });
    const fill = database.prepare(`
      with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 10000)
      insert into clients (tenant_id, client_id, document, registered_at)
      select 't-acme', 'full ' || i, '{"client_name":"Full"}', 1 from numbers`);
    fill.run();
    assert.equal(await clients.hasRegistered(10_000), true);
    const refused = await register({ redirect_uris: [CALLBACK] });
    assert.equal(errorOf(refused), 'temporarily_unavailable');
    database.exec("delete from clients where client_id like 'full %'");
    database.close();
    assert.equal((await register({ redirect_uris: [CALLBACK] })).status, 201);
  });
});
