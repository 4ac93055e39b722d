/**
 * What an issuer says about itself (OIDC Discovery §3), read from the outside.
 */
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Printer } from './printer.ts';

export type Metadata = {
  readonly issuer: string;
  readonly authorization_endpoint: URL;
  readonly userinfo_endpoint: URL | undefined;
  readonly id_token_signing_alg_values_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: boolean;
  readonly keys: JWTVerifyGetKey;
};

const TIME_LIMIT_MS = 20_000;

/** Reads and checks the discovery document of an issuer; its `issuer` must be the one that was asked. */
export async function discover(issuer: string, printer: Printer): Promise<Metadata> {
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const response = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  printer.hop(`GET ${url.pathname}`, String(response.status));
  if (response.status !== 200) throw new Error(`Discovery answered ${response.status}, not 200.`);
  const document: unknown = await response.json();
  const read = (name: string): unknown => member(document, name);
  const found = read('issuer');
  if (typeof found !== 'string' || withSlash(found) !== withSlash(issuer)) {
    throw new Error(
      `Discovery names the issuer ${String(found)}, but ${issuer} was asked (OIDC Discovery §4.3).`,
    );
  }
  const userinfo = read('userinfo_endpoint');
  const algs = read('id_token_signing_alg_values_supported');
  printer.check(`discovery: issuer ${found}`);
  return {
    issuer: found,
    authorization_endpoint: urlOf(read('authorization_endpoint'), 'authorization_endpoint'),
    userinfo_endpoint: userinfo === undefined ? undefined : urlOf(userinfo, 'userinfo_endpoint'),
    id_token_signing_alg_values_supported: Array.isArray(algs) ? algs.map(String) : ['RS256'],
    authorization_response_iss_parameter_supported:
      read('authorization_response_iss_parameter_supported') === true,
    keys: createRemoteJWKSet(urlOf(read('jwks_uri'), 'jwks_uri')),
  };
}

/** A member of a JSON object; undefined when it is none. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function urlOf(value: unknown, name: string): URL {
  if (typeof value !== 'string' || !URL.canParse(value)) throw new Error(`Discovery has no URL as ${name}.`);
  return new URL(value);
}

function withSlash(text: string): string {
  return text.endsWith('/') ? text : `${text}/`;
}
