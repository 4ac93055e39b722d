/**
 * A bound of what strangers write. Whoever has no credential at all can be refused as often as they like, so a refusal gets
 * a row of its own within a budget and is counted beyond it: one row then says how many there were of a kind. Rows about
 * somebody who has proved who they are do not come here.
 */
import type { EventType } from '../protocol/diagnosis/event-types.ts';

/** What a request writes that carries no proof of anybody. */
const OF_STRANGERS: ReadonlySet<string> = new Set<EventType>([
  'account_request_refused',
  'authorization_refused',
  'introspection_refused',
  'link_refused',
  'login_failed',
  'management_refused',
  'my_account_refused',
  'password_reset_asked',
  'registration_refused',
  'request_refused',
  'revocation_refused',
  'token_refused',
]);

/** Whether anybody at all can have such an event written. */
export function isOfStrangers(type: string): boolean {
  return OF_STRANGERS.has(type);
}

/** Rows of one kind in one tenant: at once, and then a minute. A day of the worst flood is 15,000 rows a kind. */
const BURST = 500;
const A_MINUTE = 10;

/** Rows of one kind that one address has in a minute, so that whoever is loud hides nobody else. */
const AT_ADDRESS = 400;

/** Addresses told apart in one count; more of them are "at least" as many. */
const MAX_ADDRESSES = 1_000;

/** What was counted of a kind since it was last written down. */
export type Counted = {
  readonly tenant_id: string;
  readonly type: string;
  readonly addresses: Set<string>;
  count: number;
  first: number;
  last: number;
  /** The request that was counted last, for the log. */
  request_id: string;
};

type Kind = {
  readonly left: number;
  readonly at: number;
  readonly minute: number;
  readonly atAddress: Map<string, number>;
};

type Stranger = {
  readonly tenant_id: string;
  readonly type: string;
  readonly request_id: string;
  readonly ip?: string | undefined;
};

export type AuditBound = {
  /** Whether the event gets a row. One that gets none is counted. */
  admit(event: Stranger, now: number): boolean;
  /** Takes what was counted, to write it down. */
  take(): readonly Counted[];
  /** Gives back what could not be written down. */
  restore(counted: Counted): void;
};

/** The bound of one process. */
export function createAuditBound(): AuditBound {
  const kinds = new Map<string, Kind>();
  const counts = new Map<string, Counted>();
  return {
    admit(event, now) {
      if (!isOfStrangers(event.type)) return true;
      const key = keyOf(event);
      const kind = refill(kinds.get(key), now);
      const address = addressPrefix(event.ip);
      const atAddress = kind.atAddress.get(address) ?? 0;
      if (kind.left >= 1 && atAddress < AT_ADDRESS) {
        kind.atAddress.set(address, atAddress + 1);
        kinds.set(key, { ...kind, left: kind.left - 1 });
        return true;
      }
      kinds.set(key, kind);
      counts.set(key, merge(counts.get(key), countOf(event, now)));
      return false;
    },
    take() {
      const taken = [...counts.values()];
      counts.clear();
      return taken;
    },
    restore(counted) {
      const key = keyOf(counted);
      counts.set(key, merge(counts.get(key), counted));
    },
  };
}

/** What the row says that stands for those that were not written. */
export function describeCount({ type, count, first, last, addresses }: Counted): string {
  const from = addresses.size < MAX_ADDRESSES ? `${addresses.size}` : `at least ${MAX_ADDRESSES}`;
  return `${type}: ${count} more in ${last - first + 1} seconds, from ${from} addresses`;
}

function keyOf({ tenant_id, type }: Pick<Counted, 'tenant_id' | 'type'>): string {
  return `${type} ${tenant_id}`;
}

/** A clock that goes back gives nothing and takes nothing. */
function refill(kind: Kind | undefined, now: number): Kind {
  const minute = Math.floor(now / 60);
  if (!kind) return { left: BURST, at: now, minute, atAddress: new Map() };
  const gained = (Math.max(0, now - kind.at) * A_MINUTE) / 60;
  return {
    left: Math.min(BURST, kind.left + gained),
    at: now,
    minute,
    atAddress: kind.minute === minute ? kind.atAddress : new Map(),
  };
}

function countOf({ tenant_id, type, request_id, ip }: Stranger, now: number): Counted {
  const addresses = new Set([addressPrefix(ip)]);
  return { tenant_id, type, count: 1, first: now, last: now, addresses, request_id };
}

/** Adds to a count in place: in a flood nothing is copied. */
function merge(before: Counted | undefined, counted: Counted): Counted {
  if (!before) return counted;
  before.count += counted.count;
  before.first = Math.min(before.first, counted.first);
  before.last = Math.max(before.last, counted.last);
  before.request_id = counted.request_id;
  for (const address of counted.addresses)
    if (before.addresses.size < MAX_ADDRESSES) before.addresses.add(address);
  return before;
}

/** An IPv4 address, or the /64 from which an IPv6 host chooses freely. */
function addressPrefix(ip: string | undefined): string {
  if (ip === undefined || !ip.includes(':')) return ip ?? '';
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
