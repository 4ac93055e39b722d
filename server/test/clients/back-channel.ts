/**
 * A client that is told when a session ends (OIDC Back-Channel Logout §2.5), and what it is told.
 */
import { createServer, type Server } from 'node:http';
import { B0 } from '../attacks/requests.ts';
import { freePort } from '../ports.ts';
import { implicitClient, type Stack } from '../stack.ts';

export type BackChannel = {
  /** Emits `told` with the path that was asked. */
  readonly receiver: Server;
  /** As the server has to allow it (TACIT_UNSAFE_OUTBOUND_HOSTS). */
  readonly unsafeOutboundHosts: readonly string[];
  /** Registers the client `back`. */
  readonly register: (stack: Stack) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Listens for one client. */
export async function openBackChannel(): Promise<BackChannel> {
  const receiver = createServer((request, response) => {
    receiver.emit('told', request.url);
    response.writeHead(200).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));
  const backchannel_logout_uri = `http://127.0.0.1:${port}/back`;
  const client = implicitClient('back', { redirect_uris: [B0.redirect_uri], backchannel_logout_uri });
  return {
    receiver,
    unsafeOutboundHosts: [`127.0.0.1:${port}`],
    register: ({ storage }) => storage.tenant('t-acme').clients.save(client),
    close: () => new Promise((resolve) => receiver.close(() => resolve())),
  };
}
