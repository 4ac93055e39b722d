/**
 * Budgets of wrong passwords. An attacker is slowed by account, by address, by network and by tenant; the owner is not
 * locked out, for a device that signed in to the account before is counted by itself (known-device.ts).
 */
import type { Exchange } from '../deps.ts';
import { addressBucket, networkBucket } from '../http/client-address.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { knownDevice } from './known-device.ts';

/** Who tries: the account as it is stored, the address, and the device if it signed in to the account before. */
export type Attempt = {
  readonly account: string;
  readonly address: string;
  readonly device?: string | undefined;
};

type Budget = {
  readonly name: string;
  readonly limit: number;
  readonly window_seconds: number;
  /** What is counted; undefined: this budget is not the attempt's. */
  readonly of: (attempt: Attempt) => string | undefined;
  /** The limit while the tenant is under attack. */
  readonly strict?: number;
  /** Whose account it is does not count. */
  readonly isOfPlace?: true;
  /** Others than the one who tries use it up as well. */
  readonly isShared?: true;
};

const MINUTE = 60;

/** Wrong passwords allowed per window; documented in docs/guides/brute-force.md. */
const STRANGERS: readonly Budget[] = [
  {
    name: 'account-at-address',
    limit: 10,
    window_seconds: 15 * MINUTE,
    of: ({ account, address }) => {
      const bucket = addressBucket(address);
      return bucket && `${account} ${bucket}`;
    },
    strict: 5,
  },
  {
    name: 'address',
    limit: 100,
    window_seconds: 15 * MINUTE,
    of: ({ address }) => addressBucket(address),
    strict: 20,
    isOfPlace: true,
  },
  {
    name: 'network',
    limit: 400,
    window_seconds: 15 * MINUTE,
    of: ({ address }) => networkBucket(address),
    strict: 80,
    isOfPlace: true,
  },
  { name: 'account', limit: 100, window_seconds: 60 * MINUTE, of: ({ account }) => account, isShared: true },
];

/** Counts all accounts together. It shuts nobody out: over it, strangers are counted strictly, and somebody is told. */
const TENANT: Budget = {
  name: 'tenant',
  limit: 5_000,
  window_seconds: 60 * MINUTE,
  of: () => 'all',
  isShared: true,
};

const KNOWN_DEVICE: readonly Budget[] = [
  {
    name: 'known-device',
    limit: 20,
    window_seconds: 15 * MINUTE,
    of: ({ account, device }) => `${account} ${device}`,
  },
];

type Counted = { readonly budget: Budget; readonly key: string };

/** The attempt that a request is at an account, whoever has it, before its password is looked at. */
export function attemptAt(account: string, owner: EndUser | undefined, exchange: Exchange): Attempt {
  return { account, address: exchange.address, device: knownDevice(account, owner, exchange) };
}

/** A budget that is spent: of the account or of where somebody is, and when its count ends. */
export type Locked = { readonly reason: 'locked_account' | 'locked_address'; readonly until: number };

/** Counts the attempt before the password is looked at, so that many at once cannot slip through; undefined: it is within budget. */
export async function reserveAttempt(attempt: Attempt, exchange: Exchange): Promise<Locked | undefined> {
  const counted = countedBy(attempt);
  const counts = await exchange.records.loginAttempts.reserve(
    counted.map(({ budget, key }) => ({ key, window_seconds: budget.window_seconds })),
  );
  const tenantCount = counts[counted.findIndex(({ budget }) => budget === TENANT)] ?? 0;
  const isUnderAttack = tenantCount > TENANT.limit;
  if (tenantCount === TENANT.limit + 1) await tellOfAttack(exchange);
  const spent = counted.filter(({ budget }, index) => {
    const limit = isUnderAttack ? (budget.strict ?? budget.limit) : budget.limit;
    return budget !== TENANT && (counts[index] ?? 0) > limit;
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

/** Hashed, so that the table holds no list of who tried to sign in from where. */
function countedBy(attempt: Attempt): readonly Counted[] {
  const budgets = attempt.device === undefined ? [...STRANGERS, TENANT] : KNOWN_DEVICE;
  return budgets.flatMap((budget) => {
    const of = budget.of(attempt);
    return of === undefined ? [] : [{ budget, key: sha256(`${budget.name} ${of}`) }];
  });
}
