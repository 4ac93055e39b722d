/**
 * What a refusal says to whoever develops the API: what failed at the root, and what to do. Never anything of the token.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGuard, type Guard } from '../src/guard.ts';
import { describeFailure } from '../src/issuer/failure.ts';
import type { Reason } from '../src/protected-resource/refusal.ts';
import { requireScope, requireUser } from '../src/protected-resource/requirement.ts';
import type { RefusalReport } from '../src/settings.ts';
import { AUDIENCE, guardedApi, listen, NOW, startIssuer } from './issuer.ts';

const ISSUER = 'http://clinic.us.localhost:4000/';

/** An error as `fetch` of Node.js throws it: what it is lies in the cause. */
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

const FAILURES: readonly (readonly [url: string, error: unknown, said: string | RegExp])[] = [
  [
    ISSUER,
    failed(coded('ENOTFOUND')),
    'ENOTFOUND clinic.us.localhost: this machine does not resolve names below localhost (browsers do): add "127.0.0.1 clinic.us.localhost" to /etc/hosts, or give the tenant the domain localhost',
  ],
  ['https://acme.auth.test/', failed(coded('EAI_AGAIN')), /^EAI_AGAIN acme\.auth\.test: .* or its DNS$/],
  [
    ISSUER,
    failed(coded('ECONNREFUSED')),
    /: nothing listens at http:\/\/clinic\.us\.localhost:4000: start the/,
  ],
  [ISSUER, failed(new AggregateError([coded('ECONNREFUSED')])), /^ECONNREFUSED .* start the server/],
  [
    'https://a.test/',
    failed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')),
    /start this program with NODE_EXTRA_CA_CERTS=FILE/,
  ],
  ['https://a.test/', failed(coded('CERT_HAS_EXPIRED')), /: the certificate has expired: renew it$/],
  ['https://a.test/', failed(coded('ERR_TLS_CERT_ALTNAME_INVALID')), /another host than a\.test/],
  ['https://a.test:80/', failed(coded('ERR_SSL_WRONG_VERSION_NUMBER')), /is it http:\/\/a\.test:80\/\?$/],
  [
    ISSUER,
    failed(coded('UND_ERR_SOCKET', 'other side closed')),
    /^UND_ERR_SOCKET .* does it speak http there\?$/,
  ],
  [ISSUER, failed(coded('E_OTHER', 'Something else.')), 'E_OTHER clinic.us.localhost: Something else.'],
  [ISSUER, new TypeError('no cause'), 'TypeError clinic.us.localhost: no cause'],
  [ISSUER, 'words', 'error clinic.us.localhost: words'],
];

for (const [url, error, said] of FAILURES) {
  test(`why keys cannot be had is said from the root of it: ${said}`, () => {
    const sentence = describeFailure(error, url);
    if (typeof said === 'string') assert.equal(sentence, said);
    else assert.match(sentence, said);
  });
}

test('an error that is its own cause is said all the same', () => {
  const error = new Error('Round.');
  error.cause = error;
  assert.equal(describeFailure(error, ISSUER), 'Error clinic.us.localhost: Round.');
});

async function refusalOf(guard: Guard, refusals: readonly RefusalReport[], token: string): Promise<string> {
  const request = new Request('https://api.test/', { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await guard.fetch(() => new Response())(request)).status, 401);
  return refusals.at(-1)?.detail ?? '';
}

test('a server that is not there, speaks TLS that nobody trusts, or none, is told apart over real sockets', async (t) => {
  const token = (await startIssuer(t)).token();
  const folder = mkdtempSync(join(tmpdir(), 'tacit-guard-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject];
  execFileSync('openssl', made, { stdio: 'ignore' });
  const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }).listen(0, 'localhost');
  await once(tls, 'listening');
  t.after(() => tls.close());
  const { port } = tls.address() as AddressInfo;
  const plain = await listen(t, (_request, response) => response.end('<!doctype html>'));
  const gone = createServer().listen(0, 'localhost');
  await once(gone, 'listening');
  const { port: free } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const cases: readonly (readonly [issuer: string, said: RegExp])[] = [
    [
      `http://localhost:${free}/`,
      /^the discovery document could not be fetched: ECONNREFUSED localhost: nothing listens/,
    ],
    [`https://localhost:${port}/`, /DEPTH_ZERO_SELF_SIGNED_CERT localhost: .* NODE_EXTRA_CA_CERTS=FILE/],
    [
      `${plain.replace('http:', 'https:')}/`,
      /localhost: the server speaks no TLS there: is it http:\/\/localhost:\d+\/\?/,
    ],
    [
      `${plain}/`,
      /^the discovery document is not a JSON object: something else answers at http:\/\/localhost/,
    ],
  ];
  for (const [issuer, said] of cases) {
    const refusals: RefusalReport[] = [];
    const world = {
      fetch,
      now: () => NOW,
      monotonic_ms: () => 0,
      warn: () => {},
      tell: () => {},
      isProduction: false,
    };
    const onRefusal = (refusal: RefusalReport) => refusals.push(refusal);
    const guard = createGuard({ issuer, audience: AUDIENCE, onRefusal }, world);
    assert.match(await refusalOf(guard, refusals, token), said, issuer);
  }
});

