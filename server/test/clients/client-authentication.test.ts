/**
 * How clients authenticate, at every endpoint that asks them to (RFC 6749 §2.3, RFC 7009 §2.1, RFC 7662 §2.1).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RegisteredAuthMethod } from '../../src/protocol/client/client.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { API, type CodeFlow, codeFlow, errorOf, SECRET } from '../tokens/code-flow.ts';
import type { Answer } from '../user-agent.ts';

type Fields = Readonly<Record<string, string>>;

const RAW = 'a secret that is long enough for a client + % %41 %2B'.replaceAll(' ', '_');

const basic = (client_id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`,
});

/** What each endpoint is asked, by a client that may. */
const ENDPOINTS: Readonly<Record<string, Fields>> = {
  '/oauth/token': { grant_type: 'client_credentials', audience: API },
  '/oauth/revoke': { token: 'x' },
  '/oauth/introspect': { token: 'x' },
};

describe('client authentication', () => {
  let stack: Stack;
  let flow: CodeFlow;
  before(async () => {
    stack = await startStack({ settings: { dynamic_registration: 'open' } });
    flow = await codeFlow(stack);
    await machine('either', 'client_secret_basic_or_post');
    await machine('header', 'client_secret_basic');
    await machine('body', 'client_secret_post');
    await machine('raw', 'client_secret_basic_or_post', RAW);
    await machine('a+b', 'client_secret_basic_or_post');
  });
  after(() => stack.close());

  async function machine(
    client_id: string,
    token_endpoint_auth_method: RegisteredAuthMethod,
    secret = SECRET,
  ): Promise<void> {
    const { clients, clientGrants } = stack.storage.tenant('t-acme');
    await clients.save(
      implicitClient(client_id, {
        app_type: 'non_interactive',
        grant_types: ['client_credentials'],
        token_endpoint_auth_method,
        client_secret_hash: sha256(secret),
      }),
    );
    await clientGrants.save({ client_id, audience: API, scope: ['read:a'] });
  }

  const ask = (path: string, fields: Fields, headers: Fields = {}): Promise<Answer> =>
    stack.browser().post(path, { ...ENDPOINTS[path], ...fields }, headers);

  const lastDetail = async () => {
    const [row] = await stack.storage.tenant('t-acme').audit.list(1);
    return row?.detail;
  };

  const GOOD: readonly (readonly [why: string, fields: Fields, headers: Fields])[] = [
    ['did not choose, by the header', {}, basic('either', SECRET)],
    ['did not choose, in the body', { client_id: 'either', client_secret: SECRET }, {}],
    ['says the same by both', { client_id: 'either', client_secret: SECRET }, basic('either', SECRET)],
    ['chose the header', {}, basic('header', SECRET)],
    ['chose the header, and names itself in the body', { client_id: 'header' }, basic('header', SECRET)],
    ['chose the body', { client_id: 'body', client_secret: SECRET }, {}],
    [
      'leaves a token in the header',
      { client_id: 'body', client_secret: SECRET },
      { authorization: 'Bearer x.y.z' },
    ],
    [
      'leaves the header without a secret',
      { client_id: 'either', client_secret: SECRET },
      basic('either', ''),
    ],
    ['has a + and a % in its secret, form-encoded', {}, basic('raw', encodeURIComponent(RAW))],
    ['has them as they are', {}, basic('raw', RAW)],
    ['has a + in its name, form-encoded', {}, basic('a%2Bb', SECRET)],
    ['has it as it is', {}, basic('a+b', SECRET)],
  ];

  const BAD: readonly (readonly [why: string, fields: Fields, headers: Fields, detail: string])[] = [
    ['a wrong secret', {}, basic('either', 'wrong'), 'either: wrong secret'],
    ['a wrong secret in the body', { client_id: 'body', client_secret: 'x' }, {}, 'body: wrong secret'],
    [
      'the header where the body was chosen',
      {},
      basic('body', SECRET),
      'body: wrong method: client_secret_basic instead of client_secret_post',
    ],
    [
      'the body where the header was chosen',
      { client_id: 'header', client_secret: SECRET },
      {},
      'header: wrong method: client_secret_post instead of client_secret_basic',
    ],
    [
      'a token of another kind alone',
      { client_id: 'either' },
      { authorization: 'Bearer x' },
      'either: wrong method: none instead of client_secret_basic or client_secret_post',
    ],
    ['an unknown client', { client_id: 'nobody', client_secret: 'x' }, {}, 'nobody: unknown client'],
    ['a secret of a public client', { client_id: 'code1', client_secret: 'x' }, {}, 'code1: wrong method: '],
  ];

  for (const path of Object.keys(ENDPOINTS)) {
    for (const [why, fields, headers] of GOOD) {
      test(`${path} takes a client that ${why}`, async () => {
        const answer = await ask(path, fields, headers);
        assert.equal(answer.status, 200, answer.body);
      });
    }
    for (const [why, fields, headers, detail] of BAD) {
      test(`${path} refuses ${why}, names how to authenticate, and the audit says why (RFC 6749 §5.2)`, async () => {
        const answer = await ask(path, fields, headers);
        assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'], answer.body);
        assert.match(String(answer.headers['www-authenticate']), /^Basic realm="[^"]+", charset="UTF-8"$/);
        assert.ok((await lastDetail())?.startsWith(`invalid_client: ${detail}`), await lastDetail());
        const isKnown = headers['authorization']?.startsWith('Basic') && detail.includes('instead of');
        const told = JSON.parse(answer.body).error_description;
        if (fields['client_secret'] !== SECRET && !isKnown)
          assert.equal(told, 'client authentication failed');
        else assert.match(told, /^this client authenticates by client_secret_(post|basic)$/);
      });
    }
    test(`${path} refuses a client that authenticates in two ways (RFC 6749 §2.3)`, async () => {
      const answer = await ask(path, { client_id: 'either', client_secret: 'x' }, basic('either', SECRET));
      assert.equal(errorOf(answer), 'invalid_request');
    });
  }

  test('a public client is taken with an empty secret, and with a stale token in the header', async () => {
    for (const [fields, headers] of [
      [{}, basic('code1', '')],
      [{ client_id: 'code1' }, basic('code1', '')],
      [{ client_id: 'code1', client_secret: '' }, {}],
      [{ client_id: 'code1' }, { authorization: 'Bearer stale' }],
      [{ client_id: 'code1' }, { authorization: `DPoP ${'x'.repeat(4_000)}` }],
    ] as const) {
      const answer = await ask('/oauth/revoke', fields, headers);
      assert.equal(answer.status, 200, answer.body);
    }
    const code = await flow.code();
    const exchanged = await flow.post(
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: 'https://code.acme.test/cb',
        code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      },
      basic('code1', ''),
    );
    assert.equal(exchanged.status, 200, exchanged.body);
  });

  test('who registers without a method is told the default, and sends its secret either way (RFC 7591 §2)', async () => {
    const register = (body: object, method = 'POST', path = '/oidc/register', token?: string) =>
      stack.browser().send(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
    const redirect_uris = ['https://rp.test/cb'];
    const made = JSON.parse((await register({ redirect_uris })).body);
    assert.equal(made.token_endpoint_auth_method, 'client_secret_basic');
    const { client_id, client_secret, registration_access_token, ...told } = made;
    const isTakenEitherWay = async (): Promise<boolean> => {
      const answers = [
        await ask('/oauth/introspect', { client_id, client_secret }),
        await ask('/oauth/introspect', {}, basic(client_id, client_secret)),
      ];
      return answers.every(({ status }) => status === 200);
    };
    assert.equal(await isTakenEitherWay(), true);
    const update = (body: object) =>
      register(body, 'PUT', `/oidc/register/${client_id}`, registration_access_token);
    assert.equal((await update({ client_id, ...told })).status, 200);
    assert.equal(await isTakenEitherWay(), true, 'who sends back what it was told has chosen nothing');
    const chosen = await register({ redirect_uris, token_endpoint_auth_method: 'client_secret_basic' });
    const { client_id: id, client_secret: secret } = JSON.parse(chosen.body);
    assert.equal((await ask('/oauth/introspect', {}, basic(id, secret))).status, 200);
    assert.equal((await ask('/oauth/introspect', { client_id: id, client_secret: secret })).status, 401);
  });

  const UNAUTHORIZED: readonly (readonly [method: string, path: string, headers?: Fields])[] = [
    ['POST', '/oauth/token'],
    ['POST', '/oauth/revoke'],
    ['POST', '/oauth/introspect'],
    ['POST', '/co/authenticate'],
    ['GET', '/userinfo'],
    ['POST', '/userinfo'],
    ['GET', '/userinfo', { authorization: 'Basic eDp5' }],
    ['GET', '/userinfo', { authorization: 'Bearer x' }],
    ['GET', '/oidc/register/either'],
    ['PUT', '/oidc/register/either'],
    ['DELETE', '/oidc/register/either', { authorization: 'Bearer x' }],
  ];
  for (const [method, path, headers = {}] of UNAUTHORIZED) {
    test(`${method} ${path} ${headers['authorization'] ?? ''}: a 401 names a scheme (RFC 9110 §11.6.1)`, async () => {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: 'client_id=nobody' };
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await stack.browser().send(path, { method, headers: { ...type, ...headers }, ...body });
      assert.equal(
        answer.status,
        path === '/userinfo' && headers['authorization']?.startsWith('Basic') ? 400 : 401,
      );
      if (answer.status === 401)
        assert.match(String(answer.headers['www-authenticate']), /^(Basic|Bearer) realm="/);
    });
  }

  const mistakes = async (client_id: string, headers: Fields, changes: Fields[]) => {
    const asked = { client_id, audience: '', scope: 'openid' };
    const codeOf = (id: string) => flow.code({ ...asked, client_id: id });
    const answers: string[] = [];
    for (const change of changes) {
      const fields = {
        grant_type: 'authorization_code',
        redirect_uri: 'https://code.acme.test/cb',
        code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        ...(headers['authorization'] === undefined ? { client_id } : {}),
        ...change,
        code: change['code'] ?? (await codeOf(change['of'] ?? client_id)),
      };
      const answer = await flow.post(fields, headers);
      assert.equal(errorOf(answer), 'invalid_grant', answer.body);
      answers.push(JSON.parse(answer.body).error_description);
    }
    return answers;
  };
  const CHANGES: Fields[] = [
    { code: 'x' },
    { of: 'code1' },
    { redirect_uri: '' },
    { redirect_uri: 'https://code.acme.test/other' },
    { code_verifier: '' },
    { code_verifier: 'x'.repeat(43) },
  ];
  const OF_THE_REQUEST = [
    'redirect_uri is missing: send the one of the authorization request',
    'redirect_uri is not the one the code was sent to',
    'code_verifier is missing',
    'code_verifier does not match the code_challenge',
  ];

  test('who proved to be a client hears what is wrong with a code, and a public one what it sent wrong (RFC 6749 §5.2)', async () => {
    assert.deepEqual(await mistakes('web1', basic('web1', SECRET), CHANGES), [
      'the code is not valid for this client: it is unknown or has expired',
      'the code is not valid for this client: it was given to another client',
      ...OF_THE_REQUEST,
    ]);
    const others = CHANGES.map((change) => (change['of'] ? { of: 'web1' } : change));
    assert.deepEqual(await mistakes('code1', {}, others), [
      'the code is not valid for this client',
      'the code is not valid for this client',
      ...OF_THE_REQUEST,
    ]);
  });

  test('a member that nobody knows is ignored whatever it is, in JSON and in a form (RFC 6749 §3.2)', async () => {
    const known = {
      grant_type: 'client_credentials',
      audience: API,
      client_id: 'either',
      client_secret: SECRET,
    };
    const send = (type: string, body: string) =>
      stack.browser().send('/oauth/token', { method: 'POST', headers: { 'content-type': type }, body });
    for (const type of ['application/json', 'application/json; charset=utf8', 'application/json;']) {
      const others = { a: 1, b: true, c: null, d: { e: [] }, f: ['g'], h: '' };
      const answer = await send(type, JSON.stringify({ ...known, ...others }));
      assert.equal(answer.status, 200, answer.body);
    }
    const form = `${new URLSearchParams(known)}&x=1&x=2&y&scope=&z=%ff`;
    const answer = await send('application/x-www-form-urlencoded', form);
    assert.equal(answer.status, 200, answer.body);
    for (const audience of ['1', '["x"]', '{}', 'true']) {
      const refused = await send(
        'application/json',
        `{"grant_type":"client_credentials","audience":${audience}}`,
      );
      assert.equal(JSON.parse(refused.body).error_description, 'audience is not a string');
    }
    const twice = await send('application/json', JSON.stringify(known).replace('{', '{"client_id":"code1",'));
    assert.equal(JSON.parse(twice.body).error_description, 'client_id was sent more than once');
  });
});
