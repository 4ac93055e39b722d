/**
 * Where a request carries its access token: in the Authorization header (RFC 6750 §2.1), and nowhere else. A token in
 * the query or a form is never read, for URLs end in logs; beside a header it makes the request ambiguous (§3.1).
 */

import { asciiLowerCase, withoutOws } from '../octets.ts';
import { err, ok, type Result } from '../result.ts';
import type { Reason } from './refusal.ts';

export type RequestCredentials = {
  /** Every Authorization header field, as received. */
  readonly authorization: readonly string[];
  /** The request target's query, without the question mark. */
  readonly query: string;
  /** The body, where the framework has parsed it already. The guard itself never reads a body. */
  readonly body?: unknown;
};

const SCHEME = /^([!#$%&'*+\-.^_`|~\w]+)(?: +(.*))?$/s;
/** RFC 6750 §2.1, `b64token`: whatever else stands there, a token of ours is not it. */
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
/** Two credentials that a proxy or the Headers class joined into one field value, such as `Bearer a, Bearer b`. */
const JOINED = /^[!#$%&'*+\-.^_`|~\w]+(?: +[\w\-.~+/]+=*)?[ \t]*,[ \t]*[!#$%&'*+\-.^_`|~\w]+(?: |$)/;

/** The token that a request presents, not judged yet. */
export function readBearerToken(credentials: RequestCredentials): Result<string, Reason> {
  const [field, ...more] = credentials.authorization;
  if (field === undefined) return err('no_token');
  if (more.length > 0 || JOINED.test(field)) return err('more_than_one_token');
  const [, scheme, token] = SCHEME.exec(withoutOws(field)) ?? [];
  if (scheme === undefined) return err('malformed_credentials');
  // RFC 9110 §11.1: a scheme is case-insensitive. Another scheme than ours presents no bearer token.
  if (asciiLowerCase(scheme) !== 'bearer') return err('no_token');
  if (token === undefined) return err('malformed_credentials');
  if (carriesTokenElsewhere(credentials)) return err('more_than_one_token');
  return B64TOKEN.test(token) ? ok(token) : err('not_a_jws');
}

/** RFC 6750 §2: a client uses one method in a request. */
function carriesTokenElsewhere({ query, body }: RequestCredentials): boolean {
  if (new URLSearchParams(query).has('access_token')) return true;
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'access_token');
}
