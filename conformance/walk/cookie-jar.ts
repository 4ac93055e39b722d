/**
 * The cookies of one walk (RFC 6265 §5), as far as a login over plain forms needs them: host, path, expiry, no more.
 */

export type CookieJar = {
  /** Keeps what a response sets and forgets what it expires. */
  store(url: URL, response: Response): void;
  /** The `Cookie` header for a request to this URL; undefined when there is none to send. */
  header(url: URL): string | undefined;
  /** Every value held, so that the printer can keep them off the screen. */
  values(): readonly string[];
};

type Cookie = {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
  readonly expired: boolean;
};

/** An empty jar. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    store(url, response) {
      for (const line of response.headers.getSetCookie()) {
        const cookie = parseSetCookie(line, url);
        const key = `${cookie.host} ${cookie.path} ${cookie.name}`;
        if (cookie.expired) cookies.delete(key);
        else cookies.set(key, cookie);
      }
    },
    header(url) {
      const pairs = [...cookies.values()].filter((cookie) => belongsTo(cookie, url));
      // Longer paths first (RFC 6265 §5.4).
      pairs.sort((one, other) => other.path.length - one.path.length);
      return pairs.length > 0 ? pairs.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined;
    },
    values: () => [...cookies.values()].map(({ value }) => value),
  };
}

function parseSetCookie(line: string, url: URL): Cookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const [name, value] = splitAt(pair, '=');
  const attributes = new Map(
    rest.map((attribute): [string, string] => {
      const [key, text] = splitAt(attribute, '=');
      return [key.toLowerCase(), text];
    }),
  );
  const path = attributes.get('path');
  return {
    name,
    value,
    host: (attributes.get('domain') ?? url.hostname).replace(/^\./, '').toLowerCase(),
    path: path?.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    secure: attributes.has('secure'),
    expired: isExpired(attributes),
  };
}

/** `Max-Age` goes before `Expires` (RFC 6265 §5.3). */
function isExpired(attributes: ReadonlyMap<string, string>): boolean {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = attributes.get('expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

function belongsTo(cookie: Cookie, url: URL): boolean {
  const { hostname, pathname } = url;
  const host = hostname === cookie.host || hostname.endsWith(`.${cookie.host}`);
  const directory = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`;
  // Browsers take localhost for a secure context, so a Secure cookie goes there over http as well.
  const safe = !cookie.secure || url.protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
  return host && safe && (pathname === cookie.path || pathname.startsWith(directory));
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
