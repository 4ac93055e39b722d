/**
 * Ports of this machine, for servers that are told theirs before they start.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Where free ports are looked for: below those that the system gives to connections that go out (from 32768 on with Linux,
 * from 49152 on elsewhere), so that no connection takes one between the look and the use; and above those that browsers refuse.
 */
const FIRST = 12_000;
const LAST = 32_000;

/** The port a TCP server listens at. */
export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return letGo(await held());
}

/** Ports that were free a moment ago; all are held until the last is found, so that they differ. */
export async function freePorts(count: number): Promise<readonly number[]> {
  return Promise.all((await Promise.all(Array.from({ length: count }, held))).map(letGo));
}

async function held(): Promise<Server> {
  for (;;) {
    const probe = createServer().listen(randomInt(FIRST, LAST), '127.0.0.1');
    // Somebody has it: the next one.
    if (await once(probe, 'listening').then(Boolean, () => false)) return probe;
  }
}

async function letGo(probe: Server): Promise<number> {
  const port = portOf(probe);
  await once(probe.close(), 'close');
  return port;
}
