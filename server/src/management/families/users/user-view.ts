/**
 * A person as Auth0 shows one: times in words, the one identity that everybody has, and names for whoever has said none.
 */
import { localPart } from '../../../protocol/end-user/email-address.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import { writeDocument } from '../../../resources/computed/document.ts';
import type { JsonSchema } from '../../../resources/field.ts';
import { KINDS } from '../../../resources/index.ts';
import type { Values } from '../../../resources/kind.ts';
import { documentSchema } from '../../document/schema.ts';
import type { Access } from '../../operation.ts';
import type { Shown } from '../../records.ts';

export const USERS: Shown = { kind: 'user', noun: 'user' };

/** What the ids of people of the tenant's own database begin with. */
export const ID_PREFIX = 'auth0|';

const TIMES = ['created_at', 'updated_at', 'last_login', 'deletes_at'] as const;

/** What Auth0 has under another name, or says in another way. */
const SAID_OTHERWISE: ReadonlySet<string> = new Set(['has_second_factor', 'phone_number_verified']);

const TIME: JsonSchema = { type: 'string', format: 'date-time' };

const IDENTITY: JsonSchema = {
  type: 'object',
  properties: {
    connection: { type: 'string' },
    user_id: { type: 'string' },
    provider: { type: 'string' },
    isSocial: { type: 'boolean' },
  },
  required: ['connection', 'user_id', 'provider', 'isSocial'],
  additionalProperties: false,
};

/** What is answered of a person. */
export const USER_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    ...Object.fromEntries(
      Object.entries(Object(documentSchema(USERS, 'read')['properties'])).filter(
        ([name]) => !SAID_OTHERWISE.has(name),
      ),
    ),
    ...Object.fromEntries(TIMES.map((name) => [name, TIME])),
    phone_verified: { type: 'boolean', description: 'Whether the telephone number was shown to be theirs.' },
    identities: {
      type: 'array',
      items: IDENTITY,
      description: 'Where they come from: the tenant’s own database.',
    },
    multifactor: {
      type: 'array',
      items: { type: 'string' },
      description: 'Names `guardian` where a second factor is enrolled.',
    },
  },
  additionalProperties: false,
};

/** The record, as far as a token may see it: with the scope of metadata alone, that and whose it is. */
export function userView(record: Values, { scope }: Access): Values {
  const whole = wholeView(record);
  if (scope.has('read:users')) return whole;
  const { user_id, app_metadata } = whole;
  return { user_id, ...(app_metadata === undefined ? {} : { app_metadata }) };
}

/** All of a record. */
export function wholeView(record: Values): Values {
  const { has_second_factor, phone_number_verified, ...document } = writeDocument(
    KINDS.user,
    'auth0',
    record,
    { defaults: 'write', computed: 'write' },
  );
  const { email, username, email_verified = false } = document;
  const called = typeof email === 'string' ? email : username;
  const nickname = typeof email === 'string' ? localPart(email) : username;
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
