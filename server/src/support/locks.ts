/**
 * Who is locked out by guesses, theirs or somebody else's: which budget, at which address, until when; and letting them try again. A
 * lock ends by itself with its window (docs/guides/brute-force.md).
 */
import { accountName, canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import {
  countedAccount,
  counterKey,
  GUESS_BUDGETS,
  type GuessBudgetName,
  isGuessBudget,
  isUsedUp,
} from '../protocol/end-user/guess-budgets.ts';
import { eventOf, type SupportCase } from './support-case.ts';

export type Lock = {
  readonly budget: GuessBudgetName;
  /** The address or network that is locked out; undefined: wherever it comes from, or a device that is known. */
  readonly place: string | undefined;
  /** Whole seconds since the epoch. */
  readonly until: number;
};

/** Whose locks: a user, or whoever has an address or a user name. */
export type Locked = { readonly user: EndUser | undefined; readonly identifier: string | undefined };

/** What locks somebody out, the last to end first. */
export async function locksOf(locked: Locked, at: SupportCase): Promise<readonly Lock[]> {
  return readLocks({ accounts: accountsOf(locked) }, at);
}

/** Lets them try again, from everywhere: what was counted of them is forgotten. How many locks it were. */
export async function liftLocks(locked: Locked, at: SupportCase): Promise<number> {
  const locks = await locksOf(locked, at);
  const which = { accounts: accountsOf(locked) };
  const detail = locks.map(({ budget, place = 'everywhere' }) => `${budget} at ${place}`).join(', ');
  const event = eventOf(at, 'locks_lifted_by_operator', {
    sub: locked.user?.sub,
    detail: detail === '' ? 'counters that locked nobody out' : detail,
  });
  await at.records.support.liftCounters(which, event);
  return locks.length;
}

/** Passwords and mails are counted by what somebody signs in by, second factors by the user. */
function accountsOf({ user, identifier }: Locked): readonly string[] {
  const typed = identifier === undefined ? [] : [canonicalEmail(identifier)];
  const own = user ? [accountName(user), user.sub].filter((name) => name !== undefined) : [];
  return [...new Set([...typed, ...own])].map(countedAccount);
}

/** What an address is counted as: itself or its network, as far as there is one. */
export type Places = { readonly address: string; readonly network: string | undefined };

/** What locks an address out, whoever comes from there. */
export function locksOfAddress(places: Places, at: SupportCase): Promise<readonly Lock[]> {
  return readLocks({ keys: keysOf(places) }, at);
}

/** Lets the address try again; false: it was not locked out. */
export async function liftLocksOfAddress(places: Places, at: SupportCase): Promise<boolean> {
  const { address } = places;
  const event = eventOf(at, 'locks_lifted_by_operator', { detail: `address ${address}` });
  return (await at.records.support.liftCounters({ keys: keysOf(places) }, event)) !== undefined;
}

function keysOf({ address, network }: Places): readonly string[] {
  return [
    counterKey('address', address),
    counterKey('form_at_address', address),
    ...(network === undefined ? [] : [counterKey('network', network)]),
  ];
}

type Which = Parameters<SupportCase['records']['support']['counters']>[0];

async function readLocks(which: Which, { records: { support } }: SupportCase): Promise<readonly Lock[]> {
  const counters = await support.counters(which);
  const [ofTenant] = await support.counters({ keys: [counterKey('tenant', 'all')] });
  const isUnderAttack = (ofTenant?.attempts ?? 0) > GUESS_BUDGETS.tenant.limit;
  return counters.flatMap(({ budget, place, attempts, expires_at }) =>
    budget !== null && isGuessBudget(budget) && isUsedUp(budget, attempts, isUnderAttack)
      ? [{ budget, place: place ?? undefined, until: expires_at }]
      : [],
  );
}
