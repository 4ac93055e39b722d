/**
 * A server for the tests of a file, and how Auth0's ManagementClients reach it.
 */
import { after, before } from 'node:test';
import { ADMIN, type ManagedServer, startManagedServer } from '../../server/test/management/server.ts';

export type Managed = {
  readonly server: () => ManagedServer;
  /** What a client is made with. */
  readonly options: () => {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
};

/** Starts it before the tests of the file that asks, and ends it behind them. */
export function managed(furnish: (server: ManagedServer) => Promise<unknown> = async () => {}): Managed {
  // The certificate of the fixture is its own.
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const started: { server?: ManagedServer } = {};
  const server = () => {
    if (!started.server) throw new Error('The server starts before the first test.');
    return started.server;
  };
  before(async () => {
    started.server = await startManagedServer();
    await furnish(started.server);
  });
  after(() => server().close());
  return {
    server,
    options: () => ({
      domain: server().domain,
      clientId: ADMIN.client_id,
      clientSecret: ADMIN.client_secret,
    }),
  };
}
