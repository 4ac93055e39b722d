/**
 * What somebody may do: what they were given directly is given and taken here, and beside it stands what their roles allow.
 */
import { ok } from '../../../protocol/result.ts';
import { optional } from '../../../resources/field.ts';
import { identifier, text } from '../../../resources/shape.ts';
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
import { findHolder, type Held, nameOf, permissionsHeld, permissionWish, rolesHeld } from './holdings.ts';
import { namedIn, PERMISSIONS_BODY, ROLE, toldPermissions } from './role-records.ts';

const PATH = '/users/{id}/permissions';

const ANY_OBJECT = { type: 'object' };

const EFFECTIVE = {
  ...CHECKPOINT_FIELDS,
  resource_server_identifier: optional(identifier(600), { sentence: 'At this API alone.' }),
} as const;

export const USER_PERMISSION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'user_permissions_list', method: 'GET', path: PATH, sentence: 'Lists what somebody may do.' },
    ...{ scopes: ['read:users'], query: PAGE_FIELDS },
    answers: { 200: listSchema('permissions', ANY_OBJECT) },
    async handle({ exchange, path, query }) {
      const sub = await findHolder(path, exchange);
      if (!sub.ok) return sub;
      const { offset, limit } = pageOf(query);
      const all = await permissionsHeld(sub.value, exchange);
      const page = all.slice(offset, offset + limit);
      const told = await toldPermissions(
        page.map(({ permission }) => permission),
        exchange,
      );
      const entries = told.map((one, index) => ({ ...one, sources: page[index]?.sources }));
      return ok(
        pageAnswer('permissions', entries, { query, total: query.include_totals ? all.length : undefined }),
      );
    },
  }),
  operation({
    ...{ id: 'user_permissions_add', method: 'POST', path: PATH, sentence: 'Lets somebody do more.' },
    ...{ scopes: ['update:users'], body: PERMISSIONS_BODY, answers: { 201: undefined } },
    async handle({ body, path, ...asking }) {
      const sub = await findHolder(path, asking.exchange);
      if (!sub.ok) return sub;
      const { tenant_id } = asking.exchange.tenant;
      const named = new Map(namedIn(body).map((permission) => [nameOf(permission), permission]));
      const wishes = [...named.values()].map((permission) =>
        permissionWish({ tenant_id, sub: sub.value, permission }, 'put'),
      );
      const done = await allAtDesk(wishes, asking, { noun: 'permission' });
      return done.ok ? ok({ status: 201 }) : done;
    },
  }),
  operation({
    ...{ id: 'user_permissions_remove', method: 'DELETE', path: PATH },
    sentence: 'Takes from somebody what they were given directly.',
    ...{ scopes: ['update:users'], body: PERMISSIONS_BODY, answers: { 204: undefined } },
    async handle({ body, path, ...asking }) {
      const sub = await findHolder(path, asking.exchange);
      if (!sub.ok) return sub;
      const { tenant, records } = asking.exchange;
      const direct = await records.roles.permissionsOf(sub.value, { limit: 1_000 });
      const named = new Set(namedIn(body).map(nameOf));
      const wishes = direct
        .filter((permission) => named.has(nameOf(permission)))
        .map((permission) =>
          permissionWish({ tenant_id: tenant.tenant_id, sub: sub.value, permission }, 'delete'),
        );
      const done = await allAtDesk(wishes, asking, { noun: 'permission' });
      return done.ok ? ok({ status: 204 }) : done;
    },
  }),
  operation({
    ...{ id: 'user_effective_permissions_list', method: 'GET', path: '/users/{id}/effective-permissions' },
    sentence: 'Lists what somebody may do, with whether that comes of roles.',
    ...{ scopes: ['read:users'], query: EFFECTIVE },
    answers: { 200: listSchema('permissions', ANY_OBJECT, { checkpoint: true }) },
    async handle({ exchange, path, query }) {
      const sub = await findHolder(path, exchange);
      if (!sub.ok) return sub;
      const { resource_server_identifier: api, take = 50 } = query;
      const cursors = cursorsOf(exchange, JSON.stringify(['user_effective_permissions', sub.value, api]));
      const checkpoint = checkpointOf({ ...query, take }, cursors);
      if (!checkpoint.ok) return checkpoint;
      const after = checkpoint.value?.after?.[0] ?? '';
      const page = (await permissionsHeld(sub.value, exchange))
        .filter(({ permission }) => api === undefined || permission.resource_server_identifier === api)
        .filter(({ permission }) => nameOf(permission) > after)
        .slice(0, take);
      const told = await toldPermissions(
        page.map(({ permission }) => permission),
        exchange,
      );
      const permissions = told.map((one, index) => ({ ...one, sources: kindsOf(page[index]) }));
      const last = page.length === take ? page.at(-1) : undefined;
      const next = last ? { next: cursors.write([nameOf(last.permission)]) } : {};
      return ok({ status: 200, body: { permissions, ...next } });
    },
  }),
  operation({
    ...{ id: 'user_effective_permission_roles_list', method: 'GET' },
    path: '/users/{id}/effective-permissions/sources/effective-roles',
    sentence: 'Lists the roles by which somebody has a permission.',
    scopes: ['read:users'],
    query: { ...EFFECTIVE, permission_name: optional(text(280), { sentence: 'This permission alone.' }) },
    answers: { 200: listSchema('roles', ANY_OBJECT, { checkpoint: true }) },
    async handle({ exchange, path, query }) {
      const sub = await findHolder(path, exchange);
      if (!sub.ok) return sub;
      // All of them are one page: nobody is given a `next`.
      const checkpoint = checkpointOf(query, cursorsOf(exchange, 'user_effective_permission_roles'));
      if (!checkpoint.ok) return checkpoint;
      const { resource_server_identifier: api, permission_name: name } = query;
      const roles = (await rolesHeld(sub.value, exchange)).filter(({ permissions }) =>
        permissions.some(
          (one) =>
            (api === undefined || one.resource_server_identifier === api) &&
            (name === undefined || one.permission_name === name),
        ),
      );
      const entries = roles.map((role) => ({ ...shown(ROLE, role, exchange), sources: ['direct'] }));
      return ok({ status: 200, body: { roles: entries } });
    },
  }),
];

/** Auth0's words for where a permission comes from. */
function kindsOf(held: Held | undefined): readonly string[] {
  const types = new Set(held?.sources.map(({ source_type }) => source_type));
  return [...(types.has('DIRECT') ? ['direct'] : []), ...(types.has('ROLE') ? ['roles'] : [])];
}
