/**
 * Ports of this machine.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** The port a TCP server listens at. */
export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const port = portOf(probe);
  await once(probe.close(), 'close');
  return port;
}
