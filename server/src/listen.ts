/**
 * The port: who is let in, how long a request may take to arrive, and that none which has begun is left behind.
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp, refuseUnreadable } from './app.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { MAX_SEALED_CHARACTERS } from './keys/seal.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createConnections } from './process/connections.ts';
import { connectionLimit } from './process/open-files.ts';
import { seldom } from './storage/seldom.ts';

/** A request that dawdles is cut off; a header may hold the longest sealed interaction, not more. */
const LIMITS = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  // Those two are looked at this often.
  connectionsCheckingInterval: 2_000,
  // Longer than proxies keep connections: whoever ends one first loses the request that the other has just sent.
  keepAliveTimeout: 75_000,
  // As much for cookies, and for what browsers say of themselves.
  maxHeaderSize: 2 * MAX_SEALED_CHARACTERS,
};

/** Answers at the port of the configuration; the address of it. */
export async function listen(deps: Deps, register: Lifecycle['register']): Promise<string> {
  const { config, log } = deps;
  const app = createApp(deps);
  const begun = new Set<Promise<unknown>>();
  const fetch: typeof app.fetch = (...request) => {
    const answer = app.fetch(...request);
    const ended = Promise.resolve(answer)
      .catch(() => {})
      .finally(() => begun.delete(ended));
    begun.add(ended);
    return answer;
  };
  const listener = getRequestListener(fetch, { hostname: config.host, errorHandler: refuseUnreadable(deps) });
  const server = createServer(LIMITS);
  const limit = connectionLimit();
  if (limit !== undefined) server.maxConnections = limit;
  // Node says it of each; an operator needs to hear of it now and then.
  const dropped = seldom(() => log.warn({ limit }, 'a connection was not let in: there are too many'));
  server.on('drop', () => dropped(undefined));
  const connections = createConnections(server);
  server.on('request', (incoming, outgoing) => {
    // The listener answers whatever happens, so nobody waits for it.
    if (connections.begin(outgoing)) void listener(incoming, outgoing);
  });
  await listening(server, config);
  // As where there is no file descriptor left to let somebody in by: the next who knocks is let in again.
  server.on('error', (error) => log.warn({ err: error }, 'a connection was not let in'));
  register({
    stage: 'work',
    name: 'requests',
    async end(patience) {
      const cut = await connections.end(patience);
      if (cut > 0) log.info({ connections: cut }, 'cut: their requests did not arrive');
      // Those whose client has hung up go on without a connection.
      await Promise.all(begun);
    },
    cut: () => Math.max(connections.cut(), begun.size),
  });
  return `http://${config.host}:${portOf(server)}`;
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
