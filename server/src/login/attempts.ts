/**
 * Budgets of wrong passwords. An attacker is slowed by account, by address, by network and by tenant; the owner is not
 * locked out, for a device that signed in to the account before is counted by itself (known-device.ts).
 */
import type { Exchange } from '../deps.ts';
import { addressBucket, networkBucket } from '../http/client-address.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import {
  type Counter,
  countedAccount,
  counterKey,
  GUESS_BUDGETS,
  type GuessBudget,
  type GuessBudgetName,
} from '../protocol/end-user/guess-budgets.ts';
import type { Secret } from '../protocol/secret.ts';
import { knownDevice } from './known-device.ts';

/** Who tries: the account as it is stored, the address, and the device if it signed in to the account before. */
export type Attempt = {
  readonly account: string;
  readonly address: string;
  readonly device?: string | undefined;
};

type Budget = {
  readonly name: GuessBudgetName;
  /** What is counted; undefined: this budget is not the attempt's. */
  readonly of: (attempt: Attempt) => string | undefined;
  /** What support finds the counter by. */
  readonly about: (attempt: Attempt) => Omit<Counter, 'budget'>;
  /** Whose account it is does not count. */
  readonly isOfPlace?: true;
  /** Others than the one who tries use it up as well. */
  readonly isShared?: true;
};

const STRANGERS: readonly Budget[] = [
  {
    name: 'account-at-address',
    of: ({ account, address }) => {
      const bucket = addressBucket(address);
      return bucket && `${account} ${bucket}`;
    },
    about: ({ account, address }) => ({ account: countedAccount(account), place: addressBucket(address) }),
  },
  {
    name: 'address',
    of: ({ address }) => addressBucket(address),
    about: ({ address }) => ({ place: addressBucket(address) }),
    isOfPlace: true,
  },
  {
    name: 'network',
    of: ({ address }) => networkBucket(address),
    about: ({ address }) => ({ place: networkBucket(address) }),
    isOfPlace: true,
  },
  {
    name: 'account',
    of: ({ account }) => account,
    about: ({ account }) => ({ account: countedAccount(account) }),
    isShared: true,
  },
];

const TENANT: Budget = { name: 'tenant', of: () => ALL, about: () => ({}), isShared: true };

/** What the budget of the tenant counts. */
const ALL = 'all';

const KNOWN_DEVICE: readonly Budget[] = [
  {
    name: 'known-device',
    of: ({ account, device }) => `${account} ${device}`,
    about: ({ account }) => ({ account: countedAccount(account) }),
  },
];

type Counted = { readonly budget: Budget; readonly key: string; readonly counter: Counter };

/** The attempt that a request is at an account, whoever has it, before its password is looked at. */
export function attemptAt(account: string, owner: EndUser | undefined, exchange: Exchange): Attempt {
  return { account, address: exchange.address, device: knownDevice(account, owner, exchange) };
}

/** A budget that is spent: of the account or of where somebody is, and when its count ends. */
export type Locked = { readonly reason: 'locked_account' | 'locked_address'; readonly until: number };

/** Counts the attempt before the password is looked at, so that many at once cannot slip through; undefined: it is within budget. */
async function reserveAttempt(attempt: Attempt, exchange: Exchange): Promise<Locked | undefined> {
  const counted = countedBy(attempt);
  const counts = await exchange.records.loginAttempts.reserve(
    counted.map(({ key, counter }) => ({
      key,
      window_seconds: GUESS_BUDGETS[counter.budget].window_seconds,
      counter,
    })),
  );
  const tenantCount = counts[counted.findIndex(({ budget }) => budget === TENANT)] ?? 0;
  const most = GUESS_BUDGETS.tenant.limit;
  const isUnderAttack = tenantCount > most;
  if (tenantCount === most + 1) await tellOfAttack(exchange);
  const spent = counted.filter(({ budget }, index) => {
    const { limit, strict = limit }: GuessBudget = GUESS_BUDGETS[budget.name];
    return budget !== TENANT && (counts[index] ?? 0) > (isUnderAttack ? strict : limit);
  });
  // Who is over a budget of their own does not go on using up what they share with the owner.
  const isAlone = spent.some(({ budget }) => budget.isShared !== true);
  if (isAlone) await exchange.records.loginAttempts.refund(sharedKeys(counted));
  return spent.length === 0 ? undefined : lockedBy(spent, exchange);
}

async function lockedBy(spent: readonly Counted[], { records, deps }: Exchange): Promise<Locked> {
  const ends = await records.loginAttempts.ends(spent.map(({ key }) => key));
  const isPlace = spent.some(({ budget }) => budget.isOfPlace === true);
  return { reason: isPlace ? 'locked_address' : 'locked_account', until: ends ?? deps.now() };
}

/** As the audit log says it. */
export function untilText(until: number): string {
  return `until ${new Date(until * 1_000).toISOString()}`;
}

function sharedKeys(counted: readonly Counted[]): readonly string[] {
  return counted.filter(({ budget }) => budget.isShared === true).map(({ key }) => key);
}

/** Looks at a password as one attempt. A server that is too busy to look has learnt nothing: that costs nothing either. */
export async function tryPassword(
  attempt: Attempt,
  { password, hash }: { readonly password: Secret; readonly hash: string | undefined },
  exchange: Exchange,
): Promise<'match' | 'mismatch' | 'busy' | Locked> {
  const locked = await reserveAttempt(attempt, exchange);
  if (locked) return locked;
  const verdict = await exchange.deps.passwords.verify(password, hash);
  if (verdict === 'busy') await refundAttempt(attempt, exchange);
  return verdict;
}

/** A right password costs nothing. */
export async function refundAttempt(attempt: Attempt, { records }: Exchange): Promise<void> {
  await records.loginAttempts.refund(countedBy(attempt).map(({ key }) => key));
}

/** Once a window, by whoever of all processes counts the attempt that is one too many. */
async function tellOfAttack({ records, request_id, address, deps, tenant }: Exchange): Promise<void> {
  await records.audit.record({ type: 'password_attack', request_id, ip: address });
  deps.log.warn(
    { tenant: tenant.name, request_id },
    'so many wrong passwords that strangers are counted strictly',
  );
}

function countedBy(attempt: Attempt): readonly Counted[] {
  const budgets = attempt.device === undefined ? [...STRANGERS, TENANT] : KNOWN_DEVICE;
  return budgets.flatMap((budget) => {
    const of = budget.of(attempt);
    const counter = { budget: budget.name, ...budget.about(attempt) };
    return of === undefined ? [] : [{ budget, key: counterKey(budget.name, of), counter }];
  });
}
