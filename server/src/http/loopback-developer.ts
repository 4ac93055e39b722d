/**
 * Whether whoever asks sits at the machine that the server runs on, and may be told what is registered: the developer of an
 * application on a laptop. Everybody else is told a reference.
 */
import { LOOPBACK_HOST } from '../protocol/client/redirect-uri.ts';
import { asciiLowerCase } from '../protocol/octets.ts';
import { isLoopbackAddress } from './client-address.ts';

export type Arrived = {
  /** Host name of the base URL: a server that others can name is nobody's laptop. */
  readonly served: string;
  /** The Host header: behind a tunnel that adds nothing, it is the tunnel's. */
  readonly asked: string;
  /** Address of the socket's other end. */
  readonly peer: string;
  /** Names of the headers that came. */
  readonly headers: readonly string[];
};

/** What proxies and tunnels leave in a request that they pass on (RFC 7239, RFC 9110 §7.6.3, RFC 8586, and vendors). */
const FORWARDING: ReadonlySet<string> = new Set([
  'forwarded',
  'via',
  'cdn-loop',
  'client-ip',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
]);

const FORWARDING_PREFIX =
  /^(?:x-(?:forwarded|real|client|original|envoy|amzn|azure|cluster)-|x-(?:proxy|tunnel|ngrok)|cf-|ngrok-)/;

/** Nothing of the request is believed that could make it true; each sign of a way through another machine makes it false. */
export function isLoopbackDeveloper({ served, asked, peer, headers }: Arrived): boolean {
  return (
    isLoopbackHost(served) && isLoopbackHost(asked) && isLoopbackAddress(peer) && !headers.some(isForwarding)
  );
}

/** A host name, with its port or without. */
function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(asciiLowerCase(host).replace(/:[0-9]*$/, ''));
}

function isForwarding(header: string): boolean {
  const name = asciiLowerCase(header);
  return FORWARDING.has(name) || FORWARDING_PREFIX.test(name);
}
