/**
 * The ways a mail can go: to a mail server, or into a mailbox in memory where somebody develops.
 */
import type { Message } from './message.ts';

/** `later`: nobody knows that it was not accepted for good, so it is tried again. */
type Outcome = 'sent' | 'refused' | 'later';

export type Sent = { readonly outcome: Outcome; readonly why?: string };

/** Mails that one machine has on their way at once. */
export const CONNECTIONS = 4;

export type Transport = {
  /** Sends a mail. Its id names it for good, so that a server can tell a second copy from a second mail. Never rejects. */
  send(message: Message, mail: { readonly id: string; readonly tenant_id: string }): Promise<Sent>;
  /** Whether the way is open, found out without a mail; absent where there is nothing to be reached. */
  readonly check?: () => Promise<Sent>;
  close(): void;
};

/** Where no mail server is set and nobody develops: nothing leaves, and the audit log says so. */
export const NO_TRANSPORT: Transport = {
  send: async () => ({ outcome: 'refused', why: 'TACIT_SMTP_URL is not set' }),
  close: () => {},
};
