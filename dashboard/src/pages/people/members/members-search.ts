/**
 * What lies over the list of members, and about whom, as its address says it.
 */
const MEMBER_DIALOGS = ['add', 'change', 'remove'] as const;

export type MemberDialog = (typeof MEMBER_DIALOGS)[number];

export type MembersSearch = { readonly dialog?: MemberDialog; readonly of?: string };

export function readMembersSearch({ dialog, of }: Readonly<Record<string, unknown>>): MembersSearch {
  const open = MEMBER_DIALOGS.find((one) => one === dialog);
  if (open === undefined || (open !== 'add' && typeof of !== 'string')) return {};
  return { dialog: open, ...(typeof of === 'string' ? { of } : {}) };
}
