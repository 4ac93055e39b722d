/**
 * The names of what is said to a client by a redirect (RFC 6749 §4.1.2 and §4.2.2, OIDC Core §3.3.2.5, RFC 9207 §2, OIDC
 * Session Management §2, JARM §2). An address that holds one of them already would say it twice, and a client that takes
 * the first believes whoever registered the address (RFC 6749 §3.1.2: the query is retained).
 */
import { asciiLowerCase } from '../octets.ts';

const NAMES = [
  'code',
  'access_token',
  'token_type',
  'expires_in',
  'scope',
  'id_token',
  'state',
  'iss',
  'session_state',
  'error',
  'error_description',
  'error_uri',
  'response',
] as const;

/** What an answer can say. */
export type ResponseName = (typeof NAMES)[number];

/** The first name of a response in a query, however it is spelled; undefined: the query leaves all of them to us. */
export function responseNameIn(query: string): ResponseName | undefined {
  // Servers differ in what parts two parameters and in what they see in `Code`, `code[]` and ` code`.
  const names = [...new URLSearchParams(query.replaceAll(';', '&')).keys()].map((name) =>
    asciiLowerCase(name.replace(/^ +|[ [].*$/gs, '')),
  );
  return NAMES.find((name) => names.includes(name));
}
