/**
 * What is said at `/` of a tenant, and at a host where none lives.
 */
import type { Html } from '../../html.ts';

export type FrontText = {
  readonly title: string;
  readonly lead: string;
  readonly account: string;
  readonly developers: string;
  readonly issuer: string;
  readonly metadata: string;
  /** A host where no tenant lives. */
  readonly stranger: {
    readonly title: string;
    readonly lead: (host: Html) => Html;
    readonly hint: string;
  };
  /** For whoever sits at the machine that the server runs on. */
  readonly machine: {
    readonly title: string;
    readonly hint: string;
    readonly mailbox: string;
    readonly mailbox_hint: string;
    readonly noClient: (command: Html) => Html;
    readonly noTenant: (command: Html) => Html;
  };
  /** Where the dashboard was not built. */
  readonly dashboard: {
    readonly title: string;
    readonly lead: (command: Html) => Html;
  };
};
