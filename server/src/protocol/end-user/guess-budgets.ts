/**
 * How often a password, a code or a factor may be guessed wrong, and how many mails may be asked for (OWASP ASVS 6.1.1, 6.6.3, 2.4.1);
 * documented in docs/guides/brute-force.md.
 */
import { sha256 } from '../digest.ts';

export type GuessBudget = {
  readonly limit: number;
  readonly window_seconds: number;
  /** The limit while the tenant is under attack. */
  readonly strict?: number;
};

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

export const GUESS_BUDGETS = {
  /** Wrong passwords. */
  'account-at-address': { limit: 10, window_seconds: 15 * MINUTE, strict: 5 },
  address: { limit: 100, window_seconds: 15 * MINUTE, strict: 20 },
  network: { limit: 400, window_seconds: 15 * MINUTE, strict: 80 },
  account: { limit: 100, window_seconds: HOUR },
  'known-device': { limit: 20, window_seconds: 15 * MINUTE },
  /** Counts all accounts together. It shuts nobody out: over it, strangers are counted strictly, and somebody is told. */
  tenant: { limit: 5_000, window_seconds: HOUR },
  /** Second factors. */
  'factor-interaction': { limit: 5, window_seconds: 10 * MINUTE },
  'factor-account': { limit: 10, window_seconds: 15 * MINUTE },
  'factor-account-day': { limit: 50, window_seconds: DAY },
  'recovery-account': { limit: 20, window_seconds: 15 * MINUTE },
  'factor-mail': { limit: 5, window_seconds: 15 * MINUTE },
  'factor-mail-day': { limit: 20, window_seconds: DAY },
  /** Forms that make somebody's mailbox ring, by the network they come from. */
  form_at_address: { limit: 100, window_seconds: HOUR },
  /** Mails to one address that somebody at one place asked for. */
  mail: { limit: 5, window_seconds: HOUR },
  /** Mails to one address that all strangers together asked for. */
  mail_everywhere: { limit: 20, window_seconds: HOUR },
  /** Codes among them. */
  code_mails: { limit: 24, window_seconds: DAY },
  /** Wrong codes for one address, from one place. */
  code: { limit: 10, window_seconds: HOUR / 4 },
  code_day: { limit: 50, window_seconds: DAY },
  /** Mails to one address that only tell of something. */
  notice: { limit: 5, window_seconds: HOUR },
} as const satisfies Readonly<Record<string, GuessBudget>>;

export type GuessBudgetName = keyof typeof GUESS_BUDGETS;

/** What a counter says of itself, for whoever has to find it again. */
export type Counter = {
  readonly budget: GuessBudgetName;
  /** Whom it is about: `countedAccount` of an e-mail address or a `sub`. */
  readonly account?: string | undefined;
  /** The address or network that it counts. */
  readonly place?: string | undefined;
};

/** Under what name a counter is kept: hashed, so that the table holds no list of who tried to sign in. */
export function counterKey(budget: GuessBudgetName, of: string): string {
  return sha256(`${budget} ${of}`);
}

/** Whom a counter is about: hashed, because whoever guesses writes down addresses of anybody. */
export function countedAccount(of: string): string {
  return sha256(`account of ${of}`);
}

/** Whether nothing more is let through by a counter. */
export function isUsedUp(budget: GuessBudgetName, attempts: number, isUnderAttack: boolean): boolean {
  const { limit, strict = limit }: GuessBudget = GUESS_BUDGETS[budget];
  return attempts >= (isUnderAttack ? strict : limit);
}

/** Whether a name is one of a budget. */
export function isGuessBudget(name: string): name is GuessBudgetName {
  return Object.hasOwn(GUESS_BUDGETS, name);
}
