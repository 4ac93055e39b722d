import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { freePort } from '../ports.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import {
  ALICE,
  BASIC,
  type CodeFlow,
  claimsOf,
  codeFlow,
  errorOf,
  type Json,
  REDIRECT_URI,
} from '../tokens/code-flow.ts';

const RP = await keyPair('rp');
const OTHER = await keyPair('rp');

async function keyPair(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

function signed(claims: object, key = RP, header: object = {}): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'rp', ...header })
    .sign(key.privateKey);
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('what clients sign, and single claims', () => {
  let stack: Stack;
  let flow: CodeFlow;
  /** What the relying party's own server answers, by path. */
  const documents = new Map<string, string>();
  const fetched: string[] = [];
  const relyingParty = createServer((request, response) => {
    fetched.push(request.url ?? '');
    const document = documents.get(request.url ?? '');
    response.writeHead(document === undefined ? 404 : 200).end(document);
  });
  let origin: string;

  before(async () => {
    const port = await freePort();
    await new Promise<void>((resolve) => relyingParty.listen(port, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${port}`;
    stack = await startStack({ unsafeOutboundHosts: [`127.0.0.1:${port}`] });
    flow = await codeFlow(stack);
    const client = implicitClient('rp1', {
      app_type: 'regular_web',
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `${origin}/jwks`,
      request_uris: [`${origin}/request.jwt`],
      userinfo_signed_response_alg: 'ES256',
    });
    documents.set('/jwks', JSON.stringify({ keys: [RP.jwk] }));
    await stack.storage.tenant('t-acme').clients.save(client);
  });
  after(async () => {
    await stack.close();
    await new Promise((resolve) => relyingParty.close(resolve));
  });

  const assertion = (changes: object = {}, key = RP) =>
    signed(
      {
        iss: 'rp1',
        sub: 'rp1',
        aud: stack.issuer('acme'),
        exp: stack.clock.now + 60,
        jti: String(Math.random()),
        ...changes,
      },
      key,
    );
  const asRp = async (fields: Readonly<Record<string, string>>, client_assertion?: string) =>
    stack.browser().post('/oauth/token', {
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: client_assertion ?? (await assertion()),
      ...fields,
    });
  const exchange = (code: string, client_assertion?: string) =>
    asRp({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }, client_assertion);
  const ASKED = { response_type: 'code', client_id: 'rp1', redirect_uri: REDIRECT_URI, scope: 'openid' };

  /** The answer of the code flow for a request of rp1, as alice. */
  async function answered(fields: Readonly<Record<string, string>>): Promise<URLSearchParams> {
    const agent = stack.browser();
    const first = await agent.authorize(fields);
    const last = first.location === '' ? await agent.signIn(first, ALICE) : first;
    return new URL(last.location, stack.issuer('acme')).searchParams;
  }
  const codeFor = async (fields: Readonly<Record<string, string>> = {}) =>
    (await answered({ ...ASKED, ...fields })).get('code') ?? '';

  test('FU-06 an assertion that is not of this client, for this server, now and for the first time is refused', async () => {
    const code = await codeFor();
    const used = await assertion();
    await exchange('x', used);
    const refused = [
      await assertion({}, OTHER),
      await assertion({ aud: 'https://evil.test/' }),
      await assertion({ aud: [stack.issuer('acme'), 'https://evil.test/'] }),
      await assertion({ sub: 'web1' }),
      await assertion({ iss: 'web1' }),
      await assertion({ exp: stack.clock.now - 60 }),
      await assertion({ jti: undefined }),
      await signed({ sub: 'rp1' }, RP, { typ: 'at+jwt' }),
      'a.b.c',
      'x',
      used,
    ];
    for (const client_assertion of refused) {
      const answer = await exchange(code, client_assertion);
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client']);
    }
    assert.equal((await exchange(code)).status, 200, 'what is refused costs nothing');
  });

  test('FU-06 one assertion sent twenty times at once authenticates once', async () => {
    const client_assertion = await assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange('x', client_assertion)));
    const errors = answers.map(errorOf);
    assert.equal(errors.filter((error) => error === 'invalid_grant').length, 1);
    assert.equal(errors.filter((error) => error === 'invalid_client').length, 19);
  });

  test('FU-06 a client with a secret has no use for assertions, and one with keys none for a secret', async () => {
    const answer = await asRp(
      { grant_type: 'client_credentials' },
      await assertion({ iss: 'web1', sub: 'web1' }),
    );
    assert.equal(errorOf(answer), 'invalid_client');
    const secret = await stack.browser().post('/oauth/token', { client_id: 'rp1', client_secret: 'x' });
    assert.equal(errorOf(secret), 'invalid_client');
  });

  test('an assertion for the issuer and one for the token endpoint authenticate (OIDC Core §9, RFC 7523 §3)', async () => {
    const issuer = stack.issuer('acme');
    for (const aud of [
      issuer,
      issuer.slice(0, -1),
      `${issuer}oauth/token`,
      [issuer, `${issuer}oauth/token`],
    ]) {
      const answer = await exchange(await codeFor(), await assertion({ aud }));
      assert.equal(answer.status, 200, answer.body);
    }
  });

  for (const path of ['oauth/revoke', 'oauth/introspect']) {
    test(`FU-06 an assertion at /${path} may be for it, and not for another endpoint of its kind (RFC 7523 §3)`, async () => {
      const issuer = stack.issuer('acme');
      const ask = async (aud: unknown) =>
        stack.browser().post(`/${path}`, {
          token: 'x',
          client_assertion_type: ASSERTION_TYPE,
          client_assertion: await assertion({ aud }),
        });
      const own = `${issuer}${path}`;
      for (const aud of [issuer, own, `${issuer}oauth/token`, [issuer, own, `${issuer}oauth/token`]])
        assert.equal((await ask(aud)).status, 200, String(aud));
      for (const aud of [`${issuer}userinfo`, `${own}/`, [own, 'https://evil.test/'], []])
        assert.equal(errorOf(await ask(aud)), 'invalid_client', String(aud));
    });
  }

  const OBJECT = { ...ASKED, state: 'inner', nonce: 'N1' };

  test('FU-14 a request object that the client did not sign, or not for this, is refused', async () => {
    const refused = [
      await signed(OBJECT, OTHER),
      await signed({ ...OBJECT, iss: 'web1' }),
      await signed({ ...OBJECT, sub: 'rp1' }),
      await signed({ ...OBJECT, aud: 'https://evil.test/' }),
      await signed({ ...OBJECT, exp: stack.clock.now }),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(OBJECT)).toString('base64url')}.`,
    ];
    for (const request of refused) {
      const answer = await answered({ ...ASKED, state: 'outer', request });
      assert.deepEqual([answer.get('error'), answer.get('state')], ['invalid_request_object', 'outer']);
    }
  });

  test('what stands in a request object counts, and nothing beside it (OIDC Core §6.1, RFC 9101 §6.3)', async () => {
    const request = await signed({ ...OBJECT, scope: 'openid email', iss: 'rp1', aud: stack.issuer('acme') });
    const answer = await answered({
      client_id: 'rp1',
      response_type: 'code',
      scope: 'openid phone',
      state: 'outer',
      nonce: 'outer',
      redirect_uri: 'https://evil.test/cb',
      request,
    });
    assert.equal(answer.get('state'), 'inner');
    const tokens: Json = JSON.parse((await exchange(answer.get('code') ?? '')).body);
    assert.equal(claimsOf(tokens['id_token'])['nonce'], 'N1');
    assert.equal(tokens['scope'], 'openid email');
  });

  test('PP-19 SF-08 a request object is fetched from a registered address alone, once, whatever its fragment says (OIDC Core §6.2)', async () => {
    documents.set('/request.jwt', await signed(OBJECT));
    const elsewhere = await answered({ ...ASKED, request_uri: `${origin}/other.jwt` });
    assert.equal(elsewhere.get('error'), 'invalid_request_uri');
    const before = fetched.length;
    const answer = await answered({ ...ASKED, request_uri: `${origin}/request.jwt#some-hash` });
    assert.equal(answer.get('state'), 'inner');
    assert.deepEqual(fetched.slice(before), ['/request.jwt'], 'once, although the End-User had to sign in');
    documents.delete('/request.jwt');
    const gone = await answered({ ...ASKED, request_uri: `${origin}/request.jwt` });
    assert.deepEqual(
      [gone.get('error'), gone.get('error_description')],
      ['invalid_request_uri', 'the document of request_uri cannot be fetched'],
    );
  });

  test('a request object that would not fit the login page is refused there', async () => {
    documents.set('/request.jwt', await signed({ ...OBJECT, nothing: 'x'.repeat(11_000) }));
    const agent = stack.browser();
    const answer = await agent.authorize({ ...ASKED, request_uri: `${origin}/request.jwt` });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /the request object is too long/);
  });

  test('single claims come where they were asked for, and userinfo is signed for who registered for that (OIDC Core §5.3.2, §5.5)', async () => {
    const claims = JSON.stringify({
      userinfo: { name: { essential: true } },
      id_token: { email: null, acr: { values: ['1'] } },
    });
    const tokens: Json = JSON.parse((await exchange(await codeFor({ claims }))).body);
    const id = claimsOf(tokens['id_token']);
    assert.deepEqual([id['email'], id['name'], id['acr']], ['alice@acme.test', undefined, '1']);
    const answer = await flow.userinfo(tokens['access_token']);
    assert.equal(answer.headers['content-type'], 'application/jwt');
    const { sub, name, iss, aud, email, nonce } = claimsOf(answer.body);
    assert.deepEqual(
      [sub, name, iss, aud, email, nonce],
      ['auth0|a11ce0000000000000000001', 'alice', stack.issuer('acme'), 'rp1', undefined, undefined],
    );
    const plain = await stack.browser().post('/oauth/token', { grant_type: 'client_credentials' }, BASIC);
    assert.equal(errorOf(plain), 'invalid_request');
  });

  test('single claims travel with a JWT too (OIDC Core §5.5)', async () => {
    const claims = JSON.stringify({ userinfo: { name: null } });
    const code = await codeFor({ claims, audience: 'https://api.acme.test', scope: 'openid read:a' });
    const tokens: Json = JSON.parse((await exchange(code)).body);
    assert.equal(claimsOf((await flow.userinfo(tokens['access_token'])).body)['name'], 'alice');
  });

  test('an essential acr that no login reaches, and a sub that is somebody else, get no answer of alice (OIDC Core §5.5.1)', async () => {
    const acr = { id_token: { acr: { essential: true, values: ['9'] } } };
    const unmet = await answered({ ...ASKED, claims: JSON.stringify(acr) });
    assert.equal(unmet.get('error'), 'unmet_authentication_requirements');
    const bob = { id_token: { sub: { value: 'auth0|b0b000000000000000000002' } } };
    const other = await answered({ ...ASKED, claims: JSON.stringify(bob) });
    assert.equal(other.get('error'), 'login_required');
  });

  test('the policy oidc leaves the claims of scopes to /userinfo (OIDC Core §5.4)', async () => {
    const tokens = async () => JSON.parse((await exchange(await codeFor({ scope: 'openid email' }))).body);
    assert.equal(claimsOf((await tokens()).id_token)['email'], 'alice@acme.test');
    const { tenants } = stack.storage;
    const acme = (await tenants.list()).find(({ name }) => name === 'acme');
    assert.ok(acme);
    await tenants.save({ ...acme, settings: { ...acme.settings, policy: 'oidc' } });
    assert.equal(claimsOf((await tokens()).id_token)['email'], undefined);
    await tenants.save(acme);
  });
});
