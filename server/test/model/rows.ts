/**
 * What the tables hold, beside what the model says is there: line by line, so that a difference can be read.
 */
import { isDeepStrictEqual } from 'node:util';
import type { TestDatabase } from '../databases/databases.ts';
import type { State } from './state.ts';

/** Tenants of the model, whose rows have the same names. */
export const TENANTS = ['acme', 'globex'] as const;

export type TenantName = (typeof TENANTS)[number];

export type Lines = Readonly<Record<string, readonly string[]>>;

type Line = readonly (string | number | null)[];

type Compared = {
  readonly columns: readonly string[];
  readonly of: (state: State) => readonly Line[];
};

/** Tables whose rows are compared; the columns, and what the model says of them. */
const TABLES: Readonly<Record<string, Compared>> = {
  users: {
    columns: ['sub', 'epoch', 'blocked', 'password_hash', 'email', 'has_second_factor'],
    of: ({ users, authenticators }) =>
      [...users].map(([sub, { epoch, blocked, password_hash, email }]) => {
        const isEnrolled = [...authenticators.values()].some((one) => one.sub === sub);
        return [sub, epoch, blocked ? 1 : 0, password_hash, email, isEnrolled ? 1 : 0];
      }),
  },
  sessions: {
    columns: ['id_hash', 'sid', 'sub', 'interaction'],
    of: ({ sessions }) => [...sessions].map(([id, { sid, sub, interaction }]) => [id, sid, sub, interaction]),
  },
  grants: {
    columns: ['grant_id', 'sub', 'redeemed', 'expires_at'],
    of: ({ grants }) =>
      [...grants].map(([id, { sub, redeemed, expires_at }]) => [id, sub, redeemed ? 1 : 0, expires_at]),
  },
  refresh_tokens: {
    columns: ['token_hash', 'grant_id', 'parent_hash', 'spent_at'],
    of: ({ refresh_tokens }) =>
      [...refresh_tokens].map(([id, { grant_id, parent, spent_at }]) => [id, grant_id, parent, spent_at]),
  },
  access_tokens: {
    columns: ['token_hash', 'sub', 'grant_id'],
    of: ({ access_tokens }) => [...access_tokens].map(([id, { sub, grant_id }]) => [id, sub, grant_id]),
  },
  authenticators: {
    columns: ['authenticator_id', 'sub'],
    of: ({ authenticators }) => [...authenticators].map(([id, { sub }]) => [id, sub]),
  },
  recovery_codes: {
    columns: ['code_hash', 'sub'],
    of: ({ recovery_codes }) => [...recovery_codes].map(([id, { sub }]) => [id, sub]),
  },
  remembered_devices: {
    columns: ['token_hash', 'sub'],
    of: ({ devices }) => [...devices].map(([id, { sub }]) => [id, sub]),
  },
  one_time_tokens: {
    columns: ['token_hash', 'purpose', 'sub', 'email'],
    of: ({ links }) => [...links].map(([id, { purpose, sub, email }]) => [id, purpose, sub, email]),
  },
};

/** All that a sequence leaves behind, and what an id that was spent is kept in. */
const LEFT_BEHIND = [...Object.keys(TABLES), 'spent_interactions', 'session_clients', 'mails'];

/** What the model says is there. */
export function linesOf(state: State): Lines {
  return Object.fromEntries(
    Object.entries(TABLES).map(([table, { of }]) => [
      table,
      of(state)
        .map((line) => JSON.stringify(line))
        .sort(),
    ]),
  );
}

type Tenants<Value> = Readonly<Record<TenantName, Value>>;

type Found = { readonly tenant_id: unknown; readonly line: string };

/** What is there. A row of any other tenant would be one that crossed over. */
export async function linesThere({ rows }: Pick<TestDatabase, 'rows'>): Promise<Tenants<Lines>> {
  const tables: { readonly table: string; readonly lines: readonly Found[] }[] = [];
  for (const [table, { columns }] of Object.entries(TABLES)) {
    const found = await rows(`select tenant_id, ${columns.join(', ')} from ${table}`);
    const lines = found.map((row) => ({
      tenant_id: row['tenant_id'],
      line: JSON.stringify(columns.map((column) => row[column])),
    }));
    tables.push({ table, lines });
  }
  const of = (tenant: TenantName) =>
    Object.fromEntries(
      tables.map(({ table, lines }) => [
        table,
        lines
          .filter(({ tenant_id }) => tenant_id === tenant)
          .map(({ line }) => line)
          .sort(),
      ]),
    );
  return { acme: of('acme'), globex: of('globex') };
}

/** Takes away what a sequence has left. */
export async function clear({ rows }: Pick<TestDatabase, 'rows'>): Promise<void> {
  for (const table of LEFT_BEHIND.toReversed()) await rows(`delete from ${table}`);
}

/** Lines that are on one side alone. */
export function difference(expected: Tenants<Lines>, there: Tenants<Lines>): readonly string[] {
  return TENANTS.flatMap((tenant) =>
    Object.keys(TABLES).flatMap((table) => {
      const [right = [], found = []] = [expected[tenant][table], there[tenant][table]];
      if (isDeepStrictEqual(right, found)) return [];
      const missing = right.filter((line) => !found.includes(line));
      const tooMany = found.filter((line) => !right.includes(line));
      return [
        ...missing.map((line) => `${tenant}.${table} lacks ${line}`),
        ...tooMany.map((line) => `${tenant}.${table} has ${line}, which must not be there`),
      ];
    }),
  );
}
