/**
 * A permission that somebody was given directly, beside those of their roles.
 */
import { required } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { identifier, text } from '../shape.ts';
import { permissionMistake, permissionsOf } from './role.ts';
import { unknownUser } from './role-member.ts';

const RULES: readonly Rule[] = [
  unknownUser(),
  {
    code: 'unknown_permission',
    reads: ({ record }) => ({
      apis: permissionsOf([record]).map((one) => one.resource_server_identifier),
    }),
    judge: ({ record }, { scopesOf }) =>
      permissionsOf([record]).flatMap((permission) => permissionMistake(permission, scopesOf) ?? []),
  },
];

export const USER_PERMISSION: Kind = {
  name: 'user_permission',
  section: 'userPermissions',
  command: 'user-permissions',
  sentence: 'A permission that somebody was given directly, beside those of their roles.',
  key: ['sub', 'resource_server_identifier', 'permission_name'],
  fields: {
    sub: required(identifier(255), { sentence: 'Who has it.', auth0: 'user_id', createOnly: true }),
    resource_server_identifier: required(identifier(600), { sentence: 'The API.', createOnly: true }),
    permission_name: required(text(280), { sentence: 'A scope of it.', createOnly: true }),
  },
  rules: RULES,
  unlike: [{ fields: ['sub', 'resource_server_identifier', 'permission_name'] }],
  columns: ['sub', 'resource_server_identifier', 'permission_name'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'delete'],
};
