/**
 * Which part of a role's page is shown, and what lies over it, as its address says it.
 */
export const ROLE_PARTS = ['settings', 'permissions', 'people'] as const;

type RolePart = (typeof ROLE_PARTS)[number];

const ROLE_DIALOGS = ['delete', 'add_permissions', 'take_permission', 'give_people', 'take_person'] as const;

export type RoleDialog = (typeof ROLE_DIALOGS)[number];

export type RoleSearch = {
  readonly part?: RolePart;
  readonly dialog?: RoleDialog;
  readonly of?: string;
  readonly page?: number;
};

export function readRoleSearch(search: Readonly<Record<string, unknown>>): RoleSearch {
  const { part, dialog, of, page } = search;
  const shown = ROLE_PARTS.find((one) => one === part && one !== 'settings');
  const open = ROLE_DIALOGS.find((one) => one === dialog);
  return {
    ...(shown === undefined ? {} : { part: shown }),
    ...(open === undefined ? {} : { dialog: open }),
    ...(open !== undefined && typeof of === 'string' ? { of } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
  };
}
