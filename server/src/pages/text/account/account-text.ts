/**
 * What the account page says, as one table a language.
 */
import type { SectionName } from '../../../protocol/end-user/account.ts';
import type { ProfileClaim } from '../../../protocol/end-user/profile.ts';
import type { SecondFactor } from '../../../protocol/tenant/tenant.ts';
import type { Html } from '../../html.ts';

/** What was done just now; the address of a page names it. */
export type Done =
  | 'saved'
  | 'mail_sent'
  | 'email_changed'
  | 'password_changed'
  | 'session_ended'
  | 'sessions_ended'
  | 'access_removed'
  | 'factor_added'
  | 'factor_renamed'
  | 'factor_removed'
  | 'devices_forgotten'
  | 'account_kept'
  | 'codes_kept';

/** Why a password was not changed, beside what is wrong with the new one. */
export type PasswordChangeFailure = 'wrong_current' | 'throttled' | 'busy';

/** Why second factors stay as they are. */
export type FactorChangeFailure = 'bad_name' | 'last_one';

/** Why no mail was sent to a new address. */
export type EmailChangeFailure = 'not_an_address' | 'same' | 'throttled';

export type AccountText = {
  readonly title: string;
  readonly sections: Readonly<Record<Exclude<SectionName, 'confirm-email'>, string>>;
  readonly sign_out: string;
  /** To where somebody came from, by its name. */
  readonly back_to: (application: Html) => Html;
  readonly done: Readonly<Record<Done, string>>;
  readonly undone: string;
  readonly turned_back: { readonly title: string; readonly lead: string; readonly again: string };
  readonly profile: {
    readonly lead: string;
    readonly labels: Readonly<Record<ProfileClaim, string>>;
    readonly hints: Readonly<Partial<Record<ProfileClaim, string>>>;
    readonly failures: Readonly<Record<'text' | 'picture' | 'locale' | 'zoneinfo', string>>;
    /** Before the time in the zone that is chosen. */
    readonly time_there: string;
    readonly no_language: string;
    readonly submit: string;
  };
  readonly email: {
    readonly current: string;
    readonly verified: string;
    readonly unverified: string;
    readonly send_again: string;
    readonly change_title: string;
    readonly lead: string;
    readonly label: string;
    readonly submit: string;
    readonly failures: Readonly<Record<EmailChangeFailure, string>>;
  };
  readonly confirmEmail: {
    readonly title: string;
    readonly lead: (address: Html) => Html;
    readonly submit: string;
    readonly taken: string;
    readonly back: string;
  };
  readonly password: {
    readonly lead: string;
    /** To whoever signs in without one. */
    readonly none: string;
    readonly current: string;
    readonly next: string;
    readonly submit: string;
    readonly failures: Readonly<Record<PasswordChangeFailure, string>>;
  };
  readonly factors: {
    readonly lead: string;
    readonly none: string;
    readonly kinds: Readonly<Record<SecondFactor, string>>;
    readonly added: string;
    readonly last_used: string;
    readonly never_used: string;
    readonly name: (factor: string) => string;
    readonly rename: string;
    readonly remove: string;
    readonly failures: Readonly<Record<FactorChangeFailure, string>>;
    readonly add_title: string;
    readonly full: string;
    readonly back: string;
    readonly recovery_title: string;
    readonly recoveryCodes: (count: number) => string;
    readonly renew_lead: string;
    readonly renew: string;
    readonly devices_title: string;
    readonly devices: string;
    readonly forget: string;
  };
  readonly sessions: {
    readonly lead: string;
    readonly this_one: string;
    readonly began: string;
    readonly last_used: string;
    readonly address: string;
    /** Of two that look the same. */
    readonly identifier: string;
    readonly unknown_browser: string;
    readonly on: (browser: string, system: string) => string;
    readonly end: string;
    readonly end_others: string;
    readonly sign_ins: string;
    readonly when: string;
    readonly device: string;
    readonly how: string;
    /** By the values of RFC 8176. */
    readonly ways: ReadonlyMap<string, string>;
  };
  readonly applications: {
    readonly lead: string;
    readonly none: string;
    readonly since: string;
    /** Of an application that has another name, picture, terms or destination than what was agreed to. */
    readonly asks_again: string;
    readonly withdraw: string;
    readonly open: string;
    /** Above those that hold no access. */
    readonly used: string;
  };
};
