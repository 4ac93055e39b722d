/**
 * What an answer of ours may be opened by, framed by and read by, and where its forms may lead: a row a path, beside the
 * route table of app.ts. The headers are made of the row when the handler is done, for whatever is answered at the path,
 * redirects, refusals and failures too, so that no handler can leave one out.
 */

type Openness = {
  /**
   * `kept`: whoever opened the window can still close it, send it elsewhere, and be told of the answer, as a login in a popup
   * needs. It hangs on every answer on the way, redirects too (HTML §7.1.3): one that cuts it ends the login of the popup.
   */
  readonly opener: 'cut' | 'kept' | 'kept in a login';
  /**
   * `by the client`: by the one origin that the document itself names in its policy; `by ourselves`: by pages of its own origin.
   * A refusal is framed by nobody.
   */
  readonly framed: 'never' | 'by the client' | 'by ourselves' | 'by anybody';
  /**
   * `lead on`: what answers a form may redirect to a client, and the client to wherever it likes. Chromium holds
   * `form-action` over all of these redirects, so no list of ours could be right
   * (docs/decisions/0014-no-form-action-where-forms-lead-on.md).
   */
  readonly forms: 'stay' | 'lead on';
  /** Which pages of other origins read the answer (Fetch §3.2). None of these endpoints acts by a cookie. */
  readonly read:
    | 'by nobody'
    | 'by any page'
    | 'by any page, cookies sent'
    | 'by pages of the client'
    | 'publicly';
  /** Who is answered: a refusal or failure is a page for people, and JSON for programs (RFC 6749 §5.2). */
  readonly answers: 'people' | 'programs';
  /**
   * What becomes of it at a host of the tenant that is not the issuer's. Where cookies are looked at it is led on to the
   * issuer's, which has them; forms too, where clients send them.
   */
  readonly elsewhere: 'answered' | 'led on' | 'led on, forms too';
};

const CLOSED: Openness = {
  opener: 'cut',
  framed: 'never',
  forms: 'stay',
  read: 'by nobody',
  answers: 'people',
  elsewhere: 'led on',
};

/** Between a request and its answer, where a popup may be. */
const LOGIN: Openness = { ...CLOSED, opener: 'kept', forms: 'lead on' };

/** Where a mail leads: nobody opens it in a popup, and who has come there goes on to the client. */
const MAILED_LINK: Openness = { ...CLOSED, forms: 'lead on' };

/** Where a client sends the browser to sign out: in a popup too (`signoutPopup` of oidc-client-ts). */
const LOGOUT: Openness = { ...CLOSED, opener: 'kept', elsewhere: 'led on, forms too' };

const ENDPOINT: Openness = {
  ...CLOSED,
  read: 'by any page',
  answers: 'programs',
  elsewhere: 'answered',
};

/** What is sent with cookies by clients that know no better (keycloak-js), to endpoints that look at none. */
const TOKENS: Openness = { ...ENDPOINT, read: 'by any page, cookies sent' };

const DOCUMENT: Openness = { ...ENDPOINT, read: 'publicly' };

const OPENNESS = {
  '/': CLOSED,
  '/authorize': { ...LOGIN, framed: 'by the client', elsewhere: 'led on, forms too' },
  '/login': LOGIN,
  '/signup': LOGIN,
  '/verify-email': MAILED_LINK,
  '/reset-password': { ...LOGIN, opener: 'kept in a login' },
  '/reset-password/choose': CLOSED,
  '/dbconnections/signup': ENDPOINT,
  '/dbconnections/change_password': ENDPOINT,
  '/passwordless': LOGIN,
  '/passwordless/link': MAILED_LINK,
  '/passwordless/start': ENDPOINT,
  '/passwordless/verify': ENDPOINT,
  '/passwordless/verify_redirect': LOGIN,
  // auth0.js asks with cookies, and would not be given the refusal without this. It is the same for everybody.
  '/co/authenticate': { ...ENDPOINT, read: 'by any page, cookies sent' },
  '/mfa': LOGIN,
  '/mfa/enroll': LOGIN,
  '/consent': LOGIN,
  '/account': CLOSED,
  '/account/email': CLOSED,
  '/account/confirm-email': CLOSED,
  '/account/password': CLOSED,
  '/account/factors': CLOSED,
  '/account/factors/add': CLOSED,
  '/account/sessions': CLOSED,
  '/account/applications': CLOSED,
  '/account/data': CLOSED,
  '/account/data/delete': CLOSED,
  '/account/keep': CLOSED,
  '/account/sign-out': CLOSED,
  '/dashboard/preview': { ...CLOSED, framed: 'by ourselves' },
  '/dashboard/*': CLOSED,
  '/oauth/token': TOKENS,
  // RFC 7662 §2.1: whoever holds a secret is no page.
  '/oauth/introspect': { ...ENDPOINT, read: 'by nobody' },
  '/oauth/revoke': TOKENS,
  '/oidc/logout': LOGOUT,
  '/logout': { ...CLOSED, forms: 'lead on' },
  '/oidc/session': { ...CLOSED, framed: 'by anybody' },
  '/oidc/register': ENDPOINT,
  '/oidc/register/:client_id': ENDPOINT,
  '/userinfo': { ...ENDPOINT, read: 'by pages of the client' },
  // Shown by any page as a picture.
  '/avatar/:file': { ...CLOSED, read: 'publicly', elsewhere: 'answered' },
  '/v2/logout': LOGOUT,
  '/favicon.ico': { ...CLOSED, elsewhere: 'answered' },
  '/dev/mailbox': CLOSED,
  '/dev/mailbox.json': { ...CLOSED, answers: 'programs', elsewhere: 'answered' },
  // By pages of other origins too: what acts is the access token that they bring.
  '/api/v2/openapi.json': DOCUMENT,
  '/api/v2/*': ENDPOINT,
  '/me/v1/openapi.json': DOCUMENT,
  '/me/v1/*': ENDPOINT,
  '/jobs/:file': { ...CLOSED, elsewhere: 'answered' },
  '/.well-known/change-password': CLOSED,
  '/.well-known/openid-configuration': DOCUMENT,
  '/.well-known/oauth-authorization-server': DOCUMENT,
  '/.well-known/jwks.json': DOCUMENT,
} as const satisfies Readonly<Record<string, Openness>>;

