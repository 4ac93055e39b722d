/**
 * Who has which role.
 */
import { required } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { identifier } from '../shape.ts';
import { LAST_OWNER, OWNER_ROLE } from './tenant-roles.ts';

const ROLE_MEMBER_FIELDS = {
  sub: required(identifier(255), { sentence: 'Who has it.', auth0: 'user_id', createOnly: true }),
  role_id: required(identifier(64), { sentence: 'The role, by its id.', createOnly: true }),
} as const;

const RULES: readonly Rule[] = [
  unknownUser(),
  {
    code: 'unknown_role',
    reads: ({ record: { role_id } }) => ({ role: String(role_id) }),
    judge: (_, { hasRole }) =>
      hasRole ? [] : [{ path: ['role_id'], message: 'is not a role of this tenant' }],
  },
  {
    // A tenant that nobody owns is one that nobody can give back to somebody.
    code: 'last_owner',
    on: 'delete',
    reads: ({ record: { sub, role_id } }) => (role_id === OWNER_ROLE ? { owner: String(sub) } : {}),
    judge: ({ record: { role_id } }, { isLastOwner }) =>
      role_id === OWNER_ROLE && isLastOwner ? [{ path: [], message: LAST_OWNER }] : [],
  },
];

/** What is given to somebody is given to somebody who is there. */
export function unknownUser(): Rule {
  return {
    code: 'unknown_user',
    reads: ({ record: { sub } }) => ({ user: String(sub) }),
    judge: (_, { hasUser }) => (hasUser ? [] : [{ path: ['sub'], message: 'is nobody of this tenant' }]),
  };
}

export const ROLE_MEMBER: Kind = {
  name: 'role_member',
  section: 'roleMembers',
  command: 'role-members',
  sentence: 'Who has which role.',
  key: ['sub', 'role_id'],
  fields: ROLE_MEMBER_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['sub', 'role_id'] }],
  columns: ['sub', 'role_id'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'delete'],
};
