/**
 * Warns of hosts that no tenant lives at: a slip in a configuration is found in the log. Whoever sends names of hosts by the
 * thousand fills neither the log nor the memory: each is told once an hour, some of them by name, and the others as a number.
 */
import type { Logger } from 'pino';

/** Hosts that are told by name in an hour. */
const MAX_NAMED = 100;
const HOUR = 3_600;
const MINUTE = 60;

/** Longer than any host and path of somebody who means it. */
const MAX_LENGTH = 100;

export type UnknownHosts = {
  /** Tells of it, unless that was done a while ago. */
  readonly warn: (host: string, request: { readonly request_id: string; readonly path: string }) => void;
};

type Told = {
  readonly log: Pick<Logger, 'warn'>;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
};

/** The memory of one process. */
export function createUnknownHosts({ log, now }: Told): UnknownHosts {
  const named = new Set<string>();
  const counted = { since: now(), told: now() - MINUTE, count: 0 };
  return {
    warn(host, { request_id, path }) {
      const at = now();
      const request = { request_id, path: shownInLog(path) };
      // A clock that goes back begins anew as well: it may be wrong for long.
      if (at - counted.since >= HOUR || at < counted.since) {
        named.clear();
        counted.since = at;
      }
      const name = shownInLog(host);
      if (named.has(name)) return;
      if (named.size < MAX_NAMED) {
        named.add(name);
        log.warn({ ...request, host: name }, 'no tenant lives at this host');
        return;
      }
      counted.count += 1;
      if (Math.abs(at - counted.told) < MINUTE) return;
      log.warn({ ...request, count: counted.count }, 'requests for more hosts that no tenant lives at');
      counted.told = at;
      counted.count = 0;
    },
  };
}

/** As far as it fits into a line, without what a terminal would obey. */
export function shownInLog(text: string): string {
  return text.replace(/\p{C}/gu, '').slice(0, MAX_LENGTH);
}
