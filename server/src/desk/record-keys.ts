/**
 * What a wish is about: the key that it says, or what it is known by that says none. A user has an address or a user name, a role a name.
 */

import { tenantRoleIdOf } from '../resources/end-user/tenant-roles.ts';
import { accountsOf } from '../resources/end-user/user.ts';
import type { Finding } from '../resources/finding.ts';
import { KINDS } from '../resources/index.ts';
import type { Kind, KindName, Values } from '../resources/kind.ts';
import type { RecordKey } from '../storage/configuration/stored-record.ts';
import type { By, Wish } from './desk.ts';
import type { Draft } from './draft.ts';
import { textOf } from './facts.ts';

type Key = {
  readonly key: RecordKey;
  readonly said: Values;
  /** Its key was made up just now. */
  readonly isNew: boolean;
};

type Where = {
  readonly by: By;
  readonly draft: Draft;
  readonly random: (bytes: number) => string;
};

/** What a record is known by whose key is not said; the first is missed where it says none. */
const KNOWN_BY: Readonly<Partial<Record<KindName, readonly [string, ...string[]]>>> = {
  user: ['email', 'username'],
  role: ['name'],
};

/** What a wish is about; undefined when it does not say. */
export async function keyOf(
  wish: Wish,
  tenant_id: string | undefined,
  where: Where,
): Promise<Key | undefined> {
  const kind = KINDS[wish.kind];
  if (!('said' in wish))
    return { key: { kind: wish.kind, tenant_id, key: wish.key }, said: {}, isNew: false };
  const { said } = wish;
  const [first = ''] = kind.key;
  if (KNOWN_BY[wish.kind] !== undefined && said[first] === undefined) {
    const found =
      tenant_id === undefined ? undefined : await knownOrNew(wish.kind, said, { ...where, tenant_id });
    return (
      found && {
        key: { kind: wish.kind, tenant_id, key: [found.id] },
        said: { ...said, [first]: found.id },
        isNew: found.isNew,
      }
    );
  }
  const meant = await withRoleId(wish.kind, said, { ...where, tenant_id });
  const key = kind.key.map((name) => textOf(meant, name));
  return key.every((part) => part !== undefined)
    ? { key: { kind: wish.kind, tenant_id, key }, said: meant, isNew: false }
    : undefined;
}

type InTenant = Where & { readonly tenant_id: string };

/** Whoever has the address or the user name, or the role of the name; one that is new gets an id. */
async function knownOrNew(
  kind: KindName,
  said: Values,
  { tenant_id, draft, random }: InTenant,
): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  if (kind === 'user') {
    const accounts = accountsOf(said);
    if (accounts.length === 0) return undefined;
    let owner: string | undefined;
    for (const account of accounts) owner ??= await draft.ownerOf(tenant_id, account);
    return { id: owner ?? newSub(random), isNew: owner === undefined };
  }
  const name = textOf(said, 'name');
  const known = name === undefined ? undefined : await roleOfName(name, { draft, tenant_id });
  return name === undefined ? undefined : { id: known ?? `rol_${random(12)}`, isNew: known === undefined };
}

/** `auth0|<24 hex>`: never given twice (OIDC Core §2, `sub`). */
function newSub(random: (bytes: number) => string): string {
  return `auth0|${Buffer.from(random(12), 'base64url').toString('hex')}`;
}

type Roles = { readonly draft: Draft; readonly tenant_id: string | undefined };

/** Whether it is whoever has the database who asks, by a file or the tool: whose word needs no judging by what they hold. */
export function isAtDatabase({ who, actor }: By): boolean {
  return who === 'operator' && actor === undefined;
}

/** At the database a role may be said by its name; elsewhere an id is what was judged, and nothing else is meant by it. */
async function withRoleId(kind: KindName, said: Values, where: Roles & Pick<Where, 'by'>): Promise<Values> {
  const isNamed = kind === 'role_member' && isAtDatabase(where.by);
  const role = isNamed ? textOf(said, 'role_id') : undefined;
  return role === undefined ? said : { ...said, role_id: await roleIdOf(role, where) };
}

/** The id of a role by its id or its name; of one that there is not, what was said. */
export async function roleIdOf(said: string, where: Roles): Promise<string> {
  const { draft, tenant_id } = where;
  if (await draft.find({ kind: 'role', tenant_id, key: [said] })) return said;
  return tenantRoleIdOf(said) ?? (await roleOfName(said, where)) ?? said;
}

async function roleOfName(name: string, { draft, tenant_id }: Roles): Promise<string | undefined> {
  if (tenant_id === undefined) return undefined;
  const named = (await draft.all('role', tenant_id)).find((role) => role['name'] === name);
  return textOf(named, 'id');
}

/** What it is called was written, and could not be read: that is said already. */
export function isKeyUnreadable(wish: Wish, { key }: Kind): boolean {
  const unreadable = ('said' in wish && wish.unreadable) || [];
  return [...key, ...(KNOWN_BY[wish.kind] ?? [])].some((name) => unreadable.includes(name));
}

/** That a wish does not say what it is about. */
export function missingKey(wish: Wish, { key }: Kind): readonly Finding[] {
  const said = 'said' in wish ? wish.said : {};
  const [by] = KNOWN_BY[wish.kind] ?? [];
  const missing = by === undefined ? key.filter((name) => said[name] === undefined) : [by];
  return missing.map((name) => ({
    code: 'missing_field',
    path: [],
    message: `misses the field {${name}}`,
  }));
}
