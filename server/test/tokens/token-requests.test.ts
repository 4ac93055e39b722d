import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { API, BASIC, type CodeFlow, claimsOf, codeFlow, type Json, SECRET } from './code-flow.ts';

describe('token requests', () => {
  let stack: Stack;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack();
    flow = await codeFlow(stack);
  });
  after(() => stack.close());

  const UNREADABLE: readonly (readonly [why: string, type: string, body: string, error: string])[] = [
    ['no body type', 'text/plain', 'grant_type=x', 'invalid_request'],
    ['broken JSON', 'application/json', '{', 'invalid_request'],
    ['JSON that is no object', 'application/json', '[1]', 'invalid_request'],
    [
      'JSON with an object inside',
      'application/json',
      '{"code":{"$ne":""},"client_id":"code1"}',
      'invalid_request',
    ],
    ['a huge body', 'application/json', `{"code":"${'x'.repeat(70_000)}"}`, 'invalid_request'],
    [
      'a repeated parameter',
      'application/x-www-form-urlencoded',
      'code=a&code=b&client_id=code1',
      'invalid_request',
    ],
    ['no client', 'application/x-www-form-urlencoded', 'grant_type=authorization_code', 'invalid_client'],
    [
      'an unknown client',
      'application/x-www-form-urlencoded',
      'grant_type=x&client_id=nobody',
      'invalid_client',
    ],
    ['no grant type', 'application/x-www-form-urlencoded', 'client_id=code1', 'invalid_request'],
    [
      'a password',
      'application/x-www-form-urlencoded',
      'grant_type=password&client_id=code1',
      'unsupported_grant_type',
    ],
    [
      'a prototype name',
      'application/json',
      '{"grant_type":"constructor","client_id":"code1"}',
      'unsupported_grant_type',
    ],
    [
      'a grant the client has not',
      'application/json',
      '{"grant_type":"client_credentials","client_id":"code1"}',
      'unauthorized_client',
    ],
    [
      'no code',
      'application/json',
      '{"grant_type":"authorization_code","client_id":"code1"}',
      'invalid_request',
    ],
    [
      'no refresh token',
      'application/json',
      '{"grant_type":"refresh_token","client_id":"code1"}',
      'invalid_request',
    ],
  ];

  for (const [why, type, body, error] of UNREADABLE) {
    test(`${why} is ${error}, as JSON that nobody keeps (RFC 6749 §5.2)`, async () => {
      const answer = await stack.browser().send('/oauth/token', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      assert.equal(JSON.parse(answer.body).error, error);
      assert.equal(answer.status, error === 'invalid_client' ? 401 : 400);
      assert.equal(answer.headers['cache-control'], 'no-store');
    });
  }

  test('a client that authenticates by the header and fails is told the scheme (RFC 6749 §5.2)', async () => {
    const wrong = { authorization: `Basic ${Buffer.from('web1:wrong').toString('base64')}` };
    const answer = await flow.post({ grant_type: 'client_credentials', audience: API }, wrong);
    assert.equal(answer.status, 401);
    assert.match(String(answer.headers['www-authenticate']), /^Basic realm="/);
    assert.equal(
      (await flow.post({ grant_type: 'client_credentials', client_id: 'web1', client_secret: SECRET }))
        .status,
      401,
    );
  });

  test('client_credentials: a token for the client itself, for the scopes it was given of those there are', async () => {
    const answer = await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
    const body: Json = JSON.parse(answer.body);
    assert.deepEqual(
      [body['scope'], body['refresh_token'], body['id_token']],
      ['read:a', undefined, undefined],
    );
    const { sub, aud, gty } = claimsOf(body['access_token']);
    assert.deepEqual([sub, aud, gty], ['web1@clients', API, 'client-credentials']);
    const headers = { authorization: `Bearer ${body['access_token']}` };
    assert.equal((await stack.browser().send('/userinfo', { headers })).status, 401);
  });

  test('an organization is refused with every grant, for its token would be read as one of it (issue 17)', async () => {
    const own = { grant_type: 'client_credentials', audience: API };
    for (const organization of ['org_1', 'acme']) {
      const answer = await flow.post({ ...own, organization }, BASIC);
      const { error, error_description } = JSON.parse(answer.body);
      assert.deepEqual([answer.status, error], [400, 'invalid_request']);
      assert.match(error_description, /^parameter organization is not allowed for this client/);
    }
    const { refresh_token } = await flow.tokens();
    assert.equal((await flow.refresh(refresh_token, { organization: 'org_1' })).status, 400);
    assert.equal((await flow.refresh(refresh_token)).status, 200, 'what is refused uses nothing up');
    assert.equal((await flow.post({ ...own, organization: '' }, BASIC)).status, 200);
  });

  const NOT_OWN: readonly (readonly [fields: Readonly<Record<string, string>>, error: string])[] = [
    [{}, 'invalid_request'],
    [{ audience: 'https://nothing.test' }, 'access_denied'],
    [{ audience: 'https://billing.acme.test' }, 'access_denied'],
    [{ audience: API, scope: 'write:a' }, 'invalid_scope'],
    [{ audience: API, scope: 'gone' }, 'invalid_scope'],
  ];

  for (const [fields, error] of NOT_OWN) {
    test(`client_credentials: ${JSON.stringify(fields)} is ${error}`, async () => {
      const answer = await flow.post({ grant_type: 'client_credentials', ...fields }, BASIC);
      assert.equal(JSON.parse(answer.body).error, error);
    });
  }

  const REVOCATIONS: readonly (readonly [
    why: string,
    fields: Readonly<Record<string, string>>,
    error: string | undefined,
  ])[] = [
    ['no token', { client_id: 'code1' }, 'invalid_request'],
    ['no client', { token: 'x' }, 'invalid_client'],
    ['a JWT that is none of ours', { client_id: 'code1', token: 'a.b.c' }, undefined],
    ['a hint that nobody knows', { client_id: 'code1', token: 'x', token_type_hint: 'magic' }, undefined],
    ['a token nobody knows', { client_id: 'code1', token: 'x', token_type_hint: 'refresh_token' }, undefined],
  ];

  for (const [why, fields, error] of REVOCATIONS) {
    test(`revocation: ${why} is ${error ?? 'as good as revoked'} (RFC 7009 §2.2)`, async () => {
      const answer = await stack.browser().post('/oauth/revoke', fields);
      assert.equal(answer.body === '' ? undefined : JSON.parse(answer.body).error, error);
    });
  }

  test('client_credentials: a public client could be anybody', async () => {
    const { clients } = stack.storage.tenant('t-acme');
    await clients.save(implicitClient('open1', { grant_types: ['client_credentials'] }));
    const answer = await flow.post({ grant_type: 'client_credentials', client_id: 'open1', audience: API });
    assert.equal(JSON.parse(answer.body).error, 'unauthorized_client');
  });

  test('client_credentials: an API that is not rolled out does not exist', async () => {
    const rollout = { feature: 'api_authorization', region: 'us' } as const;
    await stack.storage.rollouts.save({ ...rollout, stage: 'off', percent: 0 });
    const answer = await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
    assert.equal(JSON.parse(answer.body).error_description, `Service not found: ${API}`);
    await stack.storage.rollouts.save({ ...rollout, stage: 'on', percent: 100 });
  });
});
