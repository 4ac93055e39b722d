/**
 * The mailbox of whoever develops: mails stay in memory and are read at /dev/mailbox.
 */
import type { Message } from './message.ts';
import type { Transport } from './transport.ts';

type KeptMail = Message & { readonly id: string; readonly tenant_id: string; readonly at: number };

export type Mailbox = Transport & {
  /** Newest first. */
  list(): readonly KeptMail[];
};

const MAX_MAILS = 100;

/** An empty mailbox. */
export function createMailbox(now: () => number): Mailbox {
  const kept: KeptMail[] = [];
  return {
    async send(message, { id, tenant_id }) {
      kept.unshift({ ...message, id, tenant_id, at: now() });
      kept.length = Math.min(kept.length, MAX_MAILS);
      return { outcome: 'sent' };
    },
    list: () => kept,
    close: () => {},
  };
}
