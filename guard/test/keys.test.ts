/**
 * How the guard comes by the issuer's keys, and what it does when that goes wrong (attack catalogue, group JW).
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import {
  type Api,
  assertInvalidToken,
  assertPassed,
  guardedApi,
  type Issuer,
  listen,
  NOW,
  startIssuer,
} from './issuer.ts';
import { EDDSA, ES256, OTHER_RS256, RS256, renamed, type SigningKey, WEAK_RS256 } from './signing-keys.ts';

const MINUTE_MS = 60_000;

function reply(body: string | Buffer, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
}

function reasonsOf(api: Api): readonly string[] {
  return api.refusals.map(({ reason }) => reason);
}

test('nothing is fetched before a token needs a key, and then once', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  await api.send({});
  assertInvalidToken(await api.call('no.jws'));
  assertInvalidToken(await api.call(issuer.token({}, { typ: 'JWT' })));
  assert.deepEqual(issuer.hits, { discovery: 0, jwks: 0 });
  await Promise.all(Array.from({ length: 50 }, async () => assertPassed(await api.call(issuer.token()))));
  assert.deepEqual(issuer.hits, { discovery: 1, jwks: 1 });
});

test('JW-07 random kids cause one fetch a cool-down of 30 s, and good tokens keep passing', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const good = issuer.token();
  const flood = Array.from({ length: 10_000 }, (_, index) => index);
  for (const index of flood) {
    api.clock.monotonic_ms = index;
    const [, ...rest] = good.split('.');
    const header = { alg: 'RS256', typ: 'at+jwt', kid: `random-${index}` };
    const token = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.');
    const answer = await api.call(token);
    assert.equal(answer.status, 401);
    if (index % 1000 === 0) assertPassed(await api.call(good));
  }
  assert.equal(issuer.hits.jwks, 1);
  api.clock.monotonic_ms = 29_999;
  assertInvalidToken(await api.call(issuer.token({}, { kid: 'late' })));
  assert.equal(issuer.hits.jwks, 1);
  api.clock.monotonic_ms = 30_000;
  await Promise.all([
    api.call(issuer.token({}, { kid: 'later' })),
    api.call(issuer.token({}, { kid: 'later still' })),
  ]);
  assert.equal(issuer.hits.jwks, 2);
});

test('a key published after the last fetch is found once the cool-down is over', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  assertPassed(await api.call(issuer.token()));
  issuer.keys = [RS256.jwk, OTHER_RS256.jwk];
  const rotated = issuer.token({}, {}, OTHER_RS256);
  api.clock.monotonic_ms = 29_999;
  assertInvalidToken(await api.call(rotated));
  api.clock.monotonic_ms = 30_000;
  assertPassed(await api.call(rotated));
  assertPassed(await api.call(issuer.token()));
});

test('JW-19 nothing remembers a token: it dies with its key, with its exp, and at another guard', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  const other = guardedApi(issuer, { audience: 'https://billing.acme.test' });
  const token = issuer.token();
  assertPassed(await api.call(token));
  assertInvalidToken(await other.call(token));
  // One Request object, presented again: to a fetch handler it is a new request.
  const request = new Request('https://api.acme.test/', { headers: { authorization: `Bearer ${token}` } });
  const handle = api.guard.fetch(() => new Response());
  assert.equal((await handle(request)).status, 200);
  api.clock.now = NOW + 890 + 5;
  assertInvalidToken(await api.call(token));
  assert.equal((await handle(request)).status, 401);
  api.clock.now = NOW;
  assertPassed(await api.call(token));
  issuer.keys = [ES256.jwk];
  api.clock.monotonic_ms = 10 * MINUTE_MS - 1;
  assertPassed(await api.call(token), 'the set is young');
  api.clock.monotonic_ms = 10 * MINUTE_MS;
  assertInvalidToken(await api.call(token), 'the key was withdrawn');
  assert.equal(reasonsOf(api).at(-1), 'unknown_key');
});

const UNUSABLE: readonly (readonly [string, (key: SigningKey) => readonly Record<string, unknown>[]])[] = [
  ['use:enc', (key) => [{ ...key.jwk, use: 'enc' }]],
  ['wrong key_ops', (key) => [{ ...key.jwk, key_ops: ['sign'] }]],
  ['key_ops that is no array', (key) => [{ ...key.jwk, key_ops: 'verify' }]],
  ['a private key', (key) => [{ ...key.privateKey.export({ format: 'jwk' }), kid: key.kid, alg: key.alg }]],
  ['an oct key', (key) => [{ kty: 'oct', k: 'c2VjcmV0', kid: key.kid }]],
  ['duplicate kid, this one first', (key) => [key.jwk, renamed(OTHER_RS256, key.kid).jwk]],
  ['duplicate kid, this one last', (key) => [renamed(OTHER_RS256, key.kid).jwk, key.jwk]],
  [
    'duplicate kid, the other for encryption',
    (key) => [{ ...OTHER_RS256.jwk, kid: key.kid, use: 'enc' }, key.jwk],
  ],
  ['the same key twice', (key) => [key.jwk, key.jwk]],
  ['no kid', (key) => [{ ...key.jwk, kid: undefined }]],
  ['a numeric kid', (key) => [{ ...key.jwk, kid: 1 }]],
  ['another alg', (key) => [{ ...key.jwk, alg: 'HS256' }]],
  ['a broken key', (key) => [{ ...key.jwk, n: 'AQAB', x: 'AAAA' }]],
];

for (const [name, unusable] of UNUSABLE) {
  test(`JW-23 ${name}: the key verifies nothing, and its neighbours still do`, async (t) => {
    const issuer = await startIssuer(t);
    for (const key of [RS256, ES256]) {
      issuer.keys = [null, 'text', [], ...unusable(key), EDDSA.jwk] as readonly Record<string, unknown>[];
      const api = guardedApi(issuer);
      assertInvalidToken(await api.call(issuer.token({}, {}, key)), key.kid);
      assertPassed(await api.call(issuer.token({}, {}, EDDSA)), key.kid);
    }
  });
}

test('JW-23 an RSA key of 1024 bits, or with the exponent 1, verifies nothing and breaks nothing', async (t) => {
  const issuer = await startIssuer(t);
  issuer.keys = [WEAK_RS256.jwk, { ...RS256.jwk, e: 'AQ' }, { ...OTHER_RS256.jwk, e: 'AAAB' }, ES256.jwk];
  const api = guardedApi(issuer);
  for (const key of [WEAK_RS256, RS256, OTHER_RS256]) {
    assertInvalidToken(await api.call(issuer.token({}, {}, key)), key.kid);
  }
  assert.deepEqual(reasonsOf(api), ['unknown_key', 'unknown_key', 'unknown_key']);
  assertPassed(await api.call(issuer.token({}, {}, ES256)));
});

test('JW-23 a set of more than a hundred keys is refused whole, one of a hundred is taken', async (t) => {
  const issuer = await startIssuer(t);
  const fillers = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ kty: 'none', kid: `${index}` }));
  issuer.keys = [...fillers(10_000), RS256.jwk];
  const flooded = guardedApi(issuer);
  assertInvalidToken(await flooded.call(issuer.token()));
  issuer.keys = [...fillers(100), RS256.jwk];
  assertInvalidToken(await guardedApi(issuer).call(issuer.token()));
  assert.equal(reasonsOf(flooded)[0], 'keys_unavailable');
  issuer.keys = [...fillers(99), RS256.jwk];
  assertPassed(await guardedApi(issuer).call(issuer.token()));
});

/** A good set and ten megabytes of spaces, in a few hundred bytes. */
const BROTLI_BOMB = brotliCompressSync(JSON.stringify({ keys: [RS256.jwk] }).padEnd(10_000_000), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
});

