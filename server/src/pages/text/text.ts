/**
 * All that the pages say, as one table a language. What names somebody is a function, because word order differs.
 */
import type { PasswordFailure } from '../../protocol/end-user/password-policy.ts';
import type { Html } from '../html.ts';
import type { AccountText } from './account/account-text.ts';
import type { EntranceText } from './entrance/entrance-text.ts';
import type { ErrorsText } from './errors/errors-text.ts';
import type { FrontText } from './front/front-text.ts';
import type { MailText } from './mail-text.ts';
import type { MyAccountText } from './my-account/my-account-text.ts';
import type { OwnDataText } from './own-data/own-data-text.ts';
import type { SecondFactorText } from './second-factor-text.ts';

/** Why a login did not happen, as far as the End-User is told. */
export type LoginFailure =
  | 'invalid_credentials'
  | 'throttled'
  | 'busy'
  | 'malformed_email'
  | 'unavailable'
  /** What was shown is worth nothing any more: the account was changed meanwhile. */
  | 'stale';

/** Why a form about an account was not accepted, beside what is wrong with the password. */
export type SignUpFailure = 'malformed_email' | 'taken' | 'throttled' | 'busy';

export type Text = {
  /** BCP 47 tag of the page. */
  readonly language: string;
  /** Which way its lines run. */
  readonly direction: 'ltr' | 'rtl';
  /** Stands for a client whose name holds nothing that can be shown. */
  readonly unnamed_application: string;
  readonly login: {
    readonly title: string;
    readonly to: (client: Html) => Html;
    readonly email: string;
    readonly email_or_username: string;
    readonly password: string;
    /** On the button in the field, which stays pressed while it is shown. */
    readonly show_password: string;
    readonly submit: string;
    readonly cancel: string;
    readonly continueAs: (address: Html) => Html;
    readonly other_account: string;
    /** At the foot: a question, and the button that answers it. */
    readonly new_here: string;
    readonly create_account: string;
    readonly no_signup: string;
    readonly failures: Readonly<Record<LoginFailure, string>>;
  };
  readonly entrance: EntranceText;
  readonly front: FrontText;
  readonly signUp: {
    readonly title: string;
    readonly submit: string;
    readonly has_account: string;
    readonly back: string;
    readonly failures: Readonly<Record<SignUpFailure, string>>;
  };
  readonly newPassword: {
    /** What a password has to be, said before one is typed. */
    readonly hint: (count: number) => string;
    readonly tooShort: (count: number) => string;
    readonly failures: Readonly<Record<Exclude<PasswordFailure, 'too_short'>, string>>;
  };
  /** After a form that is answered by mail, whether or not one was sent. */
  readonly mailSent: {
    readonly title: string;
    readonly toSignUp: (address: Html) => Html;
    readonly toReset: (address: Html) => Html;
    readonly nothing_came: string;
    readonly again: string;
  };
  readonly verifyEmail: {
    readonly title: string;
    readonly lead: (address: Html) => Html;
    readonly password: string;
    readonly wrong_password: string;
    readonly submit: string;
    readonly done_title: string;
    readonly done: string;
  };
  readonly resetPassword: {
    /** On the login page. */
    readonly forgot: string;
    readonly title: string;
    readonly lead: string;
    readonly submit: string;
    readonly choose_title: string;
    readonly chooseFor: (address: Html) => Html;
    readonly new_password: string;
    readonly choose: string;
    readonly done_title: string;
    readonly done: string;
    readonly continue: string;
  };
  /** A link of a mail that does nothing any more. */
  readonly linkEnded: {
    readonly title: string;
    readonly lead: string;
    readonly go_back: string;
    readonly again: string;
  };
  readonly consent: {
    readonly title: string;
    readonly lead: (client: Html) => Html;
    readonly unverified: string;
    /** Any program of a machine can ask as the operator's tool does. */
    readonly typed: (command: Html) => Html;
    /** Above what is asked of the End-User themselves, not of an API. */
    readonly about_you: string;
    readonly permissions: string;
    readonly permissionsOf: (api: Html) => Html;
    /** More than are read one by one, folded. */
    readonly many: (count: number) => string;
    readonly no_permissions: string;
    /** Descriptions of the scopes that OIDC Core §5.4 and §11 define. */
    readonly scopes: ReadonlyMap<string, string>;
    readonly account: string;
    readonly lifetime: string;
    /** After how long access lasts: how long it can be renewed without asking anew, by the words of a duration. */
    readonly renewable: (span: Html) => Html;
    readonly renewable_always: string;
    /** The host that answers for an application which nobody registered. */
    readonly origin: string;
    readonly destination: string;
    /** Above the scopes as applications write them. */
    readonly technical_names: string;
    readonly accept: string;
    readonly deny: string;
  };
  readonly myAccount: MyAccountText;
  readonly secondFactor: SecondFactorText;
  /** Links of the client that an End-User signs in for. */
  readonly client: { readonly policy: string; readonly tos: string };
  readonly errors: ErrorsText;
  readonly logout: {
    readonly title: string;
    readonly lead: string;
    readonly leadFrom: (client: Html) => Html;
    readonly submit: string;
    readonly stay: string;
    readonly telling: string;
  };
  readonly account: AccountText;
  readonly ownData: OwnDataText;
  readonly loggedOut: { readonly title: string; readonly lead: string };
  /** Passkeys and security keys. */
  readonly webauthn: {
    readonly sign_in: string;
    readonly use: string;
    readonly add: string;
    readonly add_lead: string;
    /** For every cause the same. */
    readonly failed: string;
    /** Where there is no script, or no WebAuthn. */
    readonly unavailable: string;
    /** Where there is no other way. */
    readonly unavailable_alone: string;
  };
  readonly formPost: { readonly title: string; readonly lead: string; readonly submit: string };
  readonly mail: MailText;
};
