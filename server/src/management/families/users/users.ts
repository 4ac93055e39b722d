/**
 * People.
 */
import { ok, type Result } from '../../../protocol/result.ts';
import type { JsonSchema } from '../../../resources/field.ts';
import { isRecordOf } from '../../../resources/field.ts';
import { objectSchema } from '../../../resources/shape.ts';
import { documentSchema } from '../../document/schema.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  type Operation,
  type OwnBody,
  operation,
} from '../../operation.ts';
import { listSchema } from '../../paging.ts';
import type { Problem } from '../../problem.ts';
import { PROJECTION_FIELDS, project } from '../../projection.ts';
import { atDesk, etag, findRecord } from '../../records.ts';
import { BESIDE, createUser, updateUser } from './user-changes.ts';
import { BY_EMAIL_FIELDS, LIST_FIELDS, listUsers, listUsersByEmail } from './user-lists.ts';
import { USER_SCHEMA, USERS, userView } from './user-view.ts';

type Answered = Promise<Result<Answer, Problem>>;

async function showUser({ exchange, path, query, access }: Asked): Answered {
  if (!isRecordOf(PROJECTION_FIELDS, query)) throw new Error('The door reads the query of a person.');
  const found = await findRecord(USERS, [path['id'] ?? ''], exchange);
  if (!found.ok) return found;
  const { record, version } = found.value;
  return ok({ status: 200, body: project(userView(record, access), query), headers: etag(version) });
}

/** Who is gone already is as gone as was asked for (RFC 9110 §9.2.2). */
async function deleteUser(asked: Asked): Answered {
  const { exchange, path, version } = asked;
  const gone = await atDesk(
    {
      ...{ kind: 'user', place: { tenant_id: exchange.tenant.tenant_id }, verb: 'delete' },
      key: [path['id'] ?? ''],
      ...(version === undefined ? {} : { version }),
    },
    asked,
    { noun: USERS.noun },
  );
  return gone.ok || gone.error.status === 404 ? ok({ status: 204 }) : gone;
}

/** All that is kept about somebody, as they are given it themselves (GDPR Art. 15). That it was read is written down. */
async function exportUser({ exchange, path, access }: Asked): Answered {
  const sub = path['id'] ?? '';
  const found = await findRecord(USERS, [sub], exchange);
  if (!found.ok) return found;
  const { records, request_id, address } = exchange;
  const parts = await records.ownData.all(sub);
  const event = { type: 'data_exported', request_id, ip: address, sub, actor: actorOf(access) } as const;
  await records.audit.record(event);
  return ok({ status: 200, body: { user_id: sub, parts } });
}

const EXPORTED: JsonSchema = {
  type: 'object',
  properties: {
    user_id: { type: 'string' },
    parts: {
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'object' } },
      description: 'What every table holds about them; nothing in it lets anybody in.',
    },
  },
  required: ['user_id', 'parts'],
  additionalProperties: false,
};

/** A document of the kind, with what is said beside it. */
function bodyFor(use: 'create' | 'change'): OwnBody {
  const record = documentSchema(USERS, use);
  const beside = objectSchema(BESIDE)['properties'];
  const properties = { ...Object(record['properties']), ...Object(beside) };
  return { reads: 'object', schema: { ...record, properties } };
}

export const USER_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'users_list', method: 'GET', path: '/users', sentence: 'Lists people, or searches for some.' },
    ...{ scopes: ['read:users'], query: LIST_FIELDS },
    answers: { 200: listSchema('users', USER_SCHEMA, { checkpoint: true }) },
    handle: listUsers,
  }),
  operation({
    ...{ id: 'users_by_email_list', method: 'GET', path: '/users-by-email' },
    sentence: 'Shows who has an e-mail address.',
    ...{ scopes: ['read:users'], query: BY_EMAIL_FIELDS },
    answers: { 200: { type: 'array', items: USER_SCHEMA } },
    handle: listUsersByEmail,
  }),
  {
    ...{ id: 'users_create', method: 'POST', path: '/users', sentence: 'Makes a person.' },
    ...{ scopes: ['create:users'], query: {}, body: bodyFor('create') },
    answers: { 201: USER_SCHEMA },
    handle: createUser,
  },
  {
    ...{ id: 'users_show', method: 'GET', path: '/users/{id}', sentence: 'Shows a person.' },
    scopes: ['read:users', 'read:users_app_metadata'],
    query: PROJECTION_FIELDS,
    answers: { 200: USER_SCHEMA },
    handle: showUser,
  },
  {
    ...{ id: 'users_update', method: 'PATCH', path: '/users/{id}', sentence: 'Changes a person.' },
    scopes: ['update:users', 'update:users_app_metadata'],
    query: {},
    body: bodyFor('change'),
    answers: { 200: USER_SCHEMA },
    handle: updateUser,
  },
  {
    ...{ id: 'users_delete', method: 'DELETE', path: '/users/{id}' },
    sentence: 'Removes a person, and all that is kept about them.',
    ...{ scopes: ['delete:users'], query: {}, answers: { 204: undefined } },
    handle: deleteUser,
  },
  {
    ...{ id: 'users_export', method: 'GET', path: '/users/{id}/export' },
    sentence: 'Shows all that is kept about a person, for whoever asks for their own data.',
    ...{ scopes: ['read:users'], query: {}, answers: { 200: EXPORTED } },
    handle: exportUser,
  },
];