const FAILURES: readonly (readonly [string, (issuer: Issuer) => RequestListener])[] = [
  [
    'a redirect to the right place',
    ({ issuer }) => reply('', 302, { location: `${issuer}.well-known/jwks.json?x` }),
  ],
  ['10 MB', () => reply(JSON.stringify({ keys: [RS256.jwk], pad: 'x'.repeat(10_000_000) }))],
  ['just over 256 KB', () => reply(JSON.stringify({ keys: [RS256.jwk] }).padEnd(262_145))],
  ['a brotli bomb', () => reply(BROTLI_BOMB, 200, { 'content-encoding': 'br' })],
  ['HTML with 200', () => reply('<!doctype html><p>Welcome', 200, { 'content-type': 'text/html' })],
  ['500', () => reply(JSON.stringify({ keys: [RS256.jwk] }), 500)],
  ['204', () => reply('', 204)],
  ['206', () => reply(JSON.stringify({ keys: [RS256.jwk] }), 206)],
  ['no keys', () => reply('{"keys":[]}')],
  ['keys twice', () => reply(`{"keys":[],"keys":${JSON.stringify([RS256.jwk])}}`)],
  ['invalid JSON', () => reply('{"keys":')],
  ['an array', () => reply(JSON.stringify([RS256.jwk]))],
  ['a dropped connection', () => (_request, response) => response.destroy()],
];

