/**
 * The renderers of an answer, one a channel: page, redirect, JSON. Each takes its headers from the one table.
 */
import { type ResponseKind, SECURITY_HEADERS } from './security-headers.ts';

type Extra = {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Values of `Set-Cookie`, one a cookie. */
  readonly cookies?: readonly string[] | undefined;
};

type PageOptions = Extra & {
  readonly status: number;
  readonly csp: string;
  /** `web_message` may be framed by the origin its CSP names; every other document by nobody. */
  readonly kind?: 'page' | 'web_message' | undefined;
};

/** An HTML document. */
export function page(document: string, options: PageOptions): Response {
  const headers = { ...options.headers, 'content-security-policy': options.csp };
  return respond(document, options.kind ?? 'page', { ...options, headers });
}

const SEE_OTHER = SECURITY_HEADERS.empty;

/** Sends the browser on with GET (RFC 9110 §15.4.4). The location of a token must leave no copy: no body, no ETag, no store. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  if (cookies.length > 0) return respond(null, 'empty', { status: 303, headers: { location }, cookies });
  return new Response(null, { status: 303, headers: { ...SEE_OTHER, location } });
}

type JsonOptions = Extra & {
  readonly status?: number | undefined;
  /** The origin that may read the answer from a page, or `*` for public documents. */
  readonly cors?: string | undefined;
};

/** A JSON document. */
export function json(value: unknown, options: JsonOptions = {}): Response {
  return jsonText(JSON.stringify(value), options);
}

/** A JSON document that is kept as text, such as a cached JWKS. */
export function jsonText(text: string, options: JsonOptions = {}): Response {
  const { cors } = options;
  if (cors === undefined) return respond(text, 'json', options);
  return respond(text, 'cors_json', { ...options, headers: { ...corsHeaders(cors), ...options.headers } });
}

/** A signed document (RFC 7519 §10.3.1). */
export function jwt(text: string, options: JsonOptions = {}): Response {
  return jsonText(text, { ...options, headers: { ...options.headers, 'content-type': 'application/jwt' } });
}

/** An answer without a body: 204, 304, preflight. */
export function empty(status: number, options: Omit<JsonOptions, 'status'> = {}): Response {
  const { cors } = options;
  if (cors === undefined) return respond(null, 'empty', { ...options, status });
  const headers = {
    ...corsHeaders(cors),
    'cross-origin-resource-policy': 'cross-origin',
    ...options.headers,
  };
  return respond(null, 'empty', { ...options, status, headers });
}

/** A preflight (Fetch §4.8) tells every page that it may ask; the answer to the request itself says who may read it. */
export function preflight(request: Request, methods: readonly string[]): Response {
  return empty(204, {
    cors: request.headers.get('origin') ?? undefined,
    headers: {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': 'authorization, content-type, auth0-client',
      'access-control-max-age': '600',
    },
  });
}

/** An answer that names one origin differs by origin, and a cache must know (Fetch §3.2.5). */
function corsHeaders(origin: string): Readonly<Record<string, string>> {
  return origin === '*'
    ? { 'access-control-allow-origin': '*' }
    : { 'access-control-allow-origin': origin, vary: 'Origin' };
}

function respond(
  body: string | null,
  kind: ResponseKind,
  options: Extra & { readonly status?: number | undefined },
): Response {
  const headers = { ...SECURITY_HEADERS[kind], ...options.headers };
  const status = options.status ?? 200;
  if (!options.cookies?.length) return new Response(body, { status, headers });
  const cookies = options.cookies.map((cookie): [string, string] => ['set-cookie', cookie]);
  return new Response(body, { status, headers: [...Object.entries(headers), ...cookies] });
}
