/**
 * What rules may be told of roles and of who has them.
 */
import { OWNER_ROLE, tenantRoleIdOf } from '../resources/end-user/tenant-roles.ts';
import type { Facts, Reads } from '../resources/facts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Draft } from './draft.ts';

type People = Pick<Facts, 'roles' | 'hasRole' | 'hasUser' | 'isLastOwner'>;

type From = { readonly draft: Draft; readonly storage: Storage };

/** A query for each fact that is asked for, over the draft. */
export async function fetchPeople(tenant_id: string, reads: readonly Reads[], from: From): Promise<People> {
  const { draft } = from;
  const { role, user, owner } = Object.assign({}, ...reads) satisfies Reads;
  const found = async (kind: 'role' | 'user', id: string | undefined) =>
    id !== undefined && (await draft.find({ kind, tenant_id, key: [id] })) !== undefined;
  return {
    roles: reads.some(({ roles }) => roles) ? await draft.all('role', tenant_id) : [],
    hasRole: (role !== undefined && tenantRoleIdOf(role) === role) || (await found('role', role)),
    hasUser: await found('user', user),
    isLastOwner: owner !== undefined && (await isLastOwner(owner, { ...from, tenant_id })),
  };
}

/** Owners read at a time: of more than are about to go, one stays. */
const PAGE = 100;

async function isLastOwner(
  sub: string,
  { draft, storage, tenant_id }: From & { readonly tenant_id: string },
): Promise<boolean> {
  const { roles } = storage.tenant(tenant_id);
  if (!(await roles.isHeld(OWNER_ROLE, sub))) return false;
  for (let after = ''; ; ) {
    const page = await roles.activeHolders(OWNER_ROLE, { after, limit: PAGE });
    for (const other of page) if (other !== sub && (await staysOwner(other, draft, tenant_id))) return false;
    after = page.at(-1) ?? '';
    if (page.length < PAGE) return true;
  }
}

/** Nothing that is asked for beside it takes it from them. */
async function staysOwner(sub: string, draft: Draft, tenant_id: string): Promise<boolean> {
  const member = await draft.find({ kind: 'role_member', tenant_id, key: [sub, OWNER_ROLE] });
  const user = await draft.find({ kind: 'user', tenant_id, key: [sub] });
  return member !== undefined && user !== undefined && user['blocked'] !== true;
}
