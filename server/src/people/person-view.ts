/**
 * A person as Auth0 shows one: times in words, the one identity that everybody has, and names for whoever has said none.
 */
import { localPart } from '../protocol/end-user/email-address.ts';
import { DATABASE_CONNECTION } from '../protocol/tenant/connection.ts';
import { writeDocument } from '../resources/computed/document.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';

/** What the ids of people of the tenant's own database begin with. */
export const ID_PREFIX = 'auth0|';

/** Seconds in the record, and words in what is shown. */
export const TIMES = ['created_at', 'updated_at', 'last_login', 'deletes_at'] as const;

/** All of a record. */
export function wholeView(record: Values): Values {
  const { has_second_factor, phone_number_verified, ...document } = writeDocument(
    KINDS.user,
    'auth0',
    record,
    { defaults: 'write', computed: 'write' },
  );
  const { email, username, phone_number, email_verified = false } = document;
  const other = username ?? phone_number;
  const called = typeof email === 'string' ? email : other;
  const nickname = typeof email === 'string' ? localPart(email) : other;
  const times = TIMES.flatMap((name) => {
    const value = record[name] ?? (name === 'updated_at' ? record['created_at'] : undefined);
    return typeof value === 'number' ? [[name, timeText(value)]] : [];
  });
  return {
    ...(called === undefined ? {} : { name: called, nickname }),
    ...document,
    ...(email === undefined ? {} : { email_verified }),
    ...Object.fromEntries(times),
    ...(phone_number_verified === undefined ? {} : { phone_verified: phone_number_verified }),
    identities: [identityOf(String(record['sub']))],
    ...(has_second_factor === true ? { multifactor: ['guardian'] } : {}),
  };
}

/** The last second that JavaScript can write down. */
const LAST_SECOND = 8_640_000_000_000;

function timeText(seconds: number): string {
  return new Date(Math.min(seconds, LAST_SECOND) * 1_000).toISOString();
}

function identityOf(sub: string) {
  const user_id = sub.startsWith(ID_PREFIX) ? sub.slice(ID_PREFIX.length) : sub;
  return { connection: DATABASE_CONNECTION, user_id, provider: 'auth0', isSocial: false };
}
