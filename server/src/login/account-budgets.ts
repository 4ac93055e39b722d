/**
 * How often an account can be asked for, and how many mails an address is sent (ASVS 2.4.1). The budget of an address ends
 * without a word: whoever floods a mailbox is answered as before, and its owner gets no more.
 */
import type { Exchange } from '../deps.ts';
import { addressBucket } from '../http/client-address.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { knownDevice } from './known-device.ts';

const HOUR = 3_600;

/**
 * `of` is who is counted: by an address (IPv6: its /64), by a device that is known to the account, or all of them. Who comes
 * from where nobody knows is counted with all of them alone.
 */
const BUDGETS = {
  /** Forms that make somebody's mailbox ring, by the network they come from. */
  form_at_address: { limit: 100, window_seconds: HOUR },
  /** Mails to one address that somebody at one place asked for. */
  mail: { limit: 5, window_seconds: HOUR },
  /** Mails to one address that all strangers together asked for. */
  mail_everywhere: { limit: 20, window_seconds: HOUR },
  /** Codes among them. */
  code_mails: { limit: 24, window_seconds: 24 * HOUR },
  /** Wrong codes for one address, from one place. */
  code: { limit: 10, window_seconds: HOUR / 4 },
  code_day: { limit: 50, window_seconds: 24 * HOUR },
  /** Mails to one address that only tell of something. */
  notice: { limit: 5, window_seconds: HOUR },
} as const;

type BudgetName = keyof typeof BUDGETS;

/** Who is written to: an address, and who has it as far as somebody does. */
export type Addressee = { readonly email: string; readonly owner: Pick<EndUser, 'epoch'> | undefined };

/** Counts one more form from this network; false: over budget, whatever it asks for. */
export function reserveForm({ records, address }: Exchange): Promise<boolean> {
  return reserve(at('form_at_address', addressBucket(address)), records);
}

/**
 * Counts one more mail to an address, known or not; false: it has had enough. Who asks and asks from one place uses up what
 * that place has, and a device that signed in to the account before has a count of its own: to keep an owner at a new
 * place from their mail takes four places, for as long as they go on.
 */
export async function reserveMail(to: Addressee, exchange: Exchange): Promise<boolean> {
  const { records } = exchange;
  const { email, owner } = to;
  if (!(await reserve(at('mail', placeOf(to, exchange)), records))) return false;
  return knownDevice(email, owner, exchange) !== undefined || reserve([['mail_everywhere', email]], records);
}

/**
 * The same for a mail with a code, which is short enough to be guessed at. A code has ten tries, so all strangers together
 * guess 240 times a day at the most, of a million: one account is hit once in 4,000 days.
 */
export async function reserveCodeMail(to: Addressee, exchange: Exchange): Promise<boolean> {
  if (!(await reserveMail(to, exchange))) return false;
  const { email, owner } = to;
  return (
    knownDevice(email, owner, exchange) !== undefined || reserve([['code_mails', email]], exchange.records)
  );
}

/** Counts one more try of a code for an address, before anything is compared; false: over budget at this place. */
export function reserveCode(of: Addressee, exchange: Exchange): Promise<boolean> {
  return reserve(codeCounts(of, exchange), exchange.records);
}

/** A right code costs nothing, and neither does its mail. */
export async function refundCode(of: Addressee, exchange: Exchange): Promise<void> {
  const counts = [...codeCounts(of, exchange), ['code_mails', of.email]] as const;
  await exchange.records.loginAttempts.refund(counts.map(keyOf));
}

function codeCounts(of: Addressee, exchange: Exchange): readonly Count[] {
  const place = placeOf(of, exchange);
  return [...at('code', place), ...at('code_day', place)];
}

/** Whom an account sees: a device that signed in to it before, or else the address. */
function placeOf({ email, owner }: Addressee, exchange: Exchange): string | undefined {
  const place = knownDevice(email, owner, exchange) ?? addressBucket(exchange.address);
  return place && `${email} ${place}`;
}

/** Counts one more notice to an address. */
export function reserveNotice(email: string, { records }: Exchange): Promise<boolean> {
  return reserve([['notice', email]], records);
}

type Count = readonly [name: BudgetName, of: string];

/** What is counted at a place; nothing where it is not known. */
function at(name: BudgetName, place: string | undefined): readonly Count[] {
  return place === undefined ? [] : [[name, place]];
}

async function reserve(counts: readonly Count[], records: Exchange['records']): Promise<boolean> {
  const buckets = counts.map((count) => ({
    key: keyOf(count),
    window_seconds: BUDGETS[count[0]].window_seconds,
  }));
  const reserved = await records.loginAttempts.reserve(buckets);
  return counts.every(([name], index) => (reserved[index] ?? 0) <= BUDGETS[name].limit);
}

function keyOf([name, of]: Count): string {
  return sha256(`${name} ${of}`);
}
