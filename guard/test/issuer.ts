/**
 * A small issuer for the tests: it serves a discovery document and a JWK Set over HTTP, counts who asks, and can be told
 * to answer otherwise. And an API behind the guard, with a clock that stands still.
 */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createGuard, type Guard } from '../src/guard.ts';
import type { Requirement } from '../src/protected-resource/requirement.ts';
import type { GuardOptions, RefusalReport } from '../src/settings.ts';
import { EDDSA, ES256, RS256, type SigningKey, signText } from './signing-keys.ts';

/** Seconds since the epoch. */
export const NOW = 1_800_000_000;
export const AUDIENCE = 'https://api.acme.test';

export type Claims = Readonly<Record<string, unknown>>;

export type Issuer = {
  readonly issuer: string;
  readonly hits: { discovery: number; jwks: number };
  /** Replaces an answer; assign undefined to have the honest one again. */
  readonly answers: { discovery: RequestListener | undefined; jwks: RequestListener | undefined };
  keys: readonly Readonly<Record<string, unknown>>[];
  /** The claims of a good access token, some of them changed; undefined leaves one out. */
  claims(changes?: Claims): Claims;
  /** A good access token, with changes to its claims and header. */
  token(changes?: Claims, header?: Claims, key?: SigningKey): string;
};

/** Starts an issuer that ends with the test. */
export async function startIssuer(t: TestContext): Promise<Issuer> {
  const hits = { discovery: 0, jwks: 0 };
  const answers: Issuer['answers'] = { discovery: undefined, jwks: undefined };
  const origin = await listen(t, (request, response) => {
    const name = request.url === '/.well-known/jwks.json' ? 'jwks' : 'discovery';
    hits[name] += 1;
    const replaced = answers[name];
    if (replaced !== undefined) return replaced(request, response);
    const honest = {
      discovery: { issuer: issuer.issuer, jwks_uri: `${issuer.issuer}.well-known/jwks.json` },
      jwks: { keys: issuer.keys },
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(honest[name]));
  });
  const issuer: Issuer = {
    issuer: `${origin}/`,
    hits,
    answers,
    keys: [RS256.jwk, ES256.jwk, EDDSA.jwk],
    claims: (changes = {}) => ({
      iss: `${origin}/`,
      sub: 'auth0|alice',
      aud: [AUDIENCE, `${origin}/userinfo`],
      azp: 'spa1',
      client_id: 'spa1',
      jti: 'token-1',
      iat: NOW - 10,
      exp: NOW + 890,
      scope: 'openid read:a',
      ...changes,
    }),
    token: (changes = {}, header = {}, key = RS256) =>
      signText(
        JSON.stringify({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header }),
        JSON.stringify(issuer.claims(changes)),
        key,
      ),
  };
  return issuer;
}

/** Serves on a free port of localhost until the test ends, and gives the origin. */
export async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://localhost:${port}`;
}

export type Answer = {
  readonly status: number;
  readonly challenge: string | null;
  readonly text: string;
  /** Whether the handler behind the guard ran. */
  readonly ran: boolean;
};

export type Api = {
  readonly guard: Guard;
  readonly clock: { now: number; monotonic_ms: number };
  readonly refusals: RefusalReport[];
  /** What was said on the console. */
  readonly told: readonly string[];
  /** Calls the API with an access token. */
  call(token: string, ...requirements: readonly Requirement[]): Promise<Answer>;
  /** Calls the API with a request of any shape. */
  send(init: RequestInit, query?: string, ...requirements: readonly Requirement[]): Promise<Answer>;
};

/** An API behind a guard of this issuer. */
export function guardedApi(
  issuer: Issuer,
  options: Partial<GuardOptions> = {},
  { isProduction = false } = {},
): Api {
  const clock = { now: NOW, monotonic_ms: 0 };
  const refusals: RefusalReport[] = [];
  const told: string[] = [];
  const guard = createGuard(
    { issuer: issuer.issuer, audience: AUDIENCE, onRefusal: (refusal) => refusals.push(refusal), ...options },
    {
      fetch,
      now: () => clock.now,
      monotonic_ms: () => clock.monotonic_ms,
      warn: () => {},
      tell: (line) => told.push(line),
      isProduction,
    },
  );
  const request = async (init: RequestInit, query: string, requirements: readonly Requirement[]) => {
    let ran = false;
    const handle = guard.fetch(
      (_request, token) => {
        ran = true;
        return Response.json({ sub: token.sub, scope: token.scope, subject_kind: token.subject_kind });
      },
      ...requirements,
    );
    const response = await handle(new Request(`https://api.acme.test/things${query}`, init));
    const challenge = response.headers.get('www-authenticate');
    return { status: response.status, challenge, text: await response.text(), ran };
  };
  return {
    guard,
    clock,
    refusals,
    told,
    call: (token, ...requirements) =>
      request({ headers: { authorization: `Bearer ${token}` } }, '', requirements),
    send: (init, query = '', ...requirements) => request(init, query, requirements),
  };
}

/** The request passed the guard. */
export function assertPassed(answer: Answer, message = 'passes'): void {
  assert.equal(answer.status, 200, `${message}: ${answer.challenge}`);
  assert.equal(answer.ran, true, message);
}

/** G401 of the attack catalogue: `invalid_token`, said in general words, and the handler never ran. */
export function assertInvalidToken(answer: Answer, message = 'refused'): void {
  assertRefused(answer, { status: 401, error: 'invalid_token' }, message);
}

/** A refusal with this status and error, in the header and in the body, and the handler never ran. */
export function assertRefused(
  answer: Answer,
  expected: { readonly status: number; readonly error: string },
  message = 'refused',
): void {
  assert.equal(answer.ran, false, `${message}: the handler ran`);
  assert.equal(answer.status, expected.status, message);
  assert.match(answer.challenge ?? '', new RegExp(`^Bearer realm="api", error="${expected.error}"`), message);
  assert.equal(JSON.parse(answer.text).error, expected.error, message);
}
