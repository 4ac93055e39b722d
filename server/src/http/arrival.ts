/**
 * From where a request came, and which host it names.
 */
import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';
import { clientAddress } from './client-address.ts';

type Arrival = {
  /** As it came; all of them where there were several, nothing where there was none. */
  readonly host: string;
  /** There is exactly one and the target is a path: anything else is somebody trying (RFC 9112 §3.2). */
  readonly isSoleHost: boolean;
  /** Address of the client, as far as the configured proxies vouch for it. */
  readonly address: string;
};

/** Reads what the socket and the headers say; nothing but looking a tenant up is ever done with the host. */
export function arrivalOf(incoming: IncomingMessage, { trustProxy }: Pick<Config, 'trustProxy'>): Arrival {
  const hosts = incoming.headersDistinct['host'] ?? [];
  return {
    host: hosts.join(', '),
    isSoleHost: hosts.length === 1 && incoming.url?.startsWith('/') === true,
    address: clientAddress({
      peer: incoming.socket.remoteAddress ?? '',
      forwardedFor: incoming.headers['x-forwarded-for']?.toString(),
      trustProxy,
    }),
  };
}
