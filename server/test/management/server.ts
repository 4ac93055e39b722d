/**
 * A server that is administered by its Management API: the fixture of the attack catalogue, with the client that the environment
 * names, behind TLS, which Auth0's clients insist on.
 */
import { randomBytes } from 'node:crypto';
import { startTlsFront } from '../http/tls-front.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';

export const ADMIN = { client_id: 'operator', client_secret: randomBytes(32).toString('hex') } as const;

export type ManagedServer = {
  readonly stack: Stack;
  /** `localhost:PORT`, which is the tenant acme. */
  readonly domain: string;
  readonly close: () => Promise<void>;
};

/** Starts it, over https; the caller closes it. Whoever calls it takes its certificate as it is. */
export async function startManagedServer(): Promise<ManagedServer> {
  const publicPort = await freePort();
  const stack = await startStack({ https: true, publicPort, adminClient: ADMIN, logLevel: 'info' });
  await stack.storage.tenants.save({ ...(await acme(stack)), domain: 'localhost' });
  const closeFront = await startTlsFront({ at: publicPort, to: stack.port });
  return {
    stack,
    domain: `localhost:${publicPort}`,
    async close() {
      await closeFront();
      await stack.close();
    },
  };
}

async function acme({ storage }: Stack) {
  const found = (await storage.tenants.list()).find(({ name }) => name === 'acme');
  if (!found) throw new Error('The fixture has a tenant acme.');
  return found;
}
