/**
 * Consents as records: what one End-User allowed one client for one audience, whose scopes are a row each.
 */
import { type Kysely, sql } from 'kysely';
import type { Page, StoredRecord } from '../configuration/stored-record.ts';
import type { Schema } from '../schema.ts';

type ConsentRow = {
  readonly sub: string;
  readonly client_id: string;
  readonly audience: string;
  readonly scope: string;
};

/** The consent of a key `[sub, client_id, audience]`. */
export async function readConsent(
  kysely: Kysely<Schema>,
  tenant_id: string,
  [sub = '', client_id = '', audience = '']: readonly string[],
): Promise<StoredRecord | undefined> {
  const rows = await kysely
    .selectFrom('consents')
    .select(['sub', 'client_id', 'audience', 'scope'])
    .where((where) => where.and({ tenant_id, sub, client_id, audience }))
    .orderBy('scope')
    .execute();
  return recordsOf(rows)[0];
}

/** A page of the consents of a tenant. */
export async function listConsents(
  kysely: Kysely<Schema>,
  tenant_id: string,
  { after, offset = 0, limit }: Page,
): Promise<readonly StoredRecord[]> {
  const behind = after ? sql`and (sub, client_id, audience) > (${sql.join(after)})` : sql``;
  const { rows } = await sql<ConsentRow>`
    with page as materialized (
      select distinct sub, client_id, audience from consents where tenant_id = ${tenant_id} ${behind}
      order by sub, client_id, audience limit ${limit} offset ${offset}
    )
    select consents.sub, consents.client_id, consents.audience, consents.scope
    from page join consents using (sub, client_id, audience) where consents.tenant_id = ${tenant_id}
    order by consents.sub, consents.client_id, consents.audience, consents.scope`.execute(kysely);
  return recordsOf(rows);
}

/** How many consents a tenant has. */
export async function countConsents(kysely: Kysely<Schema>, tenant_id: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number | bigint | string }>`
    select count(*) as count from (
      select distinct sub, client_id, audience from consents where tenant_id = ${tenant_id}
    ) as each_consent`.execute(kysely);
  return Number(rows[0]?.count ?? 0);
}

/** One for each key, in the order of the rows. */
function recordsOf(rows: readonly ConsentRow[]): readonly StoredRecord[] {
  const consents = Map.groupBy(rows, ({ sub, client_id, audience }) =>
    JSON.stringify([sub, client_id, audience]),
  );
  return [...consents.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const { sub, client_id, audience } = first;
    const scope = [first, ...more].map((row) => row.scope);
    return [{ key: [sub, client_id, audience], record: { sub, client_id, audience, scope }, version: 0 }];
  });
}
