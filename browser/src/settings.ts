/**
 * What the application says about itself, checked once. Nothing here is ever read from the page's address.
 */
import { demand } from './errors.ts';
import type { SigningAlg } from './signing-algs.ts';

export type ResponseType = 'id_token token' | 'id_token';

export type TacitOptions = {
  /** Exactly as the server spells it in its metadata, the slash at its end included. */
  readonly issuer: string;
  readonly client_id: string;
  /** Registered with the server; of this page's origin. */
  readonly redirect_uri: string;
  /** The API that access tokens are for. */
  readonly audience?: string;
  /** Separated by spaces; `openid` is always among them. */
  readonly scope?: string;
  readonly response_type?: ResponseType;
  /** How far this device's clock may be off, in seconds; 60 at the most. */
  readonly leeway?: number;
  /** How long the server may take to answer out of sight, in seconds. */
  readonly timeout?: number;
  /** What an ID token may be signed with. */
  readonly signing_algs?: readonly SigningAlg[];
};

export type Settings = Required<Omit<TacitOptions, 'audience'>> & {
  readonly audience?: string;
  readonly issuer_origin: string;
};

const MAX_LEEWAY = 60;
const RESPONSE_TYPES: readonly ResponseType[] = ['id_token token', 'id_token'];

const DEFAULTS = {
  scope: 'openid',
  response_type: 'id_token token',
  leeway: MAX_LEEWAY,
  timeout: 10,
  signing_algs: ['RS256', 'ES256', 'EdDSA'],
} as const;

/**
 * https, or http on this very machine, with a slash at its end; no user, query or fragment (OIDC Discovery §3).
 */
const ISSUER = /^(?:https:|http:\/\/(?:[\w-]+\.)*(?:localhost|127\.0\.0\.1|\[::1\])[:/])[^?#@\\]*\/$/;

/** The options with defaults filled in; throws `invalid_configuration` with the name of one that cannot be. */
export function parseOptions(options: TacitOptions, pageOrigin: string): Settings {
  const settings = { ...DEFAULTS, ...options };
  const { issuer, redirect_uri, response_type, leeway, timeout } = settings;
  const check = (holds: boolean, option: string) => demand(holds, 'invalid_configuration', option);
  check(ISSUER.test(issuer) && URL.canParse(issuer), 'issuer');
  check(URL.canParse(redirect_uri) && new URL(redirect_uri).origin === pageOrigin, 'redirect_uri');
  check(RESPONSE_TYPES.includes(response_type), 'response_type');
  check(leeway >= 0 && leeway <= MAX_LEEWAY, 'leeway');
  check(timeout > 0, 'timeout');
  return { ...settings, issuer_origin: new URL(issuer).origin };
}

/** The scope with each value once and `openid` first: without it there is no ID token, so nothing could be checked. */
export function openidScope(scope: string): string {
  return [...new Set(`openid ${scope}`.split(' '))].filter(Boolean).join(' ');
}
