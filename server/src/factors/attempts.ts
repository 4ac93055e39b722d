/**
 * Budgets of second factors (OWASP ASVS 6.6.3). Who gets here knows the password, so the account is what is counted: new
 * interactions and new addresses gain nothing. Windows end, so the owner is never locked out for good, and recovery codes,
 * which nobody guesses, have a budget of their own.
 */
import type { Exchange } from '../deps.ts';
import { sha256 } from '../protocol/digest.ts';

/** Whose factor, and in which interaction. */
export type FactorAttempt = { readonly sub: string; readonly interaction: string };

type Budget = {
  readonly name: string;
  readonly limit: number;
  readonly window_seconds: number;
  readonly of: (attempt: FactorAttempt) => string;
};

const MINUTE = 60;
const DAY = 86_400;

const ofInteraction = ({ sub, interaction }: FactorAttempt) => `${sub} ${interaction}`;
const ofAccount = ({ sub }: FactorAttempt) => sub;

/** What is counted; documented in docs/guides/second-factors.md. */
const BUDGETS = {
  code: [
    { name: 'factor-interaction', limit: 5, window_seconds: 10 * MINUTE, of: ofInteraction },
    { name: 'factor-account', limit: 10, window_seconds: 15 * MINUTE, of: ofAccount },
    { name: 'factor-account-day', limit: 50, window_seconds: DAY, of: ofAccount },
  ],
  recovery: [{ name: 'recovery-account', limit: 20, window_seconds: 15 * MINUTE, of: ofAccount }],
  mail: [
    { name: 'factor-mail', limit: 5, window_seconds: 15 * MINUTE, of: ofAccount },
    { name: 'factor-mail-day', limit: 20, window_seconds: DAY, of: ofAccount },
  ],
} satisfies Readonly<Record<string, readonly Budget[]>>;

type BudgetName = keyof typeof BUDGETS;

/** Counts before anything is compared, so that many at once cannot slip through; false: over budget. */
export async function reserveFactorAttempt(
  name: BudgetName,
  attempt: FactorAttempt,
  { records }: Exchange,
): Promise<boolean> {
  const budgets: readonly Budget[] = BUDGETS[name];
  const counts = await records.loginAttempts.reserve(
    budgets.map((budget) => ({ key: keyOf(budget, attempt), window_seconds: budget.window_seconds })),
  );
  return budgets.every(({ limit }, index) => (counts[index] ?? 0) <= limit);
}

/** What was right costs nothing. */
export async function refundFactorAttempt(
  name: BudgetName,
  attempt: FactorAttempt,
  { records }: Exchange,
): Promise<void> {
  const budgets: readonly Budget[] = BUDGETS[name];
  await records.loginAttempts.refund(budgets.map((budget) => keyOf(budget, attempt)));
}

/** Hashed, so that the table names nobody. */
function keyOf({ name, of }: Budget, attempt: FactorAttempt): string {
  return sha256(`${name} ${of(attempt)}`);
}
