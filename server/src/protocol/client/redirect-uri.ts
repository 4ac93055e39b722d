/**
 * Redirection endpoints (RFC 6749 §3.1.2): whether a request names one that the client registered, and whose it is.
 * A request is compared byte for byte and never parsed: fifteen spellings that differ from a registered URI become equal
 * to it once a URL parser has touched them, so a matcher that normalises first has already lost (RFC 9700 §2.1).
 */

import type { AppType } from './client.ts';

declare const registered: unique symbol;

/** A redirect URI that was found in the client's registration; only `matchRedirectUri` makes one. */
export type RegisteredRedirectUri = string & { readonly [registered]: true };

/** What of a client says where it may be answered. */
type Registered = {
  readonly redirect_uris: readonly string[];
  readonly app_type: AppType;
  /** Left out: it may not. */
  readonly unsafe_any_port_of_localhost?: boolean;
};

/** The requested URI if the client registered it, else undefined. */
export function matchRedirectUri(requested: string, client: Registered): RegisteredRedirectUri | undefined {
  const found =
    client.redirect_uris.includes(requested) ||
    (client.app_type === 'native' &&
      client.redirect_uris.some((uri) => differsInPort(uri, requested, client)));
  return found ? (requested as RegisteredRedirectUri) : undefined;
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|(localhost)))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)$/s;

/**
 * RFC 8252 §7.3: a native application listens on whatever port it got, so on a loopback literal the port may vary. The name
 * `localhost` can be led elsewhere than to this machine (§8.3), so there it may only where the client says so.
 */
function differsInPort(uri: string, requested: string, client: Registered): boolean {
  const [, ours, , , ourPath] = LOOPBACK.exec(uri) ?? [];
  const [, theirs, name, port = 80, theirPath] = LOOPBACK.exec(requested) ?? [];
  if (ours === undefined || ours !== theirs || ourPath !== theirPath) return false;
  return Number(port) <= 65_535 && (name === undefined || client.unsafe_any_port_of_localhost === true);
}

export const LOOPBACK_HOST = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether nobody but the client can be reached at the URI, so that its name on a consent page means something. */
export function isVerifiable(uri: RegisteredRedirectUri): boolean {
  return uri.startsWith('https://') && !LOOPBACK_HOST.test(new URL(uri).hostname);
}

/** What the End-User is told and what `form-action` must allow: the origin, or the scheme of a private-use URI. */
export function redirectOrigin(uri: string): string {
  const url = new URL(uri);
  return url.origin === 'null' ? url.protocol : url.origin;
}

/**
 * The origin of a page at the URI, as its browser names it (RFC 6454 §6.2); `null` where it has none. Of a scheme that is not
 * the web's, browsers that were taught it (a web view, an extension) put it together of the scheme and the host.
 */
export function originOf(uri: string): string {
  const { origin, protocol, host } = new URL(uri);
  return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin;
}

/** The origins that pages of a client stand at: those of its callbacks and those it registered. */
export function originsOf(client: {
  readonly redirect_uris: readonly string[];
  readonly web_origins: readonly string[];
  readonly allowed_origins: readonly string[];
}): ReadonlySet<string> {
  const ofCallbacks = client.redirect_uris.map(originOf).filter((origin) => origin !== 'null');
  return new Set([...ofCallbacks, ...client.web_origins, ...client.allowed_origins]);
}
