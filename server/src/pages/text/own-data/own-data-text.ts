/**
 * What is said of somebody's own data: the copy of it, the end of the account, and sign-ins that failed.
 */
import type { FailedSignInReason, OwnDataPart } from '../../../protocol/end-user/own-data.ts';
import type { Html } from '../../html.ts';
import type { MailKindText } from '../mail-text.ts';

/** Why an account is not deleted. */
export type RemovalFailure = 'mismatch' | 'throttled';

export type OwnDataText = {
  readonly download: { readonly title: string; readonly lead: string; readonly submit: string };
  /** In the file: what each part is. */
  readonly parts: Readonly<Record<OwnDataPart, string>>;
  readonly remove: {
    readonly title: string;
    readonly lead: string;
    readonly open: string;
    readonly lost_title: string;
    readonly lost: readonly string[];
    /** What is not ours to delete. */
    readonly elsewhere: string;
    readonly waits: (date: Html) => Html;
    readonly at_once: string;
    /** The label of the field that the address is typed into. */
    readonly confirm: (address: Html) => Html;
    readonly submit: string;
    readonly back: string;
    readonly failures: Readonly<Record<RemovalFailure, string>>;
  };
  /** On every section, until the day has come. */
  readonly waiting: { readonly lead: (date: Html) => Html; readonly keep: string };
  readonly done: { readonly title: string; readonly lead: string };
  readonly failed: {
    readonly reasons: Readonly<Record<FailedSignInReason, string>>;
    /** Since the sign-in before the one that looks at the page. */
    readonly since: (count: number | string) => string;
  };
  readonly mails: Readonly<Record<'deletion_asked' | 'account_deleted', MailKindText>>;
  /** In the first of these mails, beside the date. */
  readonly deletes_on: string;
};
