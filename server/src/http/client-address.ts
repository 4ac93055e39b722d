/**
 * The address an attempt came from, for rate limits and the audit table. A header is believed only from a configured
 * proxy, and only as far as configured proxies vouch for each other.
 */

import { BlockList, isIP, isIPv4 } from 'node:net';
import { wholeNumber, withoutOws } from '../protocol/octets.ts';

export type Hops = {
  /** Address of the socket's other end. */
  readonly peer: string;
  /** `X-Forwarded-For`, as it came. */
  readonly forwardedFor: string | undefined;
  /** Addresses and CIDR ranges of our proxies. */
  readonly trustProxy: readonly string[];
};

/** Proxies append themselves on the right, so the list is read from there to the first address that is not ours. */
export function clientAddress({ peer, forwardedFor, trustProxy }: Hops): string {
  const nearest = canonicalAddress(peer) ?? peer;
  if (forwardedFor === undefined || trustProxy.length === 0) return nearest;
  const trusted = proxyList(trustProxy);
  if (!isListed(trusted, nearest)) return nearest;
  const hops = forwardedFor.split(',').map((hop) => canonicalAddress(withoutOws(hop)));
  const hop = hops.findLast((address) => address === undefined || !isListed(trusted, address));
  return hop ?? nearest;
}

/** Whether an address is of this very machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopbackAddress(address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical === '::1' || (canonical?.startsWith('127.') ?? false);
}

/** One counter for all addresses of one customer: an IPv4 address, or the /64 that an IPv6 host chooses from freely. */
export function addressBucket(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === undefined) return 'unknown';
  if (isIPv4(canonical)) return canonical;
  return prefixOf(canonical, 4);
}

/** The /48 that one organisation is given and cuts into /64s as it likes; undefined: an IPv4 address is all there is. */
export function networkBucket(address: string): string | undefined {
  const canonical = canonicalAddress(address);
  return canonical === undefined || isIPv4(canonical) ? undefined : prefixOf(canonical, 3);
}

function prefixOf(ipv6: string, count: number): string {
  const network = groups(ipv6)
    .slice(0, count)
    .map((group) => group.toString(16));
  return `${network.join(':')}::/${count * 16}`;
}

function proxyList(trustProxy: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of trustProxy) {
    const [address = '', prefix] = entry.split('/', 2);
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, wholeNumber(prefix) ?? 0, family);
  }
  return list;
}

function isListed(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** One spelling an address (RFC 5952), and IPv4 for what is IPv4 in IPv6 clothes (RFC 4291 §2.5.5.2). */
function canonicalAddress(text: string): string | undefined {
  const address = text.replace(/%.*$/s, '');
  if (isIPv4(address)) return address;
  if (isIP(address) === 0) return undefined;
  const parts = groups(address);
  const [high = 0, low = 0] = parts.slice(6);
  const isMapped = parts[5] === 0xffff && parts.slice(0, 5).every((part) => part === 0);
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return hostOf(address);
}

/** The URL parser writes an IPv6 literal in its shortest form (URL Standard §3.5). */
function hostOf(ipv6: string): string {
  return new URL(`http://[${ipv6}]/`).hostname.slice(1, -1);
}

/** The eight 16-bit groups of an IPv6 address. */
function groups(ipv6: string): readonly number[] {
  const [head = '', tail] = hostOf(ipv6).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}
