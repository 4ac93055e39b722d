/**
 * Cookies (RFC 6265bis). Over https each has the `__Host-` prefix, so that no sibling domain and no http page can set it.
 */
import { withoutOws } from '../protocol/octets.ts';

/** What we put into cookies: base64url, and the dots of a compact JWE. */
const VALUE = /^[A-Za-z0-9_.-]+$/;

/** Name, value and attributes have to stay under the 4096 bytes a browser keeps. */
const MAX_VALUE = 3_800;

/** The full name of one of our cookies; plain over http, where a browser refuses the prefix. */
export function cookieName(base: string, secure: boolean): string {
  return secure ? `__Host-${base}` : base;
}

/**
 * The value of a cookie of ours, by its full name. Two cookies of one name mean that somebody planted one of them, and
 * there is no telling which: the cookie is treated as absent. Around a pair there is white space and nothing else
 * (RFC 6265 §5.4): a name that begins with U+00A0 is a name that a sibling host may set, and is another name than ours.
 */
export function readCookie(request: Request, name: string): string | undefined {
  const header = request.headers.get('cookie');
  if (header === null) return undefined;
  const prefix = `${name}=`;
  const values = header
    .split(';')
    .map(withoutOws)
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  const [value] = values;
  if (value === undefined || values.length > 1) return undefined;
  return isCookieValue(value) ? value : undefined;
}

export type Cookie = {
  /** From `cookieName`. */
  readonly name: string;
  readonly value: string;
  readonly secure: boolean;
  /** `None` only for what a framed document must see; over http it becomes `Lax`, as browsers refuse it without `Secure`. */
  readonly sameSite: 'Lax' | 'None';
  /** Seconds; absent: until the browser is closed. */
  readonly maxAge?: number | undefined;
  /** True for the one cookie that a script of ours reads; it must lead to nothing. */
  readonly readable?: boolean;
};

/** A `Set-Cookie` value. */
export function setCookie(cookie: Cookie): string {
  if (!isCookieValue(cookie.value))
    throw new Error(`The value of cookie ${cookie.name} is too long or not base64url.`);
  return serializeCookie(cookie);
}

/** A `Set-Cookie` value that makes the browser forget a cookie. */
export function clearCookie(cookie: Omit<Cookie, 'value' | 'maxAge'>): string {
  return serializeCookie({ ...cookie, value: '', maxAge: 0 });
}

function serializeCookie({ name, value, secure, sameSite, maxAge, readable }: Cookie): string {
  if (secure !== name.startsWith('__Host-')) throw new Error(`Cookie ${name} was not named by cookieName.`);
  const attributes = [
    `${name}=${value}`,
    'Path=/',
    readable !== true && 'HttpOnly',
    secure && 'Secure',
    `SameSite=${secure ? sameSite : 'Lax'}`,
    maxAge !== undefined && `Max-Age=${maxAge}`,
  ];
  return attributes.filter((attribute) => attribute !== false).join('; ');
}

function isCookieValue(value: string): boolean {
  return value.length <= MAX_VALUE && VALUE.test(value);
}
