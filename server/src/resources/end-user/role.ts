/**
 * What somebody may do at APIs, under a name that several people can have (Auth0: roles and permissions). A permission is a scope of
 * an API.
 */
import { optional, type RecordOf, required, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { identifier, isMapping, list, record, text } from '../shape.ts';

/** What is allowed: a scope of an API, in Auth0's names. */
export const PERMISSION_FIELDS = {
  resource_server_identifier: required(identifier(600), { sentence: 'The API.' }),
  permission_name: required(text(280), { sentence: 'A scope of it.' }),
} as const;

export type Permission = RecordOf<typeof PERMISSION_FIELDS>;

/** As many as Auth0 takes: of a role, and of somebody. */
export const MAX_PERMISSIONS = 1_000;

/** Of somebody. */
export const MAX_ROLES = 50;

const ROLE_FIELDS = {
  id: required(identifier(64), {
    sentence: 'What it is called by whoever refers to it; left out, one is made: `rol_...`.',
    createOnly: true,
  }),
  name: required(text(255), { sentence: 'What people call it; no two of a tenant have one name.' }),
  description: optional(text(255), { sentence: 'What it is for.' }),
  permissions: withDefault(list(record(PERMISSION_FIELDS), { max: MAX_PERMISSIONS }), [], {
    sentence: 'What who has it may do.',
  }),
} as const;

export type Role = RecordOf<typeof ROLE_FIELDS>;

/** Names and ids that begin so are the server’s own. */
const OWN_NAMES = /^(?:tacit:|rol_tacit_)/;

const RULES: readonly Rule[] = [
  {
    code: 'name_taken',
    reads: () => ({ roles: true }),
    judge: ({ record: { id, name } }, { roles }) =>
      roles.some((role) => role['id'] !== id && role['name'] === name)
        ? [{ path: ['name'], message: 'is the name of another role' }]
        : [],
  },
  {
    code: 'own_name',
    judge: ({ record }) =>
      ['id', 'name'].flatMap((field) =>
        OWN_NAMES.test(String(record[field]))
          ? [{ path: [field], message: 'begins as the names of the server’s own roles do' }]
          : [],
      ),
  },
  {
    code: 'unknown_permission',
    reads: ({ record: { permissions } }) => ({
      apis: permissionsOf(permissions).map((one) => one.resource_server_identifier),
    }),
    judge: ({ record: { permissions } }, { scopesOf }) =>
      permissionsOf(permissions).flatMap((permission, index) => {
        const mistake = permissionMistake(permission, scopesOf);
        return mistake ? [{ ...mistake, path: ['permissions', index, ...mistake.path] }] : [];
      }),
  },
  {
    code: 'listed_twice',
    judge: ({ record: { permissions } }) =>
      permissionsOf(permissions).flatMap((permission, index, all) =>
        all.findIndex((one) => isSamePermission(one, permission)) < index
          ? [{ path: ['permissions', index], message: 'is there twice' }]
          : [],
      ),
  },
];

/** What is wrong with what a permission names: no such API, or no such scope of it. */
export function permissionMistake(
  { resource_server_identifier, permission_name }: Permission,
  scopesOf: (identifier: string) => readonly string[] | undefined,
): { readonly path: readonly string[]; readonly message: string } | undefined {
  const scopes = scopesOf(resource_server_identifier);
  if (!scopes) return { path: ['resource_server_identifier'], message: 'is not an API of this tenant' };
  return scopes.includes(permission_name)
    ? undefined
    : { path: ['permission_name'], message: 'is not a scope of that API' };
}

/** Whether two permissions allow the same. */
export function isSamePermission(a: Permission, b: Permission): boolean {
  return (
    a.resource_server_identifier === b.resource_server_identifier && a.permission_name === b.permission_name
  );
}

/** The permissions in what a record holds; what is none is left out. */
export function permissionsOf(value: unknown): readonly Permission[] {
  return Array.isArray(value) ? value.filter(isPermission) : [];
}

/** What a role allows at an API. */
export function permissionNames(
  role: Pick<Role, 'permissions'> | undefined,
  identifier: string,
): readonly string[] {
  return (role?.permissions ?? [])
    .filter((one) => one.resource_server_identifier === identifier)
    .map((one) => one.permission_name);
}

function isPermission(value: unknown): value is Permission {
  return (
    isMapping(value) &&
    typeof value['resource_server_identifier'] === 'string' &&
    typeof value['permission_name'] === 'string'
  );
}

export const ROLE: Kind = {
  name: 'role',
  section: 'roles',
  command: 'roles',
  sentence: 'What somebody may do at APIs, under a name that several people can have.',
  key: ['id'],
  fields: ROLE_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['id'] }, { fields: ['name'] }],
  columns: ['id', 'name', 'description', 'permissions'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
