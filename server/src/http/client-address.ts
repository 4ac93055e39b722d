/**
 * Addresses of clients: one spelling for each, and what is counted together.
 */
import { isIP, isIPv4 } from 'node:net';
import { UNKNOWN_ADDRESS } from '../protocol/host-name.ts';

/** Whether an address is of this very machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopbackAddress(address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical === '::1' || (canonical?.startsWith('127.') ?? false);
}

/**
 * One counter for all addresses of one customer: an IPv4 address, or the /64 that an IPv6 host chooses from freely. Undefined:
 * it is not known who comes, and one counter for all of those would let one of them keep all others out.
 */
export function addressBucket(address: string): string | undefined {
  if (address === UNKNOWN_ADDRESS) return undefined;
  const canonical = canonicalAddress(address);
  if (canonical === undefined) return 'no address';
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

/** One spelling an address (RFC 5952), without its zone, and IPv4 for what is IPv4 in IPv6 clothes (RFC 4291 §2.5.5.2). */
export function canonicalAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const address = text.replace(/%.*$/s, '');
  if (isIP(address) !== 6) return undefined;
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
