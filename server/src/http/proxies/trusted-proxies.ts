/**
 * Which addresses are those of our proxies. The list is made once: it is asked for every hop of every request.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { wholeNumber } from '../../protocol/octets.ts';
import { canonicalAddress } from '../client-address.ts';

/** Words for ranges that no stranger has an address in (RFC 1122 §3.2.1.3, RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
const RANGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
]);

/** Of an address as canonicalAddress() spells it. */
export type IsTrusted = (address: string) => boolean;

/** The test for what TACIT_TRUST_PROXY lists: addresses, CIDR ranges, words for ranges. */
export function trustedProxies(entries: readonly string[]): IsTrusted {
  if (entries.length === 0) return () => false;
  const list = new BlockList();
  for (const range of entries.flatMap((entry) => RANGES.get(entry) ?? [entry])) add(range, list);
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/** IPv4 in IPv6 clothes is IPv4 here as it is in addresses, with as much less of a prefix (RFC 4291 §2.5.5.2). */
function add(range: string, list: BlockList): void {
  const [written = '', length] = range.split('/', 2);
  const address = canonicalAddress(written) ?? written;
  const family = familyOf(address);
  const prefix = length === undefined ? undefined : wholeNumber(length);
  if (prefix === undefined) list.addAddress(address, family);
  else if (family === familyOf(written)) list.addSubnet(address, prefix, family);
  else if (prefix >= MAPPED) list.addSubnet(address, prefix - MAPPED, family);
  else list.addSubnet(written, prefix, 'ipv6');
}

const MAPPED = 96;

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

/** What is wider than any network that somebody has to themselves: 10.0.0.0/8 and fc00::/7 are the widest. */
export function wideRanges(entries: readonly string[]): readonly string[] {
  return entries.filter((entry) => {
    const [address = '', length] = entry.split('/', 2);
    return length !== undefined && (wholeNumber(length) ?? 0) < (isIPv4(address) ? 8 : 7);
  });
}

/** Whether an entry of the setting is a word for a range. */
export function isRangeName(entry: string): boolean {
  return RANGES.has(entry);
}
