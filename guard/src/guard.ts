/**
 * The guard of one API: made once, at start, and put before its handlers in the words of whatever serves them.
 */
import type { AccessToken } from './access-token/access-token.ts';
import { type ExpressMiddleware, guardExpress } from './adapters/express.ts';
import { type FastifyHook, guardFastify } from './adapters/fastify.ts';
import { type FetchHandler, guardFetch } from './adapters/fetch.ts';
import { guardHono, type HonoMiddleware } from './adapters/hono.ts';
import { guardNode, type NodeRequest, type NodeResponse } from './adapters/node.ts';
import { Authorization, type World } from './protected-resource/authorization.ts';
import type { Requirement } from './protected-resource/requirement.ts';
import { type GuardOptions, readSettings } from './settings.ts';

export type Guard = {
  /** Guards a fetch handler: `api.fetch((request, token) => Response.json(...), requireScope('appointments'))`. */
  fetch<Rest extends readonly unknown[]>(
    handler: FetchHandler<Rest>,
    ...requirements: readonly Requirement[]
  ): (request: Request, ...rest: Rest) => Promise<Response>;
  /** Guards a node:http listener: `createServer(api.node((request, response, token) => ..., requireScope('...')))`. */
  node<Req extends NodeRequest, Res extends NodeResponse>(
    handler: (request: Req, response: Res, token: AccessToken) => unknown,
    ...requirements: readonly Requirement[]
  ): (request: Req, response: Res) => Promise<void>;
  /** An Express middleware: `app.get('/', api.express(requireScope('...')), handler)`. */
  express(...requirements: readonly Requirement[]): ExpressMiddleware;
  /** A Fastify hook: `app.get('/', { onRequest: api.fastify(requireScope('...')) }, handler)`. */
  fastify(...requirements: readonly Requirement[]): FastifyHook;
  /** A Hono middleware: `app.get('/', api.hono(requireScope('...')), handler)`. */
  hono(...requirements: readonly Requirement[]): HonoMiddleware;
  /** The token of a request that passed: takes Express' `req`, Fastify's `request`, Hono's `c`. Throws for any other. */
  token(request: object): AccessToken;
};

/** Makes the guard of an API. Throws a GuardError when an option is wrong; fetches nothing until the first token. */
export function guard(options: GuardOptions): Guard {
  return createGuard(options, {
    fetch: (url, init) => globalThis.fetch(url, init),
    now: () => Math.floor(Date.now() / 1000),
    monotonic_ms: () => performance.now(),
    // Other runtimes than Node may have no `process`.
    warn: (message) => globalThis.process?.emitWarning(message, 'TacitGuardWarning'),
  });
}

/** The same with clocks, network and log given. */
export function createGuard(
  options: GuardOptions,
  world: World & { readonly warn: (message: string) => void },
): Guard {
  const settings = readSettings(options);
  for (const name of settings.weakened_by)
    world.warn(`@tacit/guard: ${name} is on, which weakens a protection.`);
  const authorization = new Authorization(settings, world);
  return {
    fetch: (handler, ...requirements) => guardFetch(authorization, handler, requirements),
    node: (handler, ...requirements) => guardNode(authorization, handler, requirements),
    express: (...requirements) => guardExpress(authorization, requirements),
    fastify: (...requirements) => guardFastify(authorization, requirements),
    hono: (...requirements) => guardHono(authorization, requirements),
    token: (request) => authorization.token(request),
  };
}
