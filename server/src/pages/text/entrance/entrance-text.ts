/**
 * What is said on the way in: the ways beside the password, the code, the link and the page behind it.
 */
import type { MailedMethod } from '../../../protocol/tenant/tenant.ts';
import type { Html } from '../../html.ts';

/** What is said above the form for a code. */
export type CodeNotice = 'wrong_code' | 'throttled' | 'mail_throttled' | 'sent';

export type EntranceText = {
  /** After the address, where it is asked for alone. */
  readonly next: string;
  readonly other_address: string;
  /** Between one way in and the others. */
  readonly or: string;
  readonly send: Readonly<Record<MailedMethod, string>>;
  readonly connection: (name: Html) => Html;
  readonly code: {
    readonly title: string;
    /** The same for every address. */
    readonly lead: (address: Html) => Html;
    readonly label: string;
    readonly submit: string;
    readonly again: string;
    readonly notices: Readonly<Record<CodeNotice, string>>;
  };
  readonly link: {
    readonly lead: (address: Html) => Html;
    readonly again: string;
  };
  /** Behind the link of a mail. */
  readonly opened: {
    readonly lead: (address: Html) => Html;
    readonly submit: string;
  };
  /** The same in another browser than the one that asked. */
  readonly elsewhere: { readonly title: string; readonly lead: string; readonly hint: string };
};
