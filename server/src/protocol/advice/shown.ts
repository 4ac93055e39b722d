/**
 * What an answered request shows of the program of its client, for the counters (RFC 9700 §2.1.2).
 */
import type { Client } from '../../resources/client/client.ts';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import { originsOf, redirectOrigin } from '../client/redirect-uri.ts';
import { UNKNOWN } from './programs.ts';
import type { Shown } from './traffic.ts';

/** Grants that a code leads to; what a client asks in its own name has nothing to do with people. */
const EXCHANGES: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token']);

type Program = {
  /** What it says of itself. */
  readonly name?: unknown;
  readonly version?: unknown;
};

/** What an answered authorization request shows. */
export function shownByRequest(
  { response_type: { response_type: way }, target, prompt, client }: AuthorizationRequest,
  program: Program | undefined,
): readonly Shown[] {
  return [
    { way, facet: 'prompt', value: prompt.has('none') ? 'none' : 'asks' },
    { way, facet: 'response_mode', value: target.response_mode },
    { way, facet: 'origin', value: placeOf(target.redirect_uri, client) },
    { way, facet: 'sdk', value: sdkOf(program) },
  ];
}

/** What an answered token request shows; `origin` is the header of the page that sent it, where one did. */
export function shownByExchange(
  grant_type: string,
  { client, origin, program }: ShownExchange,
): readonly Shown[] {
  if (!EXCHANGES.has(grant_type)) return [];
  const known = origin === undefined ? 'server' : originsOf(client).has(origin) ? origin : 'elsewhere';
  return [
    { way: grant_type, facet: 'origin', value: known },
    { way: grant_type, facet: 'sdk', value: sdkOf(program) },
  ];
}

type ShownExchange = {
  readonly client: Client;
  readonly origin: string | undefined;
  readonly program: Program | undefined;
};

/** Characters of a place; no host that there is has as many. */
const MAX_PLACE = 300;

/** The origin of a callback, or its scheme; the port of a native application is another one each time (RFC 8252 §7.3). */
function placeOf(redirect_uri: string, { app_type }: Client): string {
  const origin = redirectOrigin(redirect_uri).slice(0, MAX_PLACE);
  return app_type === 'native' ? origin.replace(/:\d+$/, '') : origin;
}

/** Of npm, with or without a scope: no address of anybody. */
const NAME = /^(?:@[a-z][\w.-]{0,19}\/)?[a-z][\w. -]{0,29}$/i;
const VERSION = /^\d[\w.-]{0,19}$/;

/** `auth0-spa-js 2.1.3`; unknown where nothing is said that could be a name. */
function sdkOf({ name, version }: Program = {}): string {
  if (typeof name !== 'string' || !NAME.test(name)) return UNKNOWN;
  return typeof version === 'string' && VERSION.test(version) ? `${name} ${version}` : name;
}
