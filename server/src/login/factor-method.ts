/**
 * What /mfa and /mfa/enroll know of a kind of second factor. A kind is a file of its own and a row in `factor-methods.ts`.
 */
import type { Exchange } from '../deps.ts';
import type { ConfirmedFactor } from '../factors/enrolment.ts';
import type { Frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import type { FactorFailure } from '../pages/text/second-factor-text.ts';
import type { EndUser } from '../protocol/end-user.ts';
import type { Result } from '../protocol/result.ts';
import type { SecondFactor } from '../protocol/tenant.ts';
import type { Page, SentPage } from './interaction-page.ts';

/** What stands on the page between its title and the other ways. */
export type FactorMarkup = { readonly markup: Html; readonly scriptNonce?: string };

/** A page that asks for a factor: of whom, and what went before. */
export type FactorPage = {
  readonly page: Page;
  readonly frame: Frame;
  readonly user: EndUser;
  /** Where the form goes: /mfa with `action=verify`, or /mfa/enroll with `action=confirm`. */
  readonly path: string;
  /** Hidden fields that every form on the page must hold. */
  readonly fields: Html;
  /** What the End-User may tick beside it: to remember this device. */
  readonly inputs: Html;
  readonly failure: FactorFailure | undefined;
  /** The form that was sent before: a key that waits to be confirmed must stay the same. */
  readonly sent: SentPage | undefined;
};

/** An error is a word for the audit log; the End-User is told `wrong_code`. */
type Verdict<Value> = Promise<Result<Value, string>>;

export type FactorMethod = {
  readonly kind: SecondFactor;
  /** Whether this user could have it at all; absent: everybody. */
  readonly isFor?: (user: EndUser) => boolean;
  /** The markup of a challenge by one of the user's authenticators. */
  readonly challenge: (shown: FactorPage, exchange: Exchange) => Promise<FactorMarkup>;
  /** Judges a form of the challenge: how the factor was shown (RFC 8176), without `mfa`. Budgets are the caller's. */
  readonly verify: (sent: SentPage, user: EndUser, exchange: Exchange) => Verdict<readonly string[]>;
  /** The markup of an enrolment. */
  readonly enrolment: (shown: FactorPage, exchange: Exchange) => Promise<FactorMarkup>;
  /** Judges a form of the enrolment. */
  readonly confirm: (sent: SentPage, user: EndUser, exchange: Exchange) => Verdict<ConfirmedFactor>;
  /** Sends the code of a factor that has to be sent (`action=send`); false: too often. */
  readonly send?: (
    purpose: 'second_factor' | 'enrol_email',
    sent: SentPage & { readonly user: EndUser },
    exchange: Exchange,
  ) => Promise<boolean>;
};
