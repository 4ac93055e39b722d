/**
 * CR of the attack catalogue: who may read an answer from a page of another origin (Fetch §3.2).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment } from '../user-agent.ts';
import { B0, signIn } from './requests.ts';

const OWN = 'https://app.acme.test';

let stack: Stack;
let bearer: string;
before(async () => {
  stack = await startStack({ logLevel: 'error' });
  const answer = await signIn(stack.browser());
  bearer = `Bearer ${fragment(answer.location)['access_token']}`;
});
after(() => stack.close());

function allowed({ headers }: Answer): string | undefined {
  return headers['access-control-allow-origin'];
}

/** Origins that are not that of spa1, and look like it. */
const ORIGINS = [
  'https://evil.test',
  'null',
  'https://app.acme.test.evil.test',
  'https://evil-app.acme.test',
  'https://evilapp.acme.test',
  'http://app.acme.test',
  'https://app.acme.test:444',
  'https://APP.ACME.TEST',
  'https://app.acme.test.',
  'https://app.acme.test/',
  '*',
];

test('CR-01 pages and the authorization endpoint speak to no other origin, not even a registered one', async () => {
  const paths = [
    `/authorize?${new URLSearchParams(B0)}`,
    '/authorize',
    '/login',
    '/consent',
    '/v2/logout',
    '/no',
  ];
  for (const origin of ['https://evil.test', OWN, 'null']) {
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const headers = { origin, 'access-control-request-method': 'GET' };
        const answer = await stack.browser().send(path, { method, headers });
        const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        assert.deepEqual(cors, [], `${method} ${path} from ${origin}`);
      }
    }
  }
});

test('CR-02 no answer allows credentials, and claims are read by the registered origin alone', async () => {
  for (const origin of [...ORIGINS, OWN]) {
    const answer = await stack.browser().send('/userinfo', { headers: { origin, authorization: bearer } });
    assert.equal(answer.status, 200);
    assert.equal(allowed(answer), origin === OWN ? OWN : undefined, origin);
    assert.equal(answer.headers['access-control-allow-credentials'], undefined);
  }
  for (const path of ['/.well-known/jwks.json', '/.well-known/openid-configuration', '/userinfo']) {
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await stack.browser().send(path, { method, headers: { origin: 'https://evil.test' } });
      assert.equal(answer.headers['access-control-allow-credentials'], undefined, `${method} ${path}`);
    }
  }
});

test('CR-03 metadata and keys are open to every page, the same for everybody, cookies or not', async () => {
  const signedIn = stack.browser();
  await signIn(signedIn);
  for (const path of ['/.well-known/jwks.json', '/.well-known/openid-configuration']) {
    const headers = { origin: 'https://evil.test' };
    const answer = await signedIn.send(path, { headers });
    assert.equal(allowed(answer), '*');
    assert.equal(answer.body, (await stack.browser().send(path)).body);
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.doesNotMatch(answer.body, /alice/);
  }
});

test("CR-04 an origin of another client passes the preflight and does not read this client's claims", async () => {
  const origin = 'https://third.test';
  const preflight = await stack.browser().send('/userinfo', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  });
  assert.equal(allowed(preflight), origin);
  const answer = await stack.browser().send('/userinfo', { headers: { origin, authorization: bearer } });
  assert.equal(allowed(answer), undefined);
  assert.equal(allowed(await stack.browser('globex').send('/userinfo', { headers: { origin } })), origin);
});

test('CR-05 an answer that names one origin varies by Origin, and is stored by no cache', async () => {
  const answers = [
    await stack.browser().send('/userinfo', { headers: { origin: OWN, authorization: bearer } }),
    await stack.browser().send('/userinfo', { headers: { origin: OWN } }),
    await stack.browser().send('/userinfo', { method: 'OPTIONS', headers: { origin: OWN } }),
  ];
  for (const answer of answers) {
    assert.equal(allowed(answer), OWN);
    assert.match(answer.headers.vary ?? '', /\borigin\b/i);
    assert.equal(answer.headers['cache-control'], 'no-store');
  }
});

test('CR-06 a preflight names its own methods, of the headers it is asked for fifty, and no private network', async () => {
  const answer = await stack.browser().send('/userinfo', {
    method: 'OPTIONS',
    headers: {
      origin: OWN,
      'access-control-request-method': '*',
      'access-control-request-private-network': 'true',
      'access-control-request-headers': Array.from({ length: 1_000 }, (_, index) => `x-${index}`).join(','),
    },
  });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers['access-control-allow-methods'], 'GET, POST');
  const allowed_headers = answer.headers['access-control-allow-headers']?.split(', ');
  assert.deepEqual(
    allowed_headers,
    Array.from({ length: 50 }, (_, index) => `x-${index}`),
  );
  assert.equal(answer.headers['access-control-allow-private-network'], undefined);
});
