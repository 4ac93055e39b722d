/**
 * A person as the Management API answers with one, as far as a token may see it.
 */
import { TIMES, wholeView } from '../../../people/person-view.ts';
import type { JsonSchema } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { documentSchema } from '../../document/schema.ts';
import type { Access } from '../../operation.ts';
import type { Shown } from '../../records.ts';

export const USERS: Shown = { kind: 'user', noun: 'user' };

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
