/**
 * Budgets of wrong passwords. An attacker is slowed by address and by account, while the owner, who comes from another
 * address, still gets in: the account's own budget is far larger than that of one address on it.
 */
import type { Exchange } from '../deps.ts';
import { sha256 } from '../protocol/digest.ts';

/** Who tries: the account as it is stored, and the network the client is in. */
export type Attempt = { readonly account: string; readonly address: string };

type Budget = {
  readonly name: string;
  readonly limit: number;
  readonly window_seconds: number;
  readonly of: (attempt: Attempt) => string;
};

const MINUTE = 60;

/** Wrong passwords allowed per window; documented in docs/guides/brute-force.md. */
const BUDGETS: readonly Budget[] = [
  {
    name: 'account-at-address',
    limit: 10,
    window_seconds: 15 * MINUTE,
    of: (a) => `${a.account} ${a.address}`,
  },
  { name: 'address', limit: 100, window_seconds: 15 * MINUTE, of: (a) => a.address },
  { name: 'account', limit: 1_000, window_seconds: 60 * MINUTE, of: (a) => a.account },
];

/** Counts the attempt before the password is looked at, so that many at once cannot slip through; false: over budget. */
export async function reserveAttempt(attempt: Attempt, records: Exchange['records']): Promise<boolean> {
  const buckets = BUDGETS.map((budget) => ({
    key: keyOf(budget, attempt),
    window_seconds: budget.window_seconds,
  }));
  const counts = await records.loginAttempts.reserve(buckets);
  return BUDGETS.every((budget, index) => (counts[index] ?? 0) <= budget.limit);
}

/** A right password costs nothing. */
export async function refundAttempt(attempt: Attempt, records: Exchange['records']): Promise<void> {
  await records.loginAttempts.refund(BUDGETS.map((budget) => keyOf(budget, attempt)));
}

/** Hashed, so that the table holds no list of who tried to sign in from where. */
function keyOf(budget: Budget, attempt: Attempt): string {
  return sha256(`${budget.name} ${budget.of(attempt)}`);
}
