/**
 * From where a request came, and which host it names.
 */
import type { IncomingMessage } from 'node:http';
import type { Deps } from '../deps.ts';
import { createProxyWarnings } from './proxies/proxy-warnings.ts';
import { sourceOf } from './proxies/source.ts';
import { trustedProxies } from './proxies/trusted-proxies.ts';

type Arrival = {
  /** As it came; all of them where there were several, nothing where there was none. */
  readonly host: string;
  /** There is exactly one and the target is a path: anything else is somebody trying (RFC 9112 §3.2). */
  readonly isSoleHost: boolean;
  /** Address of the client, as far as the configured proxies vouch for it; UNKNOWN_ADDRESS where they cannot say. */
  readonly address: string;
};

export type Arrivals = (incoming: IncomingMessage) => Arrival;

/** Reads what the socket and the headers say; nothing but looking a tenant up is ever done with the host. */
export function createArrivals({ config, log, now }: Pick<Deps, 'config' | 'log' | 'now'>): Arrivals {
  const proxies = { isTrusted: trustedProxies(config.trustProxy), header: config.proxyHeader };
  const warn = createProxyWarnings({ log, now });
  return (incoming) => {
    const hosts = incoming.headersDistinct['host'] ?? [];
    const { remoteAddress: peer = '' } = incoming.socket;
    const { address, remark } = sourceOf({ peer, headers: incoming.headersDistinct }, proxies);
    if (remark) warn(remark);
    return {
      host: hosts.join(', '),
      isSoleHost: hosts.length === 1 && incoming.url?.startsWith('/') === true,
      address,
    };
  };
}
