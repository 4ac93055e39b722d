/**
 * Who has a role.
 */
import { ok } from '../../../protocol/result.ts';
import { required } from '../../../resources/field.ts';
import { identifier, list } from '../../../resources/shape.ts';
import { type Operation, operation } from '../../operation.ts';
import {
  CHECKPOINT_FIELDS,
  checkpointAnswer,
  checkpointOf,
  cursorsOf,
  listSchema,
  PAGE_FIELDS,
  pageAnswer,
  pageOf,
} from '../../paging.ts';
import { allAtDesk } from '../../records.ts';
import { memberWish } from './holdings.ts';
import { findRole, inexistentRole } from './role-records.ts';

const PATH = '/roles/{id}/users';

const USER_SCHEMA = {
  type: 'object',
  properties: Object.fromEntries(
    ['user_id', 'email', 'name', 'picture'].map((name) => [name, { type: 'string' }]),
  ),
  required: ['user_id'],
  additionalProperties: false,
};

/** What is told of somebody in a list. */
function toldUser(sub: string, { email, name, picture }: Readonly<Record<string, unknown>>) {
  const claims = Object.entries({ email, name, picture }).filter(([, value]) => typeof value === 'string');
  return { user_id: sub, ...Object.fromEntries(claims) };
}

export const ROLE_USER_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'role_users_list', method: 'GET', path: PATH, sentence: 'Lists who has a role.' },
    scopes: ['read:users', 'read:role_members'],
    query: { ...PAGE_FIELDS, ...CHECKPOINT_FIELDS },
    answers: { 200: listSchema('users', USER_SCHEMA, { checkpoint: true }) },
    async handle({ exchange, path, query }) {
      const id = path['id'] ?? '';
      if (!(await findRole(id, exchange))) return inexistentRole();
      const { roles } = exchange.records;
      const cursors = cursorsOf(exchange, JSON.stringify(['role_users', id]));
      const checkpoint = checkpointOf(query, cursors);
      if (!checkpoint.ok) return checkpoint;
      if (checkpoint.value) {
        const { after, limit } = checkpoint.value;
        const holders = await roles.holders(id, { after: after?.[0] ?? '', limit });
        const last = holders.at(-1);
        const entries = holders.map(({ sub, claims }) => toldUser(sub, claims));
        return ok(
          checkpointAnswer({ collection: 'users', entries, last: last && [last.sub], limit }, cursors),
        );
      }
      const holders = await roles.holders(id, pageOf(query));
      const entries = holders.map(({ sub, claims }) => toldUser(sub, claims));
      const total = query.include_totals ? await roles.countHolders(id) : undefined;
      return ok(pageAnswer('users', entries, { query, total }));
    },
  }),
  operation({
    ...{ id: 'role_users_add', method: 'POST', path: PATH, sentence: 'Gives a role to somebody.' },
    scopes: ['create:role_members'],
    body: {
      users: required(list(identifier(255), { min: 1, max: 1_000 }), { sentence: 'To whom, by user_id.' }),
    },
    answers: { 200: undefined },
    async handle({ body, path, ...asking }) {
      const role_id = path['id'] ?? '';
      const { tenant_id } = asking.exchange.tenant;
      if (!(await findRole(role_id, asking.exchange))) return inexistentRole();
      const wishes = [...new Set(body.users)].map((sub) => memberWish({ tenant_id, sub, role_id }, 'put'));
      const done = await allAtDesk(wishes, asking, { noun: 'user' });
      return done.ok ? ok({ status: 200 }) : done;
    },
  }),
];
