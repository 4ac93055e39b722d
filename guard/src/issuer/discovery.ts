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
  if (metadata === undefined) return err('the discovery document is not a JSON object');
  // OIDC Discovery §4.3: identical, or it describes another issuer.
  if (member(metadata, 'issuer') !== rules.issuer) return err('the discovery document is of another issuer');
  const jwks_uri = member(metadata, 'jwks_uri');
  if (typeof jwks_uri !== 'string' || !URL.canParse(jwks_uri)) return err('jwks_uri is missing or not a URL');
  const url = new URL(jwks_uri);
  if (!isFetchable(url, rules.allowsHttp)) return err('jwks_uri is not a plain https URL');
  if (!rules.allowsForeignJwksUri && url.origin !== new URL(rules.issuer).origin) {
    return err('jwks_uri is on another origin than the issuer');
  }
  return ok(jwks_uri);
}

/** Whether a URL is one the guard may fetch: https (or http on this machine, or where it was allowed), no user name. */
export function isFetchable(url: URL, allowsHttp: boolean): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && (allowsHttp || isLoopback(url.hostname));
}

/** RFC 6761 §6.3: `localhost` and names below it are this machine. The URL parser has made IPv4 dotted decimal. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
