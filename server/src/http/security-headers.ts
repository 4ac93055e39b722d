/**
 * The headers of every answer, in one table: a row a kind of answer (OWASP ASVS 3.4). A handler cannot leave one out,
 * because respond.ts takes its headers from here.
 */

export type ResponseKind = 'page' | 'web_message' | 'picture' | 'empty' | 'json' | 'cors_json';

type Headers = Readonly<Record<string, string>>;

/** Nothing of ours needs a device, a sensor or an advertising interface. */
const PERMISSIONS_POLICY = [
  'accelerometer=()',
  'autoplay=()',
  'browsing-topics=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
].join(', ');

const EVERYWHERE: Headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS_POLICY,
  'x-frame-options': 'DENY',
};

const INERT_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const { 'x-frame-options': _, ...FRAMEABLE } = EVERYWHERE;

/** Headers by kind of answer. A page's CSP depends on the page and is added by `page`. */
export const SECURITY_HEADERS: Readonly<Record<ResponseKind, Headers>> = {
  page: { ...EVERYWHERE, 'content-type': 'text/html; charset=utf-8' },
  // Framed by the client on purpose (frame-ancestors names it), and must still find its opener.
  web_message: {
    ...FRAMEABLE,
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'unsafe-none',
  },
  // Shown by any page as a picture; opened as a document it may do nothing, and has no origin to do it in.
  picture: {
    ...EVERYWHERE,
    'content-type': 'image/svg+xml',
    'content-security-policy': `${INERT_CSP}; sandbox`,
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  },
  empty: { ...EVERYWHERE, 'content-security-policy': INERT_CSP },
  json: {
    ...EVERYWHERE,
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': INERT_CSP,
  },
  cors_json: {
    ...EVERYWHERE,
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': INERT_CSP,
    'cross-origin-resource-policy': 'cross-origin',
  },
};

/** `Strict-Transport-Security` for a server that is reached by https (RFC 6797 §7.2 forbids it over http). */
export function strictTransportSecurity(baseUrl: URL): Headers {
  return baseUrl.protocol === 'https:'
    ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : {};
}

export type ContentSecurityPolicy = {
  /** The sources of its stylesheets (pages/look/look.ts); undefined for a document without looks. */
  readonly styles: string | undefined;
  /** The redirect URI at the end of the walk: Chromium holds `form-action` over every redirect that answers the form. */
  readonly formAction?: string | undefined;
  /** Lets the one script of a form_post or web_message document run. */
  readonly scriptNonce?: string | undefined;
  /** The one origin that may frame a web_message document, or `*` for any. */
  readonly frameAncestors?: string | undefined;
  /** The addresses a page loads in frames. */
  readonly frames?: readonly string[] | undefined;
  /** The addresses of the pictures it shows. */
  readonly images?: readonly string[] | undefined;
};

/** The policy of one HTML document: nothing is allowed that the document does not hold. */
export function contentSecurityPolicy(document: ContentSecurityPolicy): string {
  const directives = [
    "default-src 'none'",
    document.styles !== undefined && `style-src ${document.styles}`,
    document.scriptNonce !== undefined && `script-src 'nonce-${document.scriptNonce}'`,
    listed('img-src', document.images),
    listed('frame-src', document.frames),
    "base-uri 'none'",
    "object-src 'none'",
    `form-action 'self'${document.formAction === undefined ? '' : ` ${sourceOf(document.formAction)}`}`,
    `frame-ancestors ${framer(document.frameAncestors)}`,
  ];
  return directives.filter((directive) => directive !== false).join('; ');
}

function listed(directive: string, uris: readonly string[] = []): string | false {
  return uris.length > 0 && `${directive} ${[...new Set(uris.map(sourceOf))].join(' ')}`;
}

function framer(origin: string | undefined): string {
  if (origin === undefined) return "'none'";
  return origin === '*' ? origin : sourceOf(origin);
}

/** Hosts that CSP 3 §2.3.1 can spell: no IPv6 literal, and no `;` or `,` that would begin another directive or policy. */
const SOURCE_HOST = /^[a-z0-9.-]+$/;

/** The source expression for a URI: its origin, or its scheme where there is no host that CSP can name. */
function sourceOf(uri: string): string {
  const url = new URL(uri);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && SOURCE_HOST.test(url.hostname) ? url.origin : url.protocol;
}
