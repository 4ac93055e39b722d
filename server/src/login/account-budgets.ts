/**
 * How often an account can be asked for, and how many mails an address is sent (ASVS 2.4.1). The budget of an address ends
 * without a word: whoever floods a mailbox is answered as before, and its owner gets no more.
 */
import type { Exchange } from '../deps.ts';
import { addressBucket } from '../http/client-address.ts';
import { sha256 } from '../protocol/digest.ts';

const HOUR = 3_600;

const BUDGETS = {
  /** Forms that make somebody's mailbox ring, by the network they come from. */
  form_at_address: { limit: 100, window_seconds: HOUR },
  /** Mails of one kind to one address. */
  mail: { limit: 5, window_seconds: HOUR },
  /** Mails to one address that only tell of something. */
  notice: { limit: 5, window_seconds: HOUR },
} as const;

/** Counts one more form from this network; false: over budget, whatever it asks for. */
export function reserveForm({ records, address }: Exchange): Promise<boolean> {
  return reserve('form_at_address', addressBucket(address), records);
}

/** Counts one more mail to an address, known or not; false: it has had enough. */
export function reserveMail(email: string, { records }: Exchange): Promise<boolean> {
  return reserve('mail', email, records);
}

/** Counts one more notice to an address. */
export function reserveNotice(email: string, { records }: Exchange): Promise<boolean> {
  return reserve('notice', email, records);
}

async function reserve(
  name: keyof typeof BUDGETS,
  of: string,
  records: Exchange['records'],
): Promise<boolean> {
  const { limit, window_seconds } = BUDGETS[name];
  const [count = 0] = await records.loginAttempts.reserve([{ key: sha256(`${name} ${of}`), window_seconds }]);
  return count <= limit;
}
