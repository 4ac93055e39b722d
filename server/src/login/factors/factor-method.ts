/**
 * What /mfa, /mfa/enroll and the account page know of a kind of second factor. A kind is a file of its own and a row in
 * `factor-methods.ts`.
 */
import type { Exchange } from '../../deps.ts';
import type { ConfirmedFactor } from '../../factors/enrolment.ts';
import type { Html } from '../../pages/html.ts';
import type { Frame } from '../../pages/login/frame.ts';
import type { FactorFailure } from '../../pages/text/second-factor-text.ts';
import type { Interaction } from '../../protocol/authorization/interaction.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import type { Parameters } from '../../protocol/parameters.ts';
import type { Result } from '../../protocol/result.ts';
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';

/** What stands on the page between its title and the other ways. */
export type FactorMarkup = { readonly markup: Html; readonly scriptNonce?: string };

/** What codes and challenges are bound to: an interaction, or a session at the account page. */
export type FactorPlace = { readonly interaction: Pick<Interaction, 'id' | 'browser'> };

/** A form that was sent from there. */
type FactorForm = FactorPlace & { readonly form: Parameters };

/** A page that asks for a factor: of whom, and what went before. */
export type FactorPage = {
  readonly page: FactorPlace;
  readonly frame: Pick<Frame, 'look'>;
  readonly user: EndUser;
  /** Where the form goes: /mfa with `action=verify`, /mfa/enroll or the account page with `action=confirm`. */
  readonly path: string;
  /** Hidden fields that every form on the page must hold. */
  readonly fields: Html;
  /** What the End-User may tick beside it: to remember this device. */
  readonly inputs: Html;
  readonly failure: FactorFailure | undefined;
  /** The form that was sent before: a key that waits to be confirmed must stay the same. */
  readonly sent: FactorForm | undefined;
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
  readonly verify: (sent: FactorForm, user: EndUser, exchange: Exchange) => Verdict<readonly string[]>;
  /** The markup of an enrolment. */
  readonly enrolment: (shown: FactorPage, exchange: Exchange) => Promise<FactorMarkup>;
  /** Judges a form of the enrolment. */
  readonly confirm: (sent: FactorForm, user: EndUser, exchange: Exchange) => Verdict<ConfirmedFactor>;
  /** Sends the code of a factor that has to be sent (`action=send`); false: too often. */
  readonly send?: (
    purpose: 'second_factor' | 'enrol_email',
    sent: FactorForm & { readonly user: EndUser },
    exchange: Exchange,
  ) => Promise<boolean>;
};
