/**
 * The appointments API: two resources, each behind one scope, for one application on another origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
// The package's source, so that nothing has to be built before the example starts.
import { type AccessToken, guard, requireScope } from '../guard/src/index.ts';
import { appointmentsOf, contactsOf } from './appointments.ts';
import { listen, type Running } from './listener.ts';

type Resource = { readonly scope: string; readonly read: (sub: string) => object };
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A row a resource: the scope it needs, and what it holds for the user a token was issued for. */
const RESOURCES: ReadonlyMap<string, Resource> = new Map([
  [
    '/api/appointments',
    { scope: 'appointments', read: (sub) => ({ appointments: appointmentsOf(sub, Date.now()) }) },
  ],
  ['/api/contacts', { scope: 'contacts', read: (sub) => ({ contacts: contactsOf(sub) }) }],
]);

/** How long a browser may remember a preflight's answer, in seconds. */
const PREFLIGHT_LIFETIME = 600;

/** Starts the API for the tokens of one issuer, readable by the pages of one origin. */
export function startApi(options: {
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly allowedOrigin: string;
}): Promise<Running> {
  const api = guard({ issuer: options.issuer, audience: options.audience });
  const answers = new Map<string, Answer>(
    [...RESOURCES].map(([path, { scope, read }]) => {
      const answer = (_request: IncomingMessage, response: ServerResponse, { sub }: AccessToken): void =>
        sendJson(response, 200, { sub, ...read(sub) });
      return [path, api.node(answer, requireScope(scope))];
    }),
  );
  return listen(
    (request, response) => {
      allowOrigin(request, response, options.allowedOrigin);
      // What follows `?` is not for us: the article's page sends a time there, against caches.
      const [path = '/'] = (request.url ?? '/').split('?', 1);
      const answer = answers.get(path);
      if (!answer) return sendJson(response, 404, { error: 'not_found' });
      if (request.method === 'OPTIONS') return sendPreflight(response);
      if (request.method !== 'GET') return sendMethodNotAllowed(response);
      answer(request, response).catch((error: unknown) => {
        console.error(error);
        if (!response.headersSent) sendJson(response, 500, { error: 'server_error' });
      });
    },
    { port: options.port, setting: 'EXAMPLE_API_PORT' },
  );
}

/**
 * Lets the pages of one origin read answers, refusals included, and send a token (Fetch standard, CORS). The token
 * comes in a header and never by itself like a cookie, so credentials need no leave.
 */
function allowOrigin(request: IncomingMessage, response: ServerResponse, allowedOrigin: string): void {
  response.setHeader('Vary', 'Origin');
  if (request.headers.origin !== allowedOrigin) return;
  response.setHeader('Access-Control-Allow-Origin', allowedOrigin);
  response.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('Access-Control-Allow-Methods', 'GET');
  response.setHeader('Access-Control-Allow-Headers', 'authorization');
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_LIFETIME);
}

function sendPreflight(response: ServerResponse): void {
  response.writeHead(204).end();
}

function sendMethodNotAllowed(response: ServerResponse): void {
  response.setHeader('Allow', 'GET');
  sendJson(response, 405, { error: 'method_not_allowed' });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    // What somebody's token opened is nobody else's, and a token's owner may change from one request to the next.
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}
