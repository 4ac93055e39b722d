/**
 * Where an issuer publishes its keys: its discovery document (OIDC Discovery §4, RFC 8414 §3).
 */
import { member, parseJsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';

export type DiscoveryRules = {
  readonly issuer: string;
  readonly allowsHttp: boolean;
  readonly allowsForeignJwksUri: boolean;
};

/** The address of the discovery document (OIDC Discovery §4.1). */
export function discoveryUri(issuer: string): string {
  return `${issuer}${issuer.endsWith('/') ? '' : '/'}.well-known/openid-configuration`;
}

/** The `jwks_uri` of a discovery document, or a sentence that says why it cannot be trusted. */
export function readJwksUri(document: Uint8Array, rules: DiscoveryRules): Result<string, string> {
  const metadata = parseJsonObject(document);
  if (metadata === undefined) {
    return err(
      `the discovery document is not a JSON object: something else answers at ${discoveryUri(rules.issuer)}`,
    );
  }
  // OIDC Discovery §4.3: identical, or it describes another issuer.
  const issuer = member(metadata, 'issuer');
  if (issuer !== rules.issuer) return err(otherIssuer(issuer, rules.issuer));
  const jwks_uri = member(metadata, 'jwks_uri');
  if (typeof jwks_uri !== 'string' || !URL.canParse(jwks_uri)) return err('jwks_uri is missing or not a URL');
  const url = new URL(jwks_uri);
  if (!isFetchable(url, rules.allowsHttp)) return err('jwks_uri is not a plain https URL');
  if (!rules.allowsForeignJwksUri && url.origin !== new URL(rules.issuer).origin) {
    return err('jwks_uri is on another origin than the issuer');
  }
  return ok(jwks_uri);
}

/** Most often it is the same but for the slash, or a tenant's other address. */
function otherIssuer(published: unknown, expected: string): string {
  const name = typeof published === 'string' ? JSON.stringify(published.slice(0, MAX_SHOWN)) : 'none';
  return `the discovery document is of another issuer: it says ${name} and the option issuer is ${JSON.stringify(expected)}; both must be the same, the slash at the end included`;
}

/** Characters of what a server calls itself that are worth a line in a log. */
const MAX_SHOWN = 200;

/** Whether a URL is one the guard may fetch: https (or http on this machine, or where it was allowed), no user name. */
export function isFetchable(url: URL, allowsHttp: boolean): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && (allowsHttp || isLoopback(url.hostname));
}

/** RFC 6761 §6.3: `localhost` and names below it are this machine. The URL parser has made IPv4 dotted decimal. */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
