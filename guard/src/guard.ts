/**
 * The guard of one API: made once, at start, and put before its handlers in the words of whatever serves them.
 */
import type { AccessToken } from './access-token/access-token.ts';
import { type ExpressMiddleware, guardExpress } from './adapters/express.ts';
import { type FastifyHook, guardFastify } from './adapters/fastify.ts';
import { type FetchHandler, guardFetch } from './adapters/fetch.ts';
import { guardHono, type HonoMiddleware } from './adapters/hono.ts';
import { guardNode, type NodeRequest, type NodeResponse } from './adapters/node.ts';
import { sayFinding } from './diagnosis/finding.ts';
import { isLoopback } from './issuer/discovery.ts';
import { Authorization, type World } from './protected-resource/authorization.ts';
import type { Requirement } from './protected-resource/requirement.ts';
import { type GuardOptions, readSettings, type Settings } from './settings.ts';

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
    isProduction: globalThis.process?.env?.['NODE_ENV'] === 'production',
    warn: (message) => globalThis.process?.emitWarning(message, 'TacitGuardWarning'),
    // biome-ignore lint/suspicious/noConsole: whoever develops reads it there, whatever runs the program.
    tell: (message) => console.warn(message),
  });
}

/** What a guard needs of the world beside: whom to speak to, and whether others than its developer may hear. */
type Surroundings = World & {
  readonly warn: (message: string) => void;
  readonly tell: (message: string) => void;
  readonly isProduction: boolean;
};

/** The same with clocks, network and log given. */
export function createGuard(options: GuardOptions, world: Surroundings): Guard {
  const read = readSettings(options);
  const settings: Settings = { ...read, tells: world.isProduction ? 'nobody' : read.tells };
  for (const name of settings.weakened_by)
    world.warn(`@tacit/guard: ${name} is on, which weakens a protection.`);
  const onRefusal = settings.onRefusal ?? whereSomebodyDevelops(settings, world.tell);
  const authorization = new Authorization({ ...settings, onRefusal }, world);
  return {
    fetch: (handler, ...requirements) => guardFetch(authorization, handler, requirements),
    node: (handler, ...requirements) => guardNode(authorization, handler, requirements),
    express: (...requirements) => guardExpress(authorization, requirements),
    fastify: (...requirements) => guardFastify(authorization, requirements),
    hono: (...requirements) => guardHono(authorization, requirements),
    token: (request) => authorization.token(request),
  };
}

/** Where somebody develops each reason is said once: whoever begins sees why the answer is 401, and no log fills. */
function whereSomebodyDevelops(
  { issuer, tells }: Settings,
  tell: (message: string) => void,
): Settings['onRefusal'] {
  if (tells !== 'everybody' && !isLoopback(new URL(issuer).hostname)) return undefined;
  const told = new Set<string>();
  return ({ reason, detail }, findings) => {
    const [first = reason] = findings.map(({ code }) => code);
    if (told.has(first)) return;
    told.add(first);
    const lines = findings.map((found) => `${found.code}: ${sayFinding(found)}`);
    const said = lines.length > 0 ? lines : [[reason, detail].filter(Boolean).join(': ')];
    tell(
      `@tacit/guard refuses: ${said.join('; and ')} (said once for each reason, as there is no onRefusal)`,
    );
  };
}
