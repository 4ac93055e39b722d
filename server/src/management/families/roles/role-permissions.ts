/**
 * What a role allows.
 */
import { ok, type Result } from '../../../protocol/result.ts';
import { isSamePermission, type Permission, permissionsOf } from '../../../resources/end-user/role.ts';
import { tenantRoleIdOf } from '../../../resources/end-user/tenant-roles.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import type { Problem } from '../../problem.ts';
import { atDesk, findRecord } from '../../records.ts';
import {
  findRole,
  inexistentRole,
  namedIn,
  PERMISSION_SCHEMA,
  PERMISSIONS_BODY,
  ROLE,
  toldPermissions,
  unchangeable,
} from './role-records.ts';

const PATH = '/roles/{id}/permissions';

/** How often a change is begun again where others change the role at the same time. */
const ATTEMPTS = 10;

type Change = (before: readonly Permission[]) => readonly Permission[];

async function change(
  { exchange, access, path }: Pick<Asked, 'exchange' | 'access' | 'path'>,
  changed: Change,
): Promise<Result<undefined, Problem>> {
  const id = path['id'] ?? '';
  if (tenantRoleIdOf(id) !== undefined) return unchangeable();
  for (let attempt = 1; ; attempt += 1) {
    const found = await findRecord(ROLE, [id], exchange);
    if (!found.ok) return found;
    const { record, version } = found.value;
    const permissions = changed(permissionsOf(record['permissions']));
    const { tenant_id } = exchange.tenant;
    const done = await atDesk(
      {
        ...{ kind: 'role', place: { tenant_id }, verb: 'change', meant: 'patch', version },
        said: { id, permissions },
      },
      { exchange, access },
      { noun: ROLE.noun },
    );
    if (done.ok) return ok(undefined);
    if (done.error.status !== 412 || attempt === ATTEMPTS) return done;
  }
}

const isIn = (permissions: readonly Permission[]) => (one: Permission) =>
  permissions.some((other) => isSamePermission(one, other));

export const ROLE_PERMISSION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'role_permissions_list', method: 'GET', path: PATH, sentence: 'Lists what a role allows.' },
    ...{ scopes: ['read:roles'], query: PAGE_FIELDS },
    answers: { 200: listSchema('permissions', PERMISSION_SCHEMA) },
    async handle({ exchange, path, query }) {
      const role = await findRole(path['id'] ?? '', exchange);
      if (!role) return inexistentRole();
      const { offset, limit } = pageOf(query);
      const entries = await toldPermissions(role.permissions.slice(offset, offset + limit), exchange);
      const total = query.include_totals ? role.permissions.length : undefined;
      return ok(pageAnswer('permissions', entries, { query, total }));
    },
  }),
  operation({
    ...{ id: 'role_permissions_add', method: 'POST', path: PATH, sentence: 'Lets a role allow more.' },
    ...{ scopes: ['update:roles'], body: PERMISSIONS_BODY, answers: { 201: undefined } },
    async handle({ body, ...asked }) {
      const named = namedIn(body);
      const done = await change(asked, (before) => [
        ...before,
        ...named.filter((one, index) => !isIn([...before, ...named.slice(0, index)])(one)),
      ]);
      return done.ok ? ok({ status: 201 }) : done;
    },
  }),
  operation({
    ...{ id: 'role_permissions_remove', method: 'DELETE', path: PATH, sentence: 'Lets a role allow less.' },
    ...{ scopes: ['update:roles'], body: PERMISSIONS_BODY, answers: { 204: undefined } },
    async handle({ body, ...asked }) {
      const named = namedIn(body);
      const done = await change(asked, (before) => before.filter((one) => !isIn(named)(one)));
      return done.ok ? ok({ status: 204 }) : done;
    },
  }),
];
