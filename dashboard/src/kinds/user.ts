/**
 * People.
 */
import { lazy } from 'react';
import type { View } from './view.ts';

/** Words are looked for in names and addresses; what has a colon is a query of its own (docs/guides/management-api.md). */
export function userQuery(typed: string): string {
  if (typed.includes(':')) return typed;
  const words = typed.replaceAll(/[^\p{L}\p{N}@._-]+/gu, ' ').trim();
  const prefix = words.replaceAll(' ', '\\ ');
  return words === '' ? '*' : `email:${prefix}* OR name:${prefix}*`;
}

const FilesLink = lazy(() =>
  import('../pages/people/files/files-link.tsx').then((file) => ({ default: file.FilesLink })),
);

export const USER_VIEW: View = {
  kind: 'user',
  section: 'users',
  id: 'user_id',
  operations: {
    list: 'users_list',
    show: 'users_show',
    create: 'users_create',
    update: 'users_update',
    remove: 'users_delete',
  },
  collection: 'users',
  names: ['name', 'email', 'username', 'user_id'],
  columns: [
    { member: 'name', shows: 'name' },
    { member: 'email', shows: 'words' },
    { member: 'last_login', shows: 'time', isMinor: true },
    { member: 'logins_count', shows: 'words', isMinor: true },
    { member: 'blocked', shows: 'yes', isMinor: true },
  ],
  search: { parameter: 'q', hint: 'searchUsers', query: userQuery },
  mostFound: 1_000,
  orders: ['', 'last_login:-1', 'created_at:-1', 'created_at:1', 'email:1'],
  groups: [
    { name: 'basics', fields: ['sub', 'email', 'email_verified', 'username', 'name', 'blocked'] },
    { name: 'profile', fields: ['given_name', 'family_name', 'nickname', 'picture', 'phone_number'] },
    { name: 'metadata', fields: ['user_metadata', 'app_metadata'] },
  ],
  apart: ['password', 'password_hash'],
  asked: ['email', 'name', 'email_verified'],
  takes: [{ says: 'sessions' }, { says: 'consents' }, { says: 'metadata' }],
  Beside: FilesLink,
};
