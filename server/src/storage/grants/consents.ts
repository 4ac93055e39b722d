/**
 * What End-Users agreed to: scopes of an audience, for a client.
 */
import { type Kysely, sql } from 'kysely';
import { type ConsentSubject, isCovered } from '../../protocol/authorization/consent.ts';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { Schema } from '../schema.ts';
import { storedJson } from '../unreadable-row.ts';
import { holdUser } from '../users/credential-epoch.ts';
import { deleteAccess, storedGrant } from './grants.ts';

type ConsentKey = { readonly sub: string; readonly client_id: string; readonly audience: string };

type Allowed = {
  readonly client_id: string;
  /** Absent: claims about the user, at no API of the tenant's. */
  readonly audience: string | undefined;
  readonly scopes: readonly string[];
  /** The login it comes from, where that is known. */
  readonly since: number | undefined;
  /** What was agreed to on a page covers the client as it was then; null: nobody kept how it was. */
  readonly covers: readonly (ConsentSubject | null)[];
};

export type Consents = {
  /** Scopes the user agreed to give this client for this audience; of a client as it is now, those that cover it. */
  find(key: ConsentKey, present?: ConsentSubject): Promise<readonly string[]>;
  /** All scopes that anybody agreed to give a client for an audience. */
  given(key: Omit<ConsentKey, 'sub'>): Promise<readonly string[]>;
  /** Adds scopes to what was agreed, and says of all that are named what they cover. */
  add(
    consent: ConsentKey & { readonly scopes: readonly string[]; readonly covers?: ConsentSubject },
  ): Promise<void>;
  /** All that a user allows: what was agreed to on a page, and what was given to be kept (refresh tokens). */
  list(sub: string): Promise<readonly Allowed[]>;
  /** Takes back all that the user agreed to for this client, and ends the grants it has from it. */
  withdraw(key: { readonly sub: string; readonly client_id: string }): Promise<void>;
};

/** The consents in a database, tenant by tenant. */
export function openConsents(database: Database, now: () => number): (tenant_id: string) => Consents {
  const { kysely } = database;
  const findScopes = reusableQuery(kysely, ['tenant_id', 'sub', 'client_id', 'audience'], (slot) =>
    kysely
      .selectFrom('consents')
      .select(['scope', 'covers'])
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('sub', '=', slot<string>('sub'))
      .where('client_id', '=', slot<string>('client_id'))
      .where('audience', '=', slot<string>('audience'))
      .orderBy('scope'),
  );
  return (tenant_id) => ({
    async find({ sub, client_id, audience }, present) {
      const { rows } = await findScopes({ tenant_id, sub, client_id, audience });
      const same = present && JSON.stringify(present);
      return rows
        .filter(({ covers }) => present === undefined || covers === same || isCoveredBy(covers, present))
        .map(({ scope }) => scope);
    },
    async given({ client_id, audience }) {
      const rows = await kysely
        .selectFrom('consents')
        .select('scope')
        .distinct()
        .where((where) => where.and({ tenant_id, audience, client_id }))
        .orderBy('scope')
        .execute();
      return rows.map(({ scope }) => scope);
    },
    async add({ sub, client_id, audience, scopes, covers: subject }) {
      const covers = subject ? JSON.stringify(subject) : null;
      // Sorted, so that two who add at once take their locks in one order.
      const rows = [...new Set(scopes)]
        .sort()
        .map((scope) => ({ tenant_id, sub, client_id, audience, scope, covers }));
      if (rows.length === 0) return;
      await kysely
        .insertInto('consents')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'sub', 'client_id', 'audience', 'scope']).doUpdateSet({ covers }),
        )
        .execute();
    },
    list: (sub) => listAllowed(kysely, { tenant_id, sub, now: now() }),
    async withdraw({ sub, client_id }) {
      await database.transaction(async (transaction) => {
        await holdUser(database, transaction, { tenant_id, sub });
        const theirs = sql`where tenant_id = ${tenant_id} and sub = ${sub} and client_id = ${client_id}`;
        await deleteAccess(transaction, theirs);
        await sql`delete from consents ${theirs}`.execute(transaction);
      });
    },
  });
}

function isCoveredBy(covers: string | null, present: ConsentSubject): boolean {
  return covers !== null && isCovered(present, storedJson(covers, { table: 'consents', key: [] }));
}

async function listAllowed(
  kysely: Kysely<Schema>,
  { tenant_id, sub, now }: { readonly tenant_id: string; readonly sub: string; readonly now: number },
): Promise<readonly Allowed[]> {
  const consents = await kysely
    .selectFrom('consents')
    .select(['client_id', 'audience', 'scope', 'covers'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  const rows = await kysely
    .selectFrom('grants')
    .select(['grant_id', 'client_id', 'sub', 'document'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('redeemed', '=', 1)
    .where('expires_at', '>', now)
    .execute();
  const grants = rows.map(storedGrant);
  const all = [
    ...consents.map(({ scope, covers, ...consent }) => ({
      ...consent,
      scopes: [scope],
      since: undefined,
      covers: [
        covers === null ? null : storedJson(covers, { table: 'consents', key: [consent.client_id, scope] }),
      ],
    })),
    ...grants.map(({ client_id, audience, scope, auth_time }) => ({
      client_id,
      audience,
      scopes: scope,
      since: auth_time,
      covers: [],
    })),
  ];
  return merge(all);
}

/** One entry for a client and an audience, in the order of their names. */
function merge(all: readonly Allowed[]): readonly Allowed[] {
  const merged = new Map<string, Allowed>();
  for (const one of all) {
    const key = JSON.stringify([one.client_id, one.audience]);
    const { scopes = [], since, covers = [] } = merged.get(key) ?? {};
    merged.set(key, {
      ...one,
      scopes: [...new Set([...scopes, ...one.scopes])].sort(),
      covers: [...covers, ...one.covers],
      since: Math.min(since ?? Number.POSITIVE_INFINITY, one.since ?? Number.POSITIVE_INFINITY),
    });
  }
  return [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => (one.since === Number.POSITIVE_INFINITY ? { ...one, since: undefined } : one));
}
