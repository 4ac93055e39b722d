import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { freePort } from '../ports.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { fragment, type UserAgent } from '../user-agent.ts';
import { ALICE, API, claimsOf, type Json, SECRET } from './code-flow.ts';

const REAL = 'auth0|a11ce0000000000000000001';

const ASKED = { response_type: 'id_token token', scope: 'openid email', nonce: 'N', state: 'S' };

describe('pairwise subjects (OIDC Core §8)', () => {
  let stack: Stack;
  let browser: UserAgent;
  const told: string[] = [];
  const receiver = createServer(async (request, response) => {
    for await (const chunk of request) told.push(String(chunk));
    response.end();
  });

  before(async () => {
    const port = await freePort();
    await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));
    stack = await startStack({ unsafeOutboundHosts: [`127.0.0.1:${port}`] });
    const { clients } = stack.storage.tenant('t-acme');
    const pairwise = (client_id: string, redirect_uri: string) =>
      implicitClient(client_id, {
        subject_type: 'pairwise',
        redirect_uris: [redirect_uri],
        backchannel_logout_uri: `http://127.0.0.1:${port}/`,
      });
    await clients.save(pairwise('one', 'https://one.test/cb'));
    await clients.save(pairwise('same', 'https://one.test/other'));
    await clients.save(pairwise('two', 'https://two.test/cb'));
    await clients.save(
      implicitClient('api1', {
        token_endpoint_auth_method: 'client_secret_post',
        client_secret_hash: sha256(SECRET),
        resource_server_identifier: API,
      }),
    );
    browser = stack.browser();
  });
  after(async () => {
    await stack.close();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const CALLBACKS: Readonly<Record<string, string>> = {
    one: 'https://one.test/cb',
    same: 'https://one.test/other',
    two: 'https://two.test/cb',
  };

  async function answered(client_id: string, changes: Readonly<Record<string, string>> = {}) {
    const redirect_uri = CALLBACKS[client_id] ?? '';
    const asked = await browser.authorize({ ...ASKED, client_id, redirect_uri, ...changes });
    const answer = asked.location === '' ? await browser.signIn(asked, ALICE) : asked;
    return fragment(answer.location);
  }
  const userinfo = async (token = ''): Promise<Json> =>
    JSON.parse((await browser.send('/userinfo', { headers: { authorization: `Bearer ${token}` } })).body);

  test('each sector has a name of its own, the same one each time, and it is not the real one', async () => {
    const sub = async (client_id: string) => claimsOf((await answered(client_id))['id_token'])['sub'];
    const one = await sub('one');
    assert.match(String(one), /^[\w-]{43}$/);
    assert.equal(await sub('one'), one);
    assert.equal(await sub('same'), one);
    assert.notEqual(await sub('two'), one);
  });

  test('userinfo, JWT and introspection say the name of the ID token, and nothing says the real one', async () => {
    const opaque = await answered('one');
    const jwt = await answered('one', { audience: API, scope: 'openid read:a' });
    const { sub } = claimsOf(opaque['id_token']);
    assert.equal(claimsOf(jwt['id_token'])['sub'], sub);
    assert.equal(claimsOf(jwt['access_token'])['sub'], sub);
    assert.deepEqual(await userinfo(opaque['access_token']), {
      sub,
      email: 'alice@acme.test',
      email_verified: true,
    });
    assert.deepEqual(await userinfo(jwt['access_token']), { sub });
    const introspected: Json = JSON.parse(
      (
        await browser.post('/oauth/introspect', {
          client_id: 'api1',
          client_secret: SECRET,
          token: jwt['access_token'] ?? '',
        })
      ).body,
    );
    assert.deepEqual([introspected['active'], introspected['sub']], [true, sub]);
    assert.ok(!JSON.stringify([jwt, opaque, introspected]).includes(REAL));
    assert.ok(
      !Buffer.from(jwt['access_token']?.split('.')[1] ?? '', 'base64url')
        .toString()
        .includes('auth0'),
    );
  });

  test('JW-26 its own ID token is a hint, that of another sector and the real name are nobody here', async () => {
    const { id_token: one = '' } = await answered('one');
    const silent = await answered('one', { prompt: 'none', id_token_hint: one });
    assert.equal(claimsOf(silent['id_token'])['sub'], claimsOf(one)['sub']);
    const named = (value: unknown) => JSON.stringify({ id_token: { sub: { value } } });
    const mine = await answered('one', { prompt: 'none', claims: named(claimsOf(one)['sub']) });
    assert.notEqual(mine['id_token'], undefined);
    const { id_token: two } = await answered('two');
    for (const value of [claimsOf(two)['sub'], REAL]) {
      const refused = await answered('one', { prompt: 'none', claims: named(value) });
      assert.equal(refused['error'], 'login_required');
    }
  });

  test('a logout by its ID token is not asked about, and each client hears its own name', async () => {
    const one = claimsOf((await answered('one'))['id_token'])['sub'];
    const two = claimsOf((await answered('two'))['id_token'])['sub'];
    const { id_token = '' } = await answered('one');
    const answer = await browser.send(`/oidc/logout?id_token_hint=${id_token}`);
    assert.match(answer.body, /id="logout-success"/);
    while (told.length < 3) await new Promise((resolve) => setImmediate(resolve));
    const names = told.map((body) => claimsOf(new URLSearchParams(body).get('logout_token')));
    const of = (client_id: string) => names.find(({ aud }) => aud === client_id)?.['sub'];
    assert.deepEqual([of('one'), of('same'), of('two')], [one, one, two]);
  });
});
