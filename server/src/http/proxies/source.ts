/**
 * The address an attempt came from, for rate limits and the audit table. A header is believed only from a configured
 * proxy, and only as far as configured proxies vouch for each other.
 */
import { UNKNOWN_ADDRESS } from '../../protocol/host-name.ts';
import { canonicalAddress } from '../client-address.ts';
import { nodeAddress, nodesOf } from './forwarded.ts';
import type { IsTrusted } from './trusted-proxies.ts';

/** In which a proxy names its clients, where it is not said which: the one that is set most, and the standard's. */
const HEADERS = ['x-forwarded-for', 'forwarded'] as const;

export type Hops = {
  /** Address of the socket's other end. */
  readonly peer: string;
  /** Every line of every header. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
};

export type Proxies = {
  readonly isTrusted: IsTrusted;
  /** The header that our proxies set; undefined: nobody said which. */
  readonly header: string | undefined;
};

/** What an operator has to hear of. */
export type Remark = {
  readonly kind: 'not_trusted' | 'not_named' | 'not_readable' | 'not_chosen';
  readonly peer: string;
  readonly header: string;
  readonly value?: string;
};

export type Source = { readonly address: string; readonly remark?: Remark };

/** Proxies append themselves on the right, so the hops are read from there to the first address that is not ours. */
export function sourceOf({ peer, headers }: Hops, { isTrusted, header }: Proxies): Source {
  const nearest = canonicalAddress(peer) ?? peer;
  const sent = (header === undefined ? HEADERS : [header]).filter((name) => headers[name] !== undefined);
  const [first] = sent;
  if (!isTrusted(nearest)) {
    if (first === undefined) return { address: nearest };
    return { address: nearest, remark: { kind: 'not_trusted', peer: nearest, header: first } };
  }
  if (first === undefined) {
    const remark = { kind: 'not_named', peer: nearest, header: header ?? HEADERS[0] } as const;
    return { address: nearest, remark };
  }
  // A list without elements names nobody, and the other header may.
  const chosen = sent.find((name) => nodesOf(name, headers[name] ?? []).length > 0) ?? first;
  const source = farthest(nodesOf(chosen, headers[chosen] ?? []), isTrusted);
  const about = { peer: nearest, header: chosen };
  if ('value' in source)
    return { address: UNKNOWN_ADDRESS, remark: { ...about, ...source, kind: 'not_readable' } };
  const isChosen = header !== undefined || (sent.length === 1 && chosen === HEADERS[0]);
  return isChosen ? source : { ...source, remark: { ...about, kind: 'not_chosen' } };
}

/**
 * The first hop that is not ours; the last one where all are, for then the client is one of them. Beyond a hop that cannot be
 * read nobody vouches for what is written, and this side of it there are only proxies.
 */
function farthest(
  nodes: readonly string[],
  isTrusted: IsTrusted,
): { readonly address: string } | { readonly value: string } {
  let farthestOfOurs: string | undefined;
  for (const node of nodes) {
    const address = nodeAddress(node);
    if (address === undefined) return { value: node };
    if (!isTrusted(address)) return { address };
    farthestOfOurs = address;
  }
  return farthestOfOurs === undefined ? { value: '' } : { address: farthestOfOurs };
}
