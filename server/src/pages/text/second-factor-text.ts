/**
 * What the pages of second factors say.
 */
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { Html } from '../html.ts';
import type { RecoveryCodesText } from './recovery-codes/recovery-codes-text.ts';

/** What a page says before it asks once more; `clock_off`, the code is right at another time; `sent` is no mistake. */
export type FactorFailure = 'wrong_code' | 'clock_off' | 'throttled' | 'mail_throttled' | 'sent';

/** A second factor, or what stands in for one. */
export type FactorWay = SecondFactor | 'recovery';

export type SecondFactorText = {
  readonly title: string;
  /** What to do for each. */
  readonly leads: Readonly<Record<FactorWay, string>>;
  readonly ways: Readonly<Record<FactorWay, string>>;
  readonly hints: Readonly<Record<FactorWay, string>>;
  readonly other_ways: string;
  readonly code: string;
  readonly recovery_code: string;
  readonly remember: (days: number) => string;
  readonly submit: string;
  readonly cancel: string;
  readonly mailTo: (address: Html) => Html;
  readonly send: string;
  readonly send_again: string;
  readonly failures: Readonly<Record<FactorFailure, string>>;
  readonly enrol: {
    readonly title: string;
    readonly lead: (client: Html) => Html;
    readonly install: string;
    readonly scan: string;
    readonly qr: string;
    readonly key: string;
    readonly confirm: string;
    readonly submit: string;
  };
  readonly recovery: RecoveryCodesText;
};
