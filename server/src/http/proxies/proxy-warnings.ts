/**
 * Warns of what is amiss between this server and its proxies, as far as requests show it: each kind once an hour, so that
 * whoever sends odd headers by the thousand fills neither the log nor the memory.
 */
import type { Logger } from 'pino';
import { shownInLog } from '../unknown-hosts.ts';
import type { Remark } from './source.ts';

const HOUR = 3_600;

/** A row a kind: what is so, what it means, and what to do. */
const SENTENCES: Readonly<Record<Remark['kind'], string>> = {
  not_trusted:
    'a peer that is not in TACIT_TRUST_PROXY names the client it speaks for, and is not believed: if it is your proxy, all who come by it count as one until its address is there',
  not_named:
    'a proxy of TACIT_TRUST_PROXY does not name the client it speaks for: all who come by it count as one; have it set this header, or name the one that it sets in TACIT_PROXY_HEADER',
  not_readable:
    'what a proxy of TACIT_TRUST_PROXY says of its client is no address: wrong passwords are counted by account alone until it is; TACIT_PROXY_HEADER names the header that is read',
  not_chosen:
    'whichever of X-Forwarded-For and Forwarded your proxy does not set, a client can: name the one that it sets in TACIT_PROXY_HEADER',
};

/** The memory of one process. `now` in whole seconds since the epoch. */
export function createProxyWarnings({
  log,
  now,
}: {
  readonly log: Pick<Logger, 'warn'>;
  readonly now: () => number;
}): (remark: Remark) => void {
  const told = new Map<Remark['kind'], number>();
  return ({ kind, peer, header, value }) => {
    const at = now();
    if (Math.abs(at - (told.get(kind) ?? at - HOUR)) < HOUR) return;
    told.set(kind, at);
    log.warn({ peer, header, ...(value !== undefined && { value: shownInLog(value) }) }, SENTENCES[kind]);
  };
}
