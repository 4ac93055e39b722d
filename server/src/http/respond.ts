/**
 * The renderers of an answer, one a channel: page, redirect, JSON. Each takes its headers from the one table.
 */
import { validateHeaderValue } from 'node:http';
import { fieldNames } from './field-lists.ts';
import { type ResponseKind, SECURITY_HEADERS } from './security-headers.ts';

type Extra = {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Values of `Set-Cookie`, one a cookie. */
  readonly cookies?: readonly string[] | undefined;
};

type PageOptions = Extra & {
  readonly status: number;
  readonly csp: string;
};

/** An HTML document. */
export function page(document: string, options: PageOptions): Response {
  const headers = { ...options.headers, 'content-security-policy': options.csp };
  return respond(document, 'page', { ...options, headers });
}

/** A picture that never changes, in SVG. */
export function picture(svg: string): Response {
  return respond(svg, 'picture', { headers: { 'cache-control': 'public, max-age=86400, immutable' } });
}

/** A file that pages of ours load; its type and how long it is kept are said with it. */
export function asset(bytes: Uint8Array<ArrayBuffer> | undefined, options: Extra): Response {
  return respond(bytes ?? null, 'asset', options);
}

/** Sends the browser on with GET (RFC 9110 §15.4.4). The location of a token must leave no copy: no body, no ETag, no store. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  const headers = { location: withFragment(location) };
  if (cookies.length > 0) return respond(null, 'empty', { status: 303, headers, cookies });
  // The answer that is given most: as the other, made without looking for what it has not.
  checkHeaders({ headers });
  return new Response(null, { status: 303, headers: { ...SECURITY_HEADERS.empty, ...headers } });
}

/** Sends the same request on with the same method and body (RFC 9110 §15.4.8), for this once. */
export function temporaryRedirect(location: string): Response {
  return respond(null, 'empty', { status: 307, headers: { location: withFragment(location) } });
}

/**
 * A redirect without a fragment of its own hands on that of the address it answers (RFC 9110 §10.2.2): who links to us with
 * `#access_token=...` would speak to the application behind us. Where there is none to give, an empty one takes its place. From
 * page to page of ours it may stay: no script of ours reads it, and no form hands it on.
 */
function withFragment(location: string): string {
  return location.startsWith('/') || location.includes('#') ? location : `${location}#`;
}

type JsonOptions = Extra & { readonly status?: number | undefined };

/** A JSON document. */
export function json(value: unknown, options: JsonOptions = {}): Response {
  return jsonText(JSON.stringify(value), options);
}

/** A JSON document that is kept as text, such as a cached JWKS. */
export function jsonText(text: string, options: JsonOptions = {}): Response {
  return respond(text, 'json', options);
}

/** A JSON document to be kept as a file (RFC 6266), written while it is sent. The name is one of ours, of plain characters. */
export function download(text: AsyncIterable<string>, filename: string): Response {
  const headers = { 'content-disposition': `attachment; filename="${filename}"` };
  return respond(streamOf(text), 'json', { headers });
}

/** Events as they come (HTML §9.2). No proxy in between collects them: nginx hears so, and whoever forwards is told not to change them. */
export function eventStream(text: AsyncIterable<string>, options: JsonOptions = {}): Response {
  const headers = {
    ...options.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  };
  return respond(streamOf(text), 'json', { ...options, headers });
}

/** A file of many lines, compressed (RFC 1952) while it is sent. */
export function archive(text: AsyncIterable<string>, filename: string): Response {
  const headers = {
    'content-type': 'application/gzip',
    'content-disposition': `attachment; filename="${filename}"`,
  };
  return respond(streamOf(text).pipeThrough(new CompressionStream('gzip')), 'json', { headers });
}

/** Asks for as much as the reader has taken. */
function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const part = await parts.next();
      if (part.done === true) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
    async cancel() {
      await parts.return?.();
    },
  });
}

/** A signed document (RFC 7519 §10.3.1). */
export function jwt(text: string, options: JsonOptions = {}): Response {
  return jsonText(text, { ...options, headers: { ...options.headers, 'content-type': 'application/jwt' } });
}

/** An answer without a body: 204, 304, 405. */
export function empty(status: number, options: Extra = {}): Response {
  return respond(null, 'empty', { ...options, status });
}

/**
 * A preflight (Fetch §4.8) tells every page that it may ask; the answer to the request itself says who may read it. A page may
 * send whatever header it names: browsers are made to add some (`traceparent`, `baggage`), and none of them acts here.
 */
export function preflight(request: Request, methods: readonly string[]): Response {
  const asked = request.headers.get('access-control-request-headers') ?? '';
  return empty(204, {
    headers: {
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': fieldNames(asked).slice(0, MAX_NAMES).join(', '),
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Headers',
    },
  });
}

/** Names that a preflight is answered with: more than any page has, and of a length that no proxy minds. */
const MAX_NAMES = 50;

function respond(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream | null,
  kind: ResponseKind,
  options: Extra & { readonly status?: number | undefined },
): Response {
  const status = options.status ?? 200;
  const headers = { ...SECURITY_HEADERS[kind], ...(status === 503 ? RETRY_LATER : {}), ...options.headers };
  checkHeaders(options);
  if (!options.cookies?.length) return new Response(body, { status, headers });
  const cookies = options.cookies.map((cookie): [string, string] => ['set-cookie', cookie]);
  return new Response(body, { status, headers: [...Object.entries(headers), ...cookies] });
}

/** Seconds after which whoever was told that there is no room may come again (RFC 9110 §10.2.3). */
const RETRY_LATER = { 'retry-after': '5' } as const;

/**
 * Throws where a header cannot be sent, while there is somebody to catch it: whoever writes headers to the socket finds out
 * after the one catch.
 */
function checkHeaders({ headers = {}, cookies = [] }: Extra): void {
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  for (const cookie of cookies) validateHeaderValue('set-cookie', cookie);
}
