/**
 * Budgets of second factors (OWASP ASVS 6.6.3). Who gets here knows the password, so the account is what is counted: new
 * interactions and new addresses gain nothing. Windows end, so the owner is never locked out for good, and recovery codes,
 * which nobody guesses, have a budget of their own.
 */
import type { Exchange } from '../deps.ts';
import {
  countedAccount,
  counterKey,
  GUESS_BUDGETS,
  type GuessBudgetName,
} from '../protocol/end-user/guess-budgets.ts';

/** Whose factor, and in which interaction. */
export type FactorAttempt = { readonly sub: string; readonly interaction: string };

type Budget = { readonly name: GuessBudgetName; readonly of: (attempt: FactorAttempt) => string };

const ofInteraction = ({ sub, interaction }: FactorAttempt) => `${sub} ${interaction}`;
const ofAccount = ({ sub }: FactorAttempt) => sub;

/** What is counted; documented in docs/guides/second-factors.md. */
const BUDGETS = {
  code: [
    { name: 'factor-interaction', of: ofInteraction },
    { name: 'factor-account', of: ofAccount },
    { name: 'factor-account-day', of: ofAccount },
  ],
  recovery: [{ name: 'recovery-account', of: ofAccount }],
  mail: [
    { name: 'factor-mail', of: ofAccount },
    { name: 'factor-mail-day', of: ofAccount },
  ],
} satisfies Readonly<Record<string, readonly Budget[]>>;

type FactorBudgets = keyof typeof BUDGETS;

/** Counts before anything is compared, so that many at once cannot slip through; false: over budget. */
export async function reserveFactorAttempt(
  name: FactorBudgets,
  attempt: FactorAttempt,
  { records }: Exchange,
): Promise<boolean> {
  const budgets: readonly Budget[] = BUDGETS[name];
  const counts = await records.loginAttempts.reserve(
    budgets.map((budget) => ({
      key: keyOf(budget, attempt),
      window_seconds: GUESS_BUDGETS[budget.name].window_seconds,
      counter: { budget: budget.name, account: countedAccount(attempt.sub) },
    })),
  );
  return budgets.every(({ name }, index) => (counts[index] ?? 0) <= GUESS_BUDGETS[name].limit);
}

/** What was right costs nothing. */
export async function refundFactorAttempt(
  name: FactorBudgets,
  attempt: FactorAttempt,
  { records }: Exchange,
): Promise<void> {
  const budgets: readonly Budget[] = BUDGETS[name];
  await records.loginAttempts.refund(budgets.map((budget) => keyOf(budget, attempt)));
}

function keyOf({ name, of }: Budget, attempt: FactorAttempt): string {
  return counterKey(name, of(attempt));
}
