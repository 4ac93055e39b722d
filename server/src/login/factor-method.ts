/**
 * What /mfa and /mfa/enroll know of a kind of second factor. A kind is a file of its own and a row in `factor-methods.ts`.
 */
import type { Exchange } from '../deps.ts';
import type { Frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import type { EndUser } from '../protocol/end-user.ts';
import type { Result } from '../protocol/result.ts';
import type { SecondFactor } from '../protocol/tenant.ts';
import type { Page, SentPage } from './interaction-page.ts';

/** What stands on the page between its title and the other ways. */
export type FactorMarkup = { readonly markup: Html; readonly scriptNonce?: string };

/** Why a page is shown again; `sent` is no mistake: a mail is on its way. */
export type FactorFailure = 'wrong_code' | 'throttled' | 'sent';

/** A page that asks for a factor: of whom, and what went before. */
export type FactorPage = {
  readonly page: Page;
  readonly frame: Frame;
  readonly user: EndUser;
  readonly failure: FactorFailure | undefined;
  /** The form that was sent before, if it was this page's: a key that waits to be confirmed must stay the same. */
  readonly sent: SentPage | undefined;
};

/** An authenticator that was confirmed and is to be stored. */
export type ConfirmedFactor = {
  readonly authenticator_id: string;
  readonly document: { readonly [name: string]: unknown };
  readonly counter: number;
  /** How it was shown just now (RFC 8176), without `mfa`. */
  readonly amr: readonly string[];
};

/** An error is a word for the audit log; the End-User is told `wrong_code`. */
type Verdict<Value> = Result<Value, string>;

export type FactorMethod = {
  readonly kind: SecondFactor;
  /** The markup of a challenge by one of the user's authenticators; its form posts to /mfa with `action=verify`. */
  readonly challenge: (shown: FactorPage, exchange: Exchange) => Promise<FactorMarkup>;
  /** Judges a form of the challenge: how the factor was shown (RFC 8176), without `mfa`. Budgets are the caller's. */
  readonly verify: (
    sent: SentPage,
    user: EndUser,
    exchange: Exchange,
  ) => Promise<Verdict<readonly string[]>>;
  /** The markup of an enrolment; its form posts to /mfa/enroll with `action=confirm`. */
  readonly enrolment: (shown: FactorPage, exchange: Exchange) => Promise<FactorMarkup>;
  /** Judges a form of the enrolment. */
  readonly confirm: (
    sent: SentPage,
    user: EndUser,
    exchange: Exchange,
  ) => Promise<Verdict<ConfirmedFactor>>;
  /** Sends the code of a factor that has to be sent, where there is one (`action=send`). */
  readonly send?: (sent: SentPage, user: EndUser, exchange: Exchange) => Promise<boolean>;
};
