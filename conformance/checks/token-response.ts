/**
 * The answer of the token endpoint (RFC 6749 §5, OIDC Core §3.1.3.3), its refusals, and the userinfo answer (§5.3.2).
 */
import { type Finding, must, should } from './finding.ts';
import { asObject, isText, type JsonObject } from './json.ts';
import { checkStandardClaims } from './standard-claims.ts';

/** An HTTP answer, read whole. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
};

const YEAR = 31_536_000;

/** A success of the token endpoint. */
export function checkTokenResponse(reply: Reply): readonly Finding[] {
  const { access_token, token_type, expires_in } = asObject(reply.json);
  const seconds = typeof expires_in === 'number' ? expires_in : Number.NaN;
  return [
    ...must(reply.status === 200, `token endpoint: ${reply.status}, not 200: ${reply.text.slice(0, 200)}`),
    ...must(isJson(reply), 'token endpoint: the answer is not application/json'),
    ...must(isNotStored(reply), 'token endpoint: no Cache-Control: no-store (RFC 6749 §5.1)'),
    ...must(isText(access_token), 'token endpoint: no access_token'),
    ...must(String(token_type).toLowerCase() === 'bearer', 'token endpoint: token_type is not Bearer'),
    ...must(
      expires_in === undefined || (seconds >= 1 && seconds <= YEAR),
      'token endpoint: expires_in is not a number from 1 to a year',
    ),
    ...should(expires_in !== undefined, 'token endpoint: no expires_in'),
  ];
}

/** A refusal in JSON, as the token and the registration endpoint give it (RFC 6749 §5.2, RFC 7591 §3.2.2). */
export function checkJsonError(
  reply: Reply,
  expected: { readonly what: string; readonly status: readonly number[]; readonly codes: readonly string[] },
): readonly Finding[] {
  const { what, status, codes } = expected;
  const { error } = asObject(reply.json);
  return [
    ...must(status.includes(reply.status), `${what}: answered ${reply.status}, not ${status.join(' or ')}`),
    ...must(isJson(reply), `${what}: the refusal is not application/json`),
    ...must(codes.includes(String(error)), `${what}: error is ${String(error)}, not ${codes.join(' or ')}`),
  ];
}

/** Claims about the End-User of the ID token, in plain JSON. */
export function checkUserinfo(
  reply: Reply,
  expected: { readonly sub: unknown; readonly now: number },
): readonly Finding[] {
  return [
    ...must(reply.status === 200, `userinfo: ${reply.status}, not 200`),
    ...must(isJson(reply), 'userinfo: the answer is not application/json'),
    ...checkUserinfoClaims(asObject(reply.json), expected),
  ];
}

/** The claims themselves, however they travelled. */
export function checkUserinfoClaims(
  claims: JsonObject,
  { sub, now }: { readonly sub: unknown; readonly now: number },
): readonly Finding[] {
  return [
    ...must(isText(claims['sub']), 'userinfo: no sub'),
    ...must(
      sub === undefined || claims['sub'] === sub,
      "userinfo: sub is not the ID token's (OIDC Core §5.3.2)",
    ),
    ...checkStandardClaims(claims, { what: 'userinfo', now }),
  ];
}

/** Whether an answer says it is JSON and is. */
export function isJson({ headers, json }: Reply): boolean {
  return /^application\/json\b/i.test(headers.get('content-type') ?? '') && json !== undefined;
}

function isNotStored({ headers }: Reply): boolean {
  return /\bno-store\b/i.test(headers.get('cache-control') ?? '');
}
