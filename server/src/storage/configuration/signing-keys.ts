/**
 * The signing keys of a tenant, cached. Private keys are sealed before they come here.
 */
import type { Transaction } from 'kysely';
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/client/client.ts';
import type { AuditEvent, AuditRows } from '../audit-rows.ts';
import type { Database } from '../database.ts';
import type { Schema, SigningKeysTable } from '../schema.ts';
import { storedWord } from '../unreadable-row.ts';
import { cacheKey, VersionedCache } from './versioned-cache.ts';

export type StoredSigningKey = {
  readonly kid: string;
  readonly alg: SigningAlg;
  readonly state: 'next' | 'current' | 'previous';
  /** JSON. */
  readonly public_jwk: string;
  readonly private_jwk_sealed: string;
  readonly created_at: number;
  readonly expires_at?: number;
};

export type SigningKeys = {
  list(): Promise<readonly StoredSigningKey[]>;
  /** The algorithms that clients and APIs ask for, beside the one that every tenant has. */
  askedFor(): Promise<ReadonlySet<SigningAlg>>;
  /**
   * Replaces all keys of one alg if `expected` kids are still the stored ones; false when somebody else was first. What the log is to
   * say of it is written in the same transaction.
   */
  replace(
    alg: SigningAlg,
    keys: readonly StoredSigningKey[],
    expected: readonly string[],
    audit?: AuditEvent,
  ): Promise<boolean>;
  /** The same without this kid, which is remembered: a key of that name is never stored or read again. */
  revoke(kid: string, replacement: Omit<Replacement, 'tenant_id'>, audit?: AuditEvent): Promise<boolean>;
};

type Replacement = {
  readonly tenant_id: string;
  readonly alg: SigningAlg;
  readonly keys: readonly StoredSigningKey[];
  readonly expected: readonly string[];
};

const STATES: readonly StoredSigningKey['state'][] = ['current', 'next', 'previous'];

/** The signing keys in a database, tenant by tenant. */
export function openSigningKeys(
  database: Database,
  { now, auditRow }: { readonly now: () => number; readonly auditRow: AuditRows },
): (tenant_id: string) => SigningKeys {
  const cache = new VersionedCache<readonly StoredSigningKey[]>(database.configurationVersion);

  async function load(tenant_id: string): Promise<readonly StoredSigningKey[]> {
    const rows = await database.kysely
      .selectFrom('signing_keys')
      .selectAll()
      .where('tenant_id', '=', tenant_id)
      // Not even one that a backup brought back.
      .where('kid', 'not in', (row) =>
        row.selectFrom('revoked_signing_keys').select('kid').where('tenant_id', '=', tenant_id),
      )
      .orderBy('alg')
      .orderBy('created_at')
      .orderBy('kid')
      .execute();
    return rows.map(signingKeyOf);
  }

  /** As `change` says; where it is done, the log says so in the same transaction. */
  function audited(
    tenant_id: string,
    audit: AuditEvent | undefined,
    change: (transaction: Transaction<Schema>) => Promise<boolean>,
  ): Promise<boolean> {
    return database.changeConfiguration(async (transaction) => {
      const isDone = await change(transaction);
      if (isDone && audit) await transaction.insertInto('audit').values(auditRow(tenant_id, audit)).execute();
      return isDone;
    });
  }

  return (tenant_id) => ({
    list: async () => (await cache.read(cacheKey(tenant_id, ''), () => load(tenant_id))) ?? [],
    async askedFor() {
      const kinds = (['clients', 'resource_servers'] as const).map((table) =>
        database.kysely
          .selectFrom(table)
          .select('signing_algs')
          .distinct()
          .where('tenant_id', '=', tenant_id)
          .where('signing_algs', 'is not', null)
          .execute(),
      );
      const rows = (await Promise.all(kinds)).flat();
      const named = new Set(rows.flatMap(({ signing_algs }) => signing_algs?.split(' ') ?? []));
      return new Set(SIGNING_ALGS.filter((alg) => named.has(alg)));
    },
    replace: (alg, keys, expected, audit) =>
      audited(tenant_id, audit, (transaction) =>
        replaceKeys(transaction, { tenant_id, alg, keys, expected }),
      ),
    revoke: (kid, replacement, audit) =>
      audited(tenant_id, audit, async (transaction) => {
        if (!(await replaceKeys(transaction, { ...replacement, tenant_id }))) return false;
        await transaction
          .insertInto('revoked_signing_keys')
          .values({ tenant_id, kid, revoked_at: now() })
          .execute();
        return true;
      }),
  });
}

async function replaceKeys(
  transaction: Transaction<Schema>,
  { tenant_id, alg, keys, expected }: Replacement,
): Promise<boolean> {
  await lockTenant(transaction, tenant_id);
  const stored = await transaction
    .selectFrom('signing_keys')
    .select('kid')
    .where('tenant_id', '=', tenant_id)
    .where('alg', '=', alg)
    .execute();
  const revoked = await revokedKids(transaction, tenant_id);
  if (keys.some(({ kid }) => revoked.has(kid)))
    throw new Error('A signing key that was revoked does not come back.');
  const kids = new Set(stored.map(({ kid }) => kid).filter((kid) => !revoked.has(kid)));
  if (kids.size !== new Set(expected).size || !expected.every((kid) => kids.has(kid))) return false;
  await transaction
    .deleteFrom('signing_keys')
    .where('tenant_id', '=', tenant_id)
    .where('alg', '=', alg)
    .execute();
  const rows = keys.map((key) => ({ ...key, tenant_id, alg, expires_at: key.expires_at ?? null }));
  if (rows.length > 0) await transaction.insertInto('signing_keys').values(rows).execute();
  return true;
}

async function revokedKids(
  transaction: Transaction<Schema>,
  tenant_id: string,
): Promise<ReadonlySet<string>> {
  const revoked = await transaction
    .selectFrom('revoked_signing_keys')
    .select('kid')
    .where('tenant_id', '=', tenant_id)
    .execute();
  return new Set(revoked.map(({ kid }) => kid));
}

/** Whoever changes a tenant's keys holds its row meanwhile: there may be no key yet whose row could be locked. */
async function lockTenant(transaction: Transaction<Schema>, tenant_id: string): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('tenants')
    .set((row) => ({ name: row.ref('name') }))
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n)
    throw new Error('Signing keys were to be saved for a tenant that does not exist.');
}

function signingKeyOf({ alg, state, expires_at, ...row }: SigningKeysTable): StoredSigningKey {
  return {
    kid: row.kid,
    alg: storedWord(alg, SIGNING_ALGS, { table: 'signing_keys', key: [row.kid] }),
    state: storedWord(state, STATES, { table: 'signing_keys', key: [row.kid] }),
    public_jwk: row.public_jwk,
    private_jwk_sealed: row.private_jwk_sealed,
    created_at: row.created_at,
    ...(expires_at === null ? {} : { expires_at }),
  };
}
