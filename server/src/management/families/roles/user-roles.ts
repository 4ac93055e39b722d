/**
 * The roles of somebody.
 */
import { ok } from '../../../protocol/result.ts';
import { MAX_ROLES } from '../../../resources/end-user/role.ts';
import { required } from '../../../resources/field.ts';
import { identifier, list } from '../../../resources/shape.ts';
import { documentSchema } from '../../document/schema.ts';
import { type Operation, operation } from '../../operation.ts';
import {
  CHECKPOINT_FIELDS,
  checkpointOf,
  cursorsOf,
  listSchema,
  PAGE_FIELDS,
  pageAnswer,
  pageOf,
} from '../../paging.ts';
import { allAtDesk, shown } from '../../records.ts';
import { findHolder, memberWish } from './holdings.ts';
import { findRole, inexistentRole, ROLE } from './role-records.ts';

const PATH = '/users/{id}/roles';

const SCHEMA = documentSchema(ROLE, 'read');

const ROLES_BODY = {
  roles: required(list(identifier(64), { min: 1, max: MAX_ROLES }), { sentence: 'Roles by their ids.' }),
} as const;

export const USER_ROLE_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_roles_list', method: 'GET', path: PATH, sentence: 'Lists the roles of somebody.' },
    ...{ scopes: ['read:users', 'read:roles', 'read:role_members'], query: PAGE_FIELDS },
    answers: { 200: listSchema('roles', SCHEMA) },
    async handle({ exchange, path, query }) {
      const sub = await findHolder(path, exchange);
      if (!sub.ok) return sub;
      const held = exchange.records.roles;
      const ids = await held.rolesOf(sub.value, pageOf(query));
      const roles = await Promise.all(ids.map((id) => findRole(id, exchange)));
      const entries = roles.flatMap((role) => (role ? [shown(ROLE, role, exchange)] : []));
      const total = query.include_totals ? await held.countRolesOf(sub.value) : undefined;
      return ok(pageAnswer('roles', entries, { query, total }));
    },
  }),
  operation({
    ...{ id: 'user_roles_add', method: 'POST', path: PATH, sentence: 'Gives somebody roles.' },
    scopes: ['update:users', 'create:role_members'],
    ...{ body: ROLES_BODY, answers: { 204: undefined } },
    async handle({ body, path, ...asking }) {
      const sub = await findHolder(path, asking.exchange);
      if (!sub.ok) return sub;
      const { tenant_id } = asking.exchange.tenant;
      const roles = await Promise.all(body.roles.map((id) => findRole(id, asking.exchange)));
      if (roles.includes(undefined)) return inexistentRole();
      const wishes = [...new Set(body.roles)].map((role_id) =>
        memberWish({ tenant_id, sub: sub.value, role_id }, 'put'),
      );
      const done = await allAtDesk(wishes, asking, { noun: 'role' });
      return done.ok ? ok({ status: 204 }) : done;
    },
  }),
  operation({
    ...{ id: 'user_roles_remove', method: 'DELETE', path: PATH, sentence: 'Takes roles from somebody.' },
    scopes: ['update:users', 'delete:role_members'],
    ...{ body: ROLES_BODY, answers: { 204: undefined } },
    async handle({ body, path, ...asking }) {
      const sub = await findHolder(path, asking.exchange);
      if (!sub.ok) return sub;
      const { tenant, records } = asking.exchange;
      const wanted = [...new Set(body.roles)];
      const isHeld = await Promise.all(wanted.map((role_id) => records.roles.isHeld(role_id, sub.value)));
      const wishes = wanted
        .filter((_, index) => isHeld[index])
        .map((role_id) => memberWish({ tenant_id: tenant.tenant_id, sub: sub.value, role_id }, 'delete'));
      const done = await allAtDesk(wishes, asking, { noun: 'role' });
      return done.ok ? ok({ status: 204 }) : done;
    },
  }),
  operation({
    ...{ id: 'user_effective_roles_list', method: 'GET', path: '/users/{id}/effective-roles' },
    sentence: 'Lists the roles of somebody, with where they come from: here, always directly.',
    ...{ scopes: ['read:users', 'read:roles', 'read:role_members'], query: CHECKPOINT_FIELDS },
    answers: { 200: listSchema('roles', { type: 'object' }, { checkpoint: true }) },
    async handle({ exchange, path, query }) {
      const sub = await findHolder(path, exchange);
      if (!sub.ok) return sub;
      const cursors = cursorsOf(exchange, JSON.stringify(['user_effective_roles', sub.value]));
      const { take = 50 } = query;
      const checkpoint = checkpointOf(query, cursors);
      if (!checkpoint.ok) return checkpoint;
      const after = checkpoint.value?.after?.[0] ?? '';
      const ids = await exchange.records.roles.rolesOf(sub.value, { after, limit: take });
      const roles = await Promise.all(ids.map((id) => findRole(id, exchange)));
      const entries = roles.flatMap((role) =>
        role ? [{ description: '', ...shown(ROLE, role, exchange), sources: ['direct'] }] : [],
      );
      const last = ids.at(-1);
      const more = ids.length === take && last !== undefined ? { next: cursors.write([last]) } : {};
      return ok({ status: 200, body: { roles: entries, ...more } });
    },
  }),
];