/** The paths that have a row; the compiler holds the route table against them. */
export type Path = keyof typeof OPENNESS;

const ROWS: ReadonlyMap<string, Openness> = new Map(Object.entries(OPENNESS));

type Headers = Readonly<Record<string, string>>;

/** Where there is no path to have a row: nobody opens it, and nobody reads it. */
export const CLOSED_HEADERS: Headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Who may hold the window and who may read the answer, in the words of browsers. */
export function opennessHeaders(
  path: string,
  { request, status }: { readonly request: Request; readonly status: number },
): Headers {
  const { opener, read } = rowOf(path);
  return {
    ...CLOSED_HEADERS,
    ...(isOpenerKept(opener, request) ? { 'cross-origin-opener-policy': 'unsafe-none' } : {}),
    ...READERS[read]({ origin: request.headers.get('origin'), isClaims: isClaims(request, status) }),
  };
}

function rowOf(path: string): Openness {
  return ROWS.get(path) ?? CLOSED;
}

/** Whether pages of other origins may ask here, so that a preflight is answered. */
export function isReadByPages(path: string): boolean {
  return rowOf(path).read !== 'by nobody';
}

/** Whether programs are answered here. */
export function isForPrograms(path: string): boolean {
  return rowOf(path).answers === 'programs';
}

/** What becomes of a request at another host of the tenant. */
export function elsewhere(path: string): Openness['elsewhere'] {
  return rowOf(path).elsewhere;
}

/** A form comes from a page that was opened before: where that one was cut from its opener there is none to keep. */
function isOpenerKept(opener: Openness['opener'], { method, url }: Request): boolean {
  if (opener !== 'kept in a login') return opener === 'kept';
  return method === 'POST' || /[?&]interaction=/.test(url);
}

/** A refusal says no more than that, and a preflight nothing at all. */
function isClaims({ method }: Request, status: number): boolean {
  return method !== 'OPTIONS' && status < 400;
}

type Reader = { readonly origin: string | null; readonly isClaims: boolean };

const READERS: Readonly<Record<Openness['read'], (reader: Reader) => Headers>> = {
  'by nobody': () => ({}),
  'by any page': ({ origin }) => readableBy(origin),
  'by any page, cookies sent': ({ origin }) => ({
    ...readableBy(origin),
    'access-control-allow-credentials': 'true',
  }),
  // Whose the claims are is known to the handler alone, which names the reader.
  'by pages of the client': ({ origin, isClaims }) => readableBy(isClaims ? null : origin),
  publicly: () => ({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': EXPOSED,
    'cross-origin-resource-policy': 'cross-origin',
  }),
};

/** What a client needs of an answer beside its body, and would not be shown otherwise. */
const EXPOSED = 'www-authenticate, retry-after, etag, location, x-request-id';

/** An answer that names one origin differs by origin, and a cache must know (Fetch §3.2.5). */
function readableBy(origin: string | null): Headers {
  const varies = { vary: 'Origin', 'access-control-expose-headers': EXPOSED };
  return origin === null ? varies : { ...varies, 'access-control-allow-origin': origin };
}

/**
 * Completes the policy of a document by what its path says of frames and forms; what stands at no path is closed. What holds no
 * document (JSON, nothing) has a policy that is complete.
 */
export function closeDocument(response: Response, path = ''): Response {
  const { headers, ok } = response;
  const policy = headers.get('content-security-policy');
  if (policy === null || policy.includes('form-action')) return response;
  const { framed, forms } = rowOf(path);
  const framers = ok ? FRAMERS[framed] : undefined;
  const isNamed = policy.includes('frame-ancestors');
  if (isNamed && framed !== 'by the client')
    throw new Error('A document that may not be framed never says by whom.');
  const directives = [
    policy,
    ...(forms === 'stay' ? ["form-action 'self'"] : []),
    ...(isNamed ? [] : [`frame-ancestors ${framers ?? "'none'"}`]),
  ];
  headers.set('content-security-policy', directives.join('; '));
  if (!isNamed && framers === undefined) headers.set('x-frame-options', 'DENY');
  return response;
}

/** Who may frame a document that names nobody. */
const FRAMERS: Readonly<Partial<Record<Openness['framed'], string>>> = {
  'by anybody': '*',
  'by ourselves': "'self'",
};
