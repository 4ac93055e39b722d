/**
 * People as records: a user name beside the address, what applications keep of somebody, when they signed in last; what they are
 * found by; and that somebody was deleted, so that no file makes them again.
 *
 * An old process beside this: whom it makes or changes is found as they were before until a new process writes them, and who
 * signs in by it is not counted. It makes those again that a new process deleted. Neither lets anybody in.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { termsOf } from '../../resources/end-user/search/terms.ts';
import { growing, index, isEmbedded } from './tables.ts';

type Database = Kysely<unknown>;

export const people: Migration = {
  async up(database: Database) {
    const users = () => database.schema.alterTable('users');
    await users().addColumn('username', 'text').execute();
    await users().addColumn('app_metadata', 'text').execute();
    // `created_at` is of those who signed up by themselves, whom whoever shows their mailbox may take back (users.ts).
    await users().addColumn('made_at', 'bigint').execute();
    await users().addColumn('last_login', 'bigint').execute();
    await users().addColumn('last_ip', 'text').execute();
    await users()
      .addColumn('logins_count', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`create unique index users_username on users (tenant_id, username)`.execute(database);
    await index(database, 'users', ['tenant_id', 'last_login', 'sub']);
    await index(database, 'users', ['tenant_id', 'logins_count', 'sub']);
    await database.schema.alterTable('mails').addColumn('sub', 'text').execute();
    // Without the tenant, beside which SQLite would read the primary key instead (0006).
    await sql`create index mails_sub on mails (sub) where sub is not null`.execute(database);
    await createTerms(database);
    await createForgotten(database);
    await findEverybody(database);
  },
};

/** With row numbers in SQLite, for it is looked up by two indexes (0006). */
async function createTerms(database: Database): Promise<void> {
  await database.schema
    .createTable('user_terms')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    // In the order of its bytes, which is that of numbers with zeros before them, and of all that begin alike.
    .addColumn('value', isEmbedded(database) ? 'text' : sql`text collate "C"`, (column) => column.notNull())
    .addColumn('sub', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('user_terms_key', ['tenant_id', 'field', 'value', 'sub'])
    .addForeignKeyConstraint(
      'user_terms_user',
      ['tenant_id', 'sub'],
      'users',
      ['tenant_id', 'sub'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await index(database, 'user_terms', ['tenant_id', 'sub', 'field', 'value']);
}

async function createForgotten(database: Database): Promise<void> {
  await growing(database, 'forgotten_names')
    .addColumn('name_mac', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('forgotten_names_key', ['tenant_id', 'name_mac'])
    .execute();
  await index(database, 'forgotten_names', ['expires_at']);
}

type UserRow = {
  readonly tenant_id: string;
  readonly sub: string;
  readonly claims: string;
  readonly blocked: number;
  readonly created_at: number | null;
  readonly user_metadata: string | null;
};

/** Users that are read at a time; a statement of SQLite takes so many values. */
const PAGE = 500;

const VALUES = 1_000;

async function findEverybody(database: Database): Promise<void> {
  let after: readonly string[] = ['', ''];
  for (;;) {
    const { rows } = await sql<UserRow>`
      select tenant_id, sub, claims, blocked, created_at, user_metadata from users
      where (tenant_id, sub) > (${sql.join(after)}) order by tenant_id, sub limit ${PAGE}`.execute(database);
    const terms = rows.flatMap((row) =>
      termsOf(recordOf(row)).map(
        ({ field, value }) => sql`(${sql.join([row.tenant_id, field, value, row.sub])})`,
      ),
    );
    for (let from = 0; from < terms.length; from += VALUES)
      await sql`insert into user_terms (tenant_id, field, value, sub)
        values ${sql.join(terms.slice(from, from + VALUES))}`.execute(database);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.tenant_id, last.sub];
  }
}

function recordOf({ sub, claims, blocked, created_at, user_metadata }: UserRow) {
  return {
    ...objectIn(claims),
    sub,
    blocked: blocked !== 0,
    user_metadata: objectIn(user_metadata ?? '{}'),
    ...(created_at === null ? {} : { created_at: Number(created_at) }),
  };
}

/** What nobody can read is found by nothing; the start goes on, and says so when it is read. */
function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return { ...Object(value) };
  } catch {
    return {};
  }
}
