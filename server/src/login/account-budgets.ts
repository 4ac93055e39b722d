/**
 * How often an account can be asked for, and how many mails an address is sent (ASVS 2.4.1). The budget of an address ends
 * without a word: whoever floods a mailbox is answered as before, and its owner gets no more.
 */
import type { Exchange } from '../deps.ts';
import { addressBucket } from '../http/client-address.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import {
  countedAccount,
  counterKey,
  GUESS_BUDGETS,
  type GuessBudgetName,
} from '../protocol/end-user/guess-budgets.ts';
import { knownDevice } from './known-device.ts';

/** Who is written to: an address, and who has it as far as somebody does. */
export type Addressee = { readonly email: string; readonly owner: Pick<EndUser, 'epoch'> | undefined };

/** Counts one more form from this network; false: over budget, whatever it asks for. */
export function reserveForm({ records, address }: Exchange): Promise<boolean> {
  const place = addressBucket(address);
  return reserve(place === undefined ? [] : [{ budget: 'form_at_address', of: place, place }], records);
}

/**
 * Counts one more mail to an address, known or not; false: it has had enough. Who asks and asks from one place uses up what
 * that place has, and a device that signed in to the account before has a count of its own: to keep an owner at a new
 * place from their mail takes four places, for as long as they go on.
 */
export async function reserveMail(to: Addressee, exchange: Exchange): Promise<boolean> {
  const { records } = exchange;
  const { email, owner } = to;
  if (!(await reserve(at(['mail'], to, exchange), records))) return false;
  return (
    knownDevice(email, owner, exchange) !== undefined || reserve([of('mail_everywhere', email)], records)
  );
}

/**
 * The same for a mail with a code, which is short enough to be guessed at. A code has ten tries, so all strangers together
 * guess 240 times a day at the most, of a million: one account is hit once in 4,000 days.
 */
export async function reserveCodeMail(to: Addressee, exchange: Exchange): Promise<boolean> {
  if (!(await reserveMail(to, exchange))) return false;
  const { email, owner } = to;
  return (
    knownDevice(email, owner, exchange) !== undefined || reserve([of('code_mails', email)], exchange.records)
  );
}

/** Counts one more try of a code for an address, before anything is compared; false: over budget at this place. */
export function reserveCode(to: Addressee, exchange: Exchange): Promise<boolean> {
  return reserve(at(CODES, to, exchange), exchange.records);
}

/** A right code costs nothing, and neither does its mail. */
export async function refundCode(to: Addressee, exchange: Exchange): Promise<void> {
  const counts = [...at(CODES, to, exchange), of('code_mails', to.email)];
  await exchange.records.loginAttempts.refund(counts.map(keyOf));
}

const CODES = ['code', 'code_day'] as const;

/** Counts one more notice to an address. */
export function reserveNotice(email: string, { records }: Exchange): Promise<boolean> {
  return reserve([of('notice', email)], records);
}

type Count = {
  readonly budget: GuessBudgetName;
  /** Who is counted. */
  readonly of: string;
  readonly account?: string;
  readonly place?: string | undefined;
};

/** What an address is sent, whoever asks. */
function of(budget: GuessBudgetName, email: string): Count {
  return { budget, of: email, account: countedAccount(email) };
}

/**
 * By whom an account sees: a device that signed in to it before, or else the address (IPv6: its /64). Who comes from where nobody
 * knows is counted with all the others alone.
 */
function at(
  budgets: readonly GuessBudgetName[],
  { email, owner }: Addressee,
  exchange: Exchange,
): readonly Count[] {
  const device = knownDevice(email, owner, exchange);
  const place = device === undefined ? addressBucket(exchange.address) : undefined;
  const by = device ?? place;
  if (by === undefined) return [];
  return budgets.map((budget) => ({ budget, of: `${email} ${by}`, account: countedAccount(email), place }));
}

async function reserve(counts: readonly Count[], records: Exchange['records']): Promise<boolean> {
  const buckets = counts.map((count) => ({
    key: keyOf(count),
    window_seconds: GUESS_BUDGETS[count.budget].window_seconds,
    counter: count,
  }));
  const reserved = await records.loginAttempts.reserve(buckets);
  return counts.every(({ budget }, index) => (reserved[index] ?? 0) <= GUESS_BUDGETS[budget].limit);
}

function keyOf(count: Count): string {
  return counterKey(count.budget, count.of);
}