for (const [name, answer] of FAILURES) {
  test(`JW-24 keys answered with ${name}: nothing passes without a set, the last good one serves on for an hour`, async (t) => {
    const issuer = await startIssuer(t);
    const token = issuer.token();
    issuer.answers.jwks = answer(issuer);
    const empty = guardedApi(issuer);
    assertInvalidToken(await empty.call(token), 'without a set');
    assert.equal(reasonsOf(empty)[0], 'keys_unavailable');
    assert.ok(empty.refusals[0]?.detail, 'the log says why');

    issuer.answers.jwks = undefined;
    const api = guardedApi(issuer);
    assertPassed(await api.call(token));
    issuer.answers.jwks = answer(issuer);
    api.clock.monotonic_ms = 10 * MINUTE_MS;
    assertPassed(await api.call(token), 'the last good set');
    assertInvalidToken(await api.call(issuer.token({}, { kid: 'unknown' })));
    api.clock.monotonic_ms = 60 * MINUTE_MS - 1;
    assertPassed(await api.call(token), 'the last good set, almost an hour old');
    api.clock.monotonic_ms = 60 * MINUTE_MS;
    assertInvalidToken(await api.call(token), 'the last good set is too old');
  });
}

test('JW-24 a redirect is not followed: its target sees no connection', async (t) => {
  const issuer = await startIssuer(t);
  let connections = 0;
  const target = await listen(t, (_request, response) => {
    connections += 1;
    response.end(JSON.stringify({ keys: [OTHER_RS256.jwk] }));
  });
  for (const name of ['jwks', 'discovery'] as const) {
    for (const status of [301, 302, 303, 307, 308]) {
      issuer.answers[name] = reply('', status, { location: `${target}/` });
      assertInvalidToken(await guardedApi(issuer).call(issuer.token({}, {}, OTHER_RS256)));
    }
    issuer.answers[name] = undefined;
  }
  assert.equal(connections, 0);
});

test('JW-24 keys that trickle in are given up within three seconds', async (t) => {
  const issuer = await startIssuer(t);
  issuer.answers.jwks = (_request, response) => {
    response.write('{');
    const trickle = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(trickle));
  };
  const api = guardedApi(issuer);
  const began_ms = performance.now();
  assertInvalidToken(await api.call(issuer.token()));
  assert.ok(performance.now() - began_ms < 3_000);
  assert.match(api.refusals[0]?.detail ?? '', /in time/);
});

test('while there is no set, tries come after 1 s, 2 s, 4 s and so on up to 30 s, and the first success ends it', async (t) => {
  const issuer = await startIssuer(t);
  issuer.answers.jwks = reply('', 503);
  const api = guardedApi(issuer);
  const tries: number[] = [];
  for (let second = 0; second <= 125; second += 1) {
    api.clock.monotonic_ms = second * 1000;
    const before = issuer.hits.jwks;
    assertInvalidToken(await api.call(issuer.token()));
    if (issuer.hits.jwks > before) tries.push(second);
  }
  assert.deepEqual(tries, [0, 1, 3, 7, 15, 31, 61, 91, 121]);
  issuer.answers.jwks = undefined;
  api.clock.monotonic_ms = 151_000;
  assertPassed(await api.call(issuer.token()));
});

test('a failed refresh is tried again after the cool-down, not with every request', async (t) => {
  const issuer = await startIssuer(t);
  const api = guardedApi(issuer);
  assertPassed(await api.call(issuer.token()));
  issuer.answers.discovery = reply('', 503);
  for (const elapsed_ms of [0, 1, 29_999]) {
    api.clock.monotonic_ms = 10 * MINUTE_MS + elapsed_ms;
    assertPassed(await api.call(issuer.token()));
  }
  assert.equal(issuer.hits.discovery, 2);
  issuer.answers.discovery = undefined;
  api.clock.monotonic_ms = 10 * MINUTE_MS + 30_000;
  assertPassed(await api.call(issuer.token()));
  assert.deepEqual(issuer.hits, { discovery: 3, jwks: 2 });
});

test('keys on another origin are fetched only where that was allowed', async (t) => {
  const issuer = await startIssuer(t);
  const elsewhere = await listen(t, reply(JSON.stringify({ keys: [RS256.jwk] })));
  issuer.answers.discovery = reply(JSON.stringify({ issuer: issuer.issuer, jwks_uri: `${elsewhere}/keys` }));
  const strict = guardedApi(issuer);
  assertInvalidToken(await strict.call(issuer.token()));
  assert.match(strict.refusals[0]?.detail ?? '', /another origin/);
  assertPassed(await guardedApi(issuer, { allow_foreign_jwks_uri: true }).call(issuer.token()));
});

test('a discovery document of another issuer is refused (OIDC Discovery §4.3)', async (t) => {
  const issuer = await startIssuer(t);
  for (const name of [issuer.issuer.slice(0, -1), `${issuer.issuer}x/`, undefined, [issuer.issuer]]) {
    issuer.answers.discovery = reply(
      JSON.stringify({ issuer: name, jwks_uri: `${issuer.issuer}.well-known/jwks.json` }),
    );
    const api = guardedApi(issuer);
    assertInvalidToken(await api.call(issuer.token()));
    assert.match(api.refusals[0]?.detail ?? '', /another issuer/);
  }
  assert.equal(issuer.hits.jwks, 0);
});
