/**
 * What is done for somebody after a word: a row an act. Its operation says who may.
 */
import type { OperationId, Said } from '../../../api/client.ts';
import type { Document } from '../../../kinds/view.ts';
import { isDocument } from '../../../record/stored.ts';
import type { PeopleText } from '../../../text/people/text.ts';

type Row = {
  readonly operation: OperationId;
  /** Of the user, and of one entry of a part. */
  readonly said: (user_id: string, of: string) => Said;
  readonly weight: 'primary' | 'danger';
  readonly forgets: readonly OperationId[];
  readonly tells?: (answer: unknown) => string;
};

const ofUser = (id: string): Said => ({ path: { id } });

/** What a member of an answer tells, a line each. */
const telling = (name: string) => (answer: unknown) => {
  const told = isDocument(answer) ? answer[name] : undefined;
  return Array.isArray(told) ? told.join('\n') : String(told ?? '');
};

/** What a sign-in leaves, and what ends with most of these. */
const SIGNED_IN: readonly OperationId[] = ['user_sessions_list', 'user_refresh_tokens_list'];

const STATE: readonly OperationId[] = ['user_diagnosis_show', 'users_logs'];

const FACTORS: readonly OperationId[] = ['authentication_methods_list', 'users_show', ...SIGNED_IN, ...STATE];

const blocking = (blocked: boolean) => (id: string) => ({ path: { id }, body: { blocked } });

const ACTS = {
  block: {
    ...{ operation: 'users_update', said: blocking(true), weight: 'danger' },
    forgets: ['users_show', 'users_list', ...SIGNED_IN, ...STATE],
  },
  unblock: {
    ...{ operation: 'users_update', said: blocking(false), weight: 'primary' },
    forgets: ['users_show', 'users_list', ...STATE],
  },
  unlock: { operation: 'user_blocks_delete', said: ofUser, weight: 'primary', forgets: STATE },
  unlock_address: {
    operation: 'ip_blocks_delete',
    said: (_, id) => ({ path: { id } }),
    ...{ weight: 'primary', forgets: STATE },
  },
  mail_password: {
    operation: 'password_change_email_create',
    said: (user_id) => ({ body: { user_id } }),
    ...{ weight: 'primary', forgets: STATE },
  },
  password_link: {
    operation: 'password_change_ticket_create',
    said: (user_id) => ({ body: { user_id } }),
    ...{ weight: 'primary', forgets: STATE, tells: telling('ticket') },
  },
  mail_verification: {
    operation: 'verification_email_create',
    said: (user_id) => ({ body: { user_id } }),
    ...{ weight: 'primary', forgets: STATE },
  },
  reset_factors: {
    ...{ operation: 'authentication_methods_delete_all', said: ofUser, weight: 'danger', forgets: FACTORS },
  },
  new_codes: {
    ...{ operation: 'user_recovery_code_regenerate', said: ofUser, weight: 'danger', forgets: FACTORS },
    tells: telling('recovery_codes'),
  },
  forget_devices: {
    operation: 'user_remembered_browsers_invalidate',
    ...{ said: ofUser, weight: 'danger', forgets: STATE },
  },
  sign_out: {
    ...{ operation: 'user_sessions_delete', said: ofUser, weight: 'danger' },
    forgets: [...SIGNED_IN, ...STATE],
  },
  end_session: {
    operation: 'sessions_delete',
    said: (_, id) => ({ path: { id } }),
    ...{ weight: 'danger', forgets: [...SIGNED_IN, ...STATE] },
  },
  remove_factor: {
    operation: 'authentication_methods_delete',
    said: (id, authentication_method_id) => ({ path: { id, authentication_method_id } }),
    ...{ weight: 'danger', forgets: FACTORS },
  },
  withdraw: {
    operation: 'grants_delete',
    said: (_, id) => ({ path: { id } }),
    ...{ weight: 'danger', forgets: ['grants_list', ...SIGNED_IN] },
  },
  take_role: {
    operation: 'user_roles_remove',
    said: (id, role) => ({ path: { id }, body: { roles: [role] } }),
    ...{ weight: 'danger', forgets: ['user_roles_list', 'user_permissions_list', 'role_users_list'] },
  },
  take_permission: {
    operation: 'user_permissions_remove',
    said: (id, of) => ({ path: { id }, body: { permissions: [permissionIn(of)] } }),
    ...{ weight: 'danger', forgets: ['user_permissions_list'] },
  },
} as const satisfies Readonly<Record<keyof PeopleText['acts'], Row>>;

export type ActName = keyof typeof ACTS;

export function isAct(name: string): name is ActName {
  return Object.hasOwn(ACTS, name);
}

/** The row of an act, as all of them are read. */
export function actOf(name: ActName): Row {
  return ACTS[name];
}

export type Permission = {
  readonly resource_server_identifier: string;
  readonly permission_name: string;
};

/** A permission as an address has it: two words of JSON. */
export function permissionKey({ resource_server_identifier, permission_name }: Permission): string {
  return JSON.stringify([resource_server_identifier, permission_name]);
}

/** The same of an entry of a list. */
export function heldKey(held: Document): string {
  return permissionKey({
    resource_server_identifier: String(held['resource_server_identifier']),
    permission_name: String(held['permission_name']),
  });
}

/** What no address of ours has is a permission that nobody holds. */
export function permissionIn(key: string): Permission {
  const [resource_server_identifier = '', permission_name = ''] = key.startsWith('[') ? parse(key) : [];
  return { resource_server_identifier, permission_name };
}

function parse(key: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(key);
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}