test('an issuer that is not the one says which it is, and one that is none what to correct', async (t) => {
  const issuer = await startIssuer(t);
  const bare = issuer.issuer.slice(0, -1);
  const cases: readonly (readonly [status: number, body: object, said: RegExp])[] = [
    [
      200,
      { issuer: bare },
      new RegExp(`it says "${bare}" and the option issuer is "${bare}/".* slash at the end`),
    ],
    [200, { issuer: 'x'.repeat(5_000) }, /it says "x{200}" and/],
    [200, {}, /it says none and/],
    [404, {}, /answered with status 404: no issuer lives there; correct the issuer, host and port/],
    [421, {}, /answered with status 421: no issuer lives there/],
    [302, {}, /answered with status 302, a redirect, which is not followed/],
    [503, {}, /answered with status 503$/],
  ];
  for (const [status, body, said] of cases) {
    issuer.answers.discovery = (_request, response) => response.writeHead(status).end(JSON.stringify(body));
    const api = guardedApi(issuer);
    await api.call(issuer.token());
    assert.match(api.refusals[0]?.detail ?? '', said);
  }
});

test('what to do is said from the guard’s settings and never from the token', async (t) => {
  const issuer = await startIssuer(t);
  const secret = 's3cret';
  const cases: readonly (readonly [reason: Reason, token: string, said: RegExp])[] = [
    [
      'not_a_jws',
      secret,
      /expected a JWT for "https:\/\/api\.acme\.test": ask for a token with the audience of this API/,
    ],
    [
      'refused_typ',
      issuer.token({}, { typ: 'JWT' }),
      /token_dialect: rfc9068_profile, or this guard accept_access/,
    ],
    [
      'wrong_iss',
      issuer.token({ iss: `https://${secret}.test/` }),
      /expected "http:\/\/localhost:\d+\/": correct the option issuer, byte for byte/,
    ],
    [
      'wrong_aud',
      issuer.token({ aud: secret }),
      /expected "https:\/\/api\.acme\.test": the client must ask for this audience/,
    ],
    [
      'unknown_key',
      issuer.token({}, { kid: secret }),
      /publishes no key of this kid and algorithm, expected one of "http:/,
    ],
  ];
  const api = guardedApi(issuer);
  for (const [reason, token, said] of cases) {
    await api.call(token);
    const refusal = api.refusals.at(-1);
    assert.equal(refusal?.reason, reason);
    assert.match(refusal?.detail ?? '', said, reason);
    assert.doesNotMatch(JSON.stringify(refusal), /s3cret/);
  }
  await api.call(issuer.token(), requireScope('read:b'));
  assert.equal(api.refusals.at(-1)?.detail, undefined, 'what happens every day');
  await api.call(issuer.token({ sub: 'spa1' }), requireUser());
  assert.match(api.refusals.at(-1)?.detail ?? '', /client_credentials/);
});

test('without onRefusal a loopback issuer has each reason said once on the console, another none', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer, { onRefusal: undefined });
  for (const token of ['a', 'b', issuer.token({}, { typ: 'JWT' }), issuer.token({}, { typ: 'x' })])
    await api.call(token);
  assert.equal(api.told.length, 2);
  assert.match(api.told[0] ?? '', /^@tacit\/guard refuses: not_a_jws: .*said once for each reason/);
  assert.match(api.told[1] ?? '', /^@tacit\/guard refuses: refused_typ: /);
  const listened = guardedApi(issuer);
  await listened.call('a');
  assert.deepEqual(listened.told, []);
  const away = guardedApi({ ...issuer, issuer: 'https://acme.auth.test/' }, { onRefusal: undefined });
  await away.call('a');
  assert.deepEqual(away.told, []);
});
