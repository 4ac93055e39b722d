/**
 * Roles.
 */
import type { View } from './view.ts';

export const ROLE_VIEW: View = {
  kind: 'role',
  section: 'roles',
  id: 'id',
  operations: {
    list: 'roles_list',
    show: 'roles_show',
    create: 'roles_create',
    update: 'roles_update',
    remove: 'roles_delete',
  },
  collection: 'roles',
  names: ['name', 'id'],
  columns: [
    { member: 'name', shows: 'name' },
    { member: 'description', shows: 'words' },
    { member: 'id', shows: 'code', isMinor: true },
  ],
  search: { parameter: 'name_filter', hint: 'searchRoles', query: (typed) => typed },
  groups: [{ name: 'basics', fields: ['name', 'description', 'id'] }],
  apart: ['permissions'],
  asked: ['name', 'description'],
  takes: [{ says: 'members', counted: { id: 'role_users_list', by: 'path', name: 'id' } }],
};
