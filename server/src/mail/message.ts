/**
 * A mail as it is sent, and as it lies sealed in the outbox (RFC 5322).
 */

export type Message = {
  /** Exactly one mailbox. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** One address and nothing else: no second one, no name, no comment, no line break that would begin another header. */
const MAILBOX = /^[^\s@<>(),;:"\\[\]\p{C}]{1,64}@[^\s@<>(),;:"\\[\]\p{C}]{1,255}$/u;

/** Whether an address names one mailbox in the plain spelling that every mail server takes. */
export function isMailbox(address: string): boolean {
  return address.length <= 254 && MAILBOX.test(address);
}

/** Reads what was unsealed; undefined when an older version sealed something else. */
export function readMessage(data: { readonly [name: string]: unknown }): Message | undefined {
  const { to, from, subject, text, html } = data;
  if (typeof to !== 'string' || typeof from !== 'string' || typeof subject !== 'string') return undefined;
  return typeof text === 'string' && typeof html === 'string' ? { to, from, subject, text, html } : undefined;
}
