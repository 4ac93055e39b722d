/**
 * Which clients and APIs ask for tokens by another algorithm than RS256 is found without reading them all; and the keys of other
 * algorithms, which every tenant was given whether it wanted them or not, go where nobody asks for them.
 *
 * An old process beside this ignores the column. What it makes itself asks for nothing here until a new process writes it; keys
 * are made then when something is to be signed by them.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

type Database = Kysely<unknown>;

export const signingAlgs: Migration = {
  async up(database: Database) {
    for (const asking of ASKING) await addSigningAlgs(database, asking);
    const others = ASKING.map(
      ({ table }) => sql`not exists (
        select 1 from ${sql.table(table)} as asking where asking.tenant_id = signing_keys.tenant_id
        and ' ' || asking.signing_algs || ' ' like '% ' || signing_keys.alg || ' %')`,
    );
    await sql`delete from signing_keys
      where alg in (${sql.join(OTHERS)}) and ${sql.join(others, sql` and `)}`.execute(database);
  },
};

const OTHERS = ['ES256', 'EdDSA'];

type Asking = { readonly table: string; readonly id: string; readonly fields: readonly string[] };

const ASKING: readonly Asking[] = [
  {
    table: 'clients',
    id: 'client_id',
    fields: ['id_token_signed_response_alg', 'userinfo_signed_response_alg'],
  },
  { table: 'resource_servers', id: 'identifier', fields: ['signing_alg'] },
];

async function addSigningAlgs(database: Database, { table, id, fields }: Asking): Promise<void> {
  await database.schema.alterTable(table).addColumn('signing_algs', 'text').execute();
  // Read here and not by the database: PostgreSQL refuses JSON with a NUL in it.
  const mentions = OTHERS.map((alg) => sql`document like ${`%"${alg}"%`}`);
  const { rows } = await sql<{ tenant_id: string; id: string; document: string }>`
    select tenant_id, ${sql.ref(id)} as id, document from ${sql.table(table)}
    where ${sql.join(mentions, sql` or `)}`.execute(database);
  for (const row of rows) {
    const document: Readonly<Record<string, unknown>> = JSON.parse(row.document);
    const algs = OTHERS.filter((alg) => fields.some((field) => document[field] === alg));
    if (algs.length > 0)
      await sql`update ${sql.table(table)} set signing_algs = ${algs.join(' ')}
        where tenant_id = ${row.tenant_id} and ${sql.ref(id)} = ${row.id}`.execute(database);
  }
  await sql`create index ${sql.ref(`${table}_signing_algs`)} on ${sql.table(table)} (tenant_id, signing_algs)
    where signing_algs is not null`.execute(database);
}
