/**
 * Which part of a user's page is shown, and what lies over it, as its address says it.
 */
import { type ActName, isAct } from './acts.ts';

export const USER_PARTS = [
  'profile',
  'sessions',
  'factors',
  'grants',
  'roles',
  'permissions',
  'log',
  'raw',
] as const;

export type UserPart = (typeof USER_PARTS)[number];

/** What lies over it and is no act of the table. */
const OTHER_DIALOGS = ['delete', 'set_password', 'give_roles', 'give_permissions'] as const;

export type UserDialog = ActName | (typeof OTHER_DIALOGS)[number];

export type UserSearch = {
  readonly part?: UserPart;
  readonly dialog?: UserDialog;
  /** Which entry of the part it is about. */
  readonly of?: string;
  /** From 1. */
  readonly page?: number;
  /** Where a list goes on. */
  readonly from?: string;
};

export function readUserSearch(search: Readonly<Record<string, unknown>>): UserSearch {
  const { part, dialog, of, page, from } = search;
  const shown = USER_PARTS.find((one) => one === part && one !== 'profile');
  const open =
    typeof dialog === 'string' && isAct(dialog) ? dialog : OTHER_DIALOGS.find((one) => one === dialog);
  return {
    ...(shown === undefined ? {} : { part: shown }),
    ...(open === undefined ? {} : { dialog: open }),
    ...(open !== undefined && typeof of === 'string' ? { of } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
    ...(typeof from === 'string' && from !== '' ? { from } : {}),
  };
}
