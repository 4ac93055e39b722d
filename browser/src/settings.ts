/**
 * What the application says about itself, checked once. Nothing here is ever read from the page's address.
 */
import { demand } from './errors.ts';
import type { SigningAlg } from './tokens/signing-algs.ts';

export type Flow = 'code' | 'implicit';
/** What the implicit flow may ask for. */
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
  /** How tokens come: for a code and a verifier, or in the address. */
  readonly flow?: Flow;
  /** Of the implicit flow alone. */
  readonly response_type?: ResponseType;
  /** Where a refresh token is kept, and the token endpoint asked from. */
  readonly tokens?: 'memory' | 'worker';
  /** How far this device's clock may be off, in seconds; 60 at the most. */
  readonly leeway?: number;
  /** How long the server may take to answer out of sight, in seconds. */
  readonly timeout?: number;
  /** What an ID token may be signed with. */
  readonly signing_algs?: readonly SigningAlg[];
};

export type Settings = Required<Omit<TacitOptions, 'audience' | 'response_type'>> & {
  readonly audience?: string;
  readonly response_type: 'code' | ResponseType;
  readonly issuer_origin: string;
};

const MAX_LEEWAY = 60;
/** A row a flow: what it can ask for, beginning with what it does where nothing is said. */
const FLOWS: ReadonlyMap<unknown, readonly [Settings['response_type'], ...Settings['response_type'][]]> =
  new Map([
    ['code', ['code']],
    ['implicit', ['id_token token', 'id_token']],
  ]);

const DEFAULTS = {
  scope: 'openid',
  flow: 'code',
  tokens: 'memory',
  leeway: MAX_LEEWAY,
  timeout: 10,
  signing_algs: ['RS256', 'ES256', 'EdDSA'],
} as const;

/**
 * https, or http on this very machine, with a slash at its end; no user, query or fragment (OIDC Discovery §3).
 */
const ISSUER = /^(https:|http:\/\/([\w-]+\.)*(localhost|127\.0\.0\.1|\[::1\])[:/])[^?#@\\]*\/$/;

/** The options with defaults filled in; throws `invalid_configuration` with the name of one that cannot be. */
export function parseOptions(options: TacitOptions, pageOrigin: string): Settings {
  const settings = { ...DEFAULTS, ...options };
  const { issuer, redirect_uri, flow, tokens, leeway, timeout } = settings;
  function check(holds: boolean, option: string): asserts holds {
    demand(holds, 'invalid_configuration', option);
  }
  check(ISSUER.test(issuer) && URL.canParse(issuer), 'issuer');
  check(URL.canParse(redirect_uri) && new URL(redirect_uri).origin === pageOrigin, 'redirect_uri');
  const response_types = FLOWS.get(flow);
  check(response_types !== undefined, 'flow');
  const { response_type = response_types[0] } = options;
  check(response_types.includes(response_type), 'response_type');
  check(tokens === 'memory' || tokens === 'worker', 'tokens');
  check(leeway >= 0 && leeway <= MAX_LEEWAY, 'leeway');
  check(timeout > 0, 'timeout');
  return { ...settings, response_type, issuer_origin: new URL(issuer).origin };
}

/** The scope with each value once and `openid` first: without it there is no ID token, so nothing could be checked. */
export function openidScope(scope: string): string {
  return [...new Set(`openid ${scope}`.split(' '))].filter(Boolean).join(' ');
}
