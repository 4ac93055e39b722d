/**
 * Which tenant, and which record in it, the words of a command mean.
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { tenantRoleIdOf } from '../../resources/end-user/tenant-roles.ts';
import { KINDS } from '../../resources/index.ts';
import { tenantName } from '../../resources/tenant/tenant.ts';
import { chooseAmong } from '../choose-tenant.ts';
import { findSub } from '../find-sub.ts';
import type { OpenDesk } from '../open-desk.ts';
import { type AskedKind, type AskedRecord, type Complaint, sentence } from './asked.ts';

/** Where a record lives; of what belongs to no tenant both are undefined. */
export type Place = {
  readonly tenant_id: string | undefined;
  /** `<name>.<region>`. */
  readonly called: string | undefined;
};

type Found<T> = Promise<Result<T, readonly Complaint[]>>;

const NOWHERE: Place = { tenant_id: undefined, called: undefined };

const PAGE = 500;

type StoredTenant = {
  readonly tenant_id: string;
  readonly name: string;
  readonly region: string;
  readonly isDeleted: boolean;
};

async function readTenants({ desk }: OpenDesk): Promise<readonly StoredTenant[]> {
  const found: StoredTenant[] = [];
  let page = await desk.list('tenant', undefined, { limit: PAGE });
  while (page.length > 0) {
    found.push(...page.map(({ record }) => storedTenant(record)));
    const after = page.at(-1)?.key ?? [];
    page = page.length < PAGE ? [] : await desk.list('tenant', undefined, { after, limit: PAGE });
  }
  return found;
}

function storedTenant(record: Readonly<Record<string, unknown>>): StoredTenant {
  const { tenant_id, name, region, deleted_at } = record;
  return {
    tenant_id: String(tenant_id),
    name: String(name),
    region: String(region),
    isDeleted: deleted_at !== undefined,
  };
}

function placeOf(tenant: StoredTenant): Place {
  return { tenant_id: tenant.tenant_id, called: tenantName(tenant) };
}

/** Where records of a kind are looked for: in the tenant that is named, or in all that are live. */
export async function choosePlaces(open: OpenDesk, { kind, tenant }: AskedKind): Found<readonly Place[]> {
  if (!isOfTenant(KINDS[kind])) return ok([NOWHERE]);
  const all = await readTenants(open);
  if (tenant !== undefined) {
    const chosen = chooseAmong(all, tenant);
    return chosen.ok ? ok([placeOf(chosen.value)]) : err([sentence('unknown_tenant', chosen.error)]);
  }
  const places = all.filter(({ isDeleted }) => !isDeleted).map(placeOf);
  return ok(places.toSorted((a, b) => ((a.called ?? '') < (b.called ?? '') ? -1 : 1)));
}

/** The one place where a record is meant; without a word of it, that of the only tenant. */
export async function choosePlace(open: OpenDesk, asked: AskedKind): Found<Place> {
  const places = await choosePlaces(open, asked);
  if (!places.ok) return places;
  const [one] = places.value;
  if (one && places.value.length === 1) return ok(one);
  const message = one
    ? `There are several tenants: say --tenant ${places.value.map(({ called }) => called).join(' or ')}.`
    : 'There is no tenant yet.';
  return err([sentence('tenant_missing', message)]);
}

/** What a word of a key means where it may be another than the value itself. */
const SPELLINGS: ReadonlyMap<string, (word: string, place: Place, open: OpenDesk) => Promise<string>> =
  new Map([
    [
      'sub',
      async (word: string, { tenant_id = '' }: Place, { storage }: OpenDesk) =>
        (await findSub(word, storage.tenant(tenant_id))) ?? word,
    ],
    ['id', roleId],
    ['role_id', roleId],
  ]);

/** A role may be named by its name. */
async function roleId(word: string, { tenant_id }: Place, { desk }: OpenDesk): Promise<string> {
  if (await desk.show('role', tenant_id, [word])) return word;
  const [named] = await desk.list('role', tenant_id, { filter: { name: word }, limit: 1 });
  return named?.key[0] ?? tenantRoleIdOf(word) ?? word;
}

/** The key of a record that is there. */
export async function chooseKey(
  open: OpenDesk,
  place: Place,
  { kind, key: words }: AskedRecord,
): Found<readonly string[]> {
  const { key: names, command } = KINDS[kind];
  if (kind === 'tenant') {
    const chosen = chooseAmong(await readTenants(open), words[0] ?? '');
    return chosen.ok
      ? ok([chosen.value.name, chosen.value.region])
      : err([sentence('unknown_tenant', chosen.error)]);
  }
  if (words.length !== names.length)
    return err([sentence('key_missing', `One of ${command} is named by ${names.length} words.`)]);
  const key: string[] = [];
  for (const [index, name] of names.entries()) {
    const word = words[index] ?? '';
    key.push((await SPELLINGS.get(name)?.(word, place, open)) ?? word);
  }
  return ok(key);
}
