/**
 * Who administers the tenant: whoever has a role that every tenant has, once, by the strongest that they have.
 */
import { useQueries } from '@tanstack/react-query';
import { useApi } from '../../../api/queries.ts';
import type { Document } from '../../../kinds/view.ts';
import { askedWhole } from '../../../record/whole.ts';
import type { Holder } from '../role/role-people.tsx';

/** The strongest first (server/src/resources/end-user/tenant-roles.ts). */
export const MEMBER_ROLES = ['owner', 'admin', 'support', 'viewer'] as const;

export type MemberRole = (typeof MEMBER_ROLES)[number];

export const roleIdOf = (role: MemberRole): string => `rol_tacit_${role}`;

export type Member = Holder & { readonly roles: readonly MemberRole[] };

export function memberQuestion(api: ReturnType<typeof useApi>, role: MemberRole) {
  return askedWhole(api, 'role_users_list', { path: { id: roleIdOf(role) } });
}

/** Undefined: they are on their way. */
export function useMembers(): {
  readonly members: readonly Member[] | undefined;
  /** How many there are beside them. */
  readonly rest: number;
  readonly error: Error | null;
} {
  const api = useApi();
  const answers = useQueries({ queries: MEMBER_ROLES.map((role) => memberQuestion(api, role)) });
  const members = new Map<string, Member>();
  for (const [place, { data }] of answers.entries()) {
    const role = MEMBER_ROLES[place];
    if (role === undefined || !data) continue;
    for (const entry of data.entries) {
      const holder = holderIn(entry);
      const before = members.get(holder.user_id);
      members.set(holder.user_id, { ...holder, roles: [...(before?.roles ?? []), role] });
    }
  }
  const isThere = answers.every(({ data }) => data !== undefined);
  const error = answers.find((answer) => answer.error)?.error ?? null;
  const rest = answers.reduce((sum, { data }) => sum + (data?.rest ?? 0), 0);
  return { members: isThere ? [...members.values()] : undefined, rest, error };
}

function holderIn({ user_id, email, name }: Document): Holder {
  return {
    user_id: String(user_id),
    ...(typeof email === 'string' ? { email } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
}

export function isLastOwner({ roles }: Member, members: readonly Member[]): boolean {
  return roles.includes('owner') && members.filter((one) => one.roles.includes('owner')).length === 1;
}
