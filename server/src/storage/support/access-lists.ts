/**
 * What somebody is signed in by, as support sees it: sessions, refresh tokens, what they agreed to. Each by a name that opens nothing:
 * the database has what does only as hashes, and gives none of those.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Grant } from '../../protocol/tokens/grant.ts';
import type { Database } from '../database.ts';
import { storedGrant } from '../grants/grants.ts';
import type { Schema } from '../schema.ts';
import type { IdleEnds } from '../sessions/idle-ends.ts';
import { isStorable } from '../storable-text.ts';
import { storedJson } from '../unreadable-row.ts';

type ListedSession = {
  readonly sid: string;
  readonly sub: string;
  readonly amr: readonly string[];
  readonly auth_time: number;
  /** Absent: it began before this was kept. */
  readonly began_at: number | undefined;
  /** Or a step later: use is written down that often. */
  readonly last_used_at: number;
  readonly idle_expires_at: number;
  readonly expires_at: number;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
  /** Clients that were told of it, and want to hear of its end. */
  readonly clients: readonly string[];
};

/** A family of refresh tokens, by the grant that they are given for. */
type ListedRefreshToken = Grant & {
  /** When the one that is not used yet ends, and when the grant does. */
  readonly idle_expires_at: number;
  readonly expires_at: number;
};

type ListedConsent = {
  readonly sub: string;
  readonly client_id: string;
  readonly audience: string;
  readonly scope: readonly string[];
};

type Page = { readonly after?: string | undefined; readonly limit: number };

type OffsetPage = { readonly offset: number; readonly limit: number };

/** One of them at least: all that a tenant has is a matter of the desk. */
type ConsentFilter = { readonly [name in 'sub' | 'client_id' | 'audience']?: string | undefined };

export type AccessLists = {
  session(sid: string): Promise<ListedSession | undefined>;
  /** The live ones of a user, in the order of their names: those behind one. */
  sessions(sub: string, page: Page): Promise<readonly ListedSession[]>;
  refreshToken(grant_id: string): Promise<ListedRefreshToken | undefined>;
  /** Those of a user that are good for something, in the order of their names: those behind one. */
  refreshTokens(
    which: { readonly sub: string; readonly client_id?: string | undefined },
    page: Page,
  ): Promise<readonly ListedRefreshToken[]>;
  consents(filter: ConsentFilter, page: OffsetPage): Promise<readonly ListedConsent[]>;
  countConsents(filter: ConsentFilter): Promise<number>;
};

type Parts = { readonly now: () => number; readonly idleEnds: IdleEnds };

/** The lists of a tenant. */
export function openAccessLists(
  database: Database,
  { now, idleEnds }: Parts,
): (tenant_id: string) => AccessLists {
  const { kysely } = database;
  return (tenant_id) => {
    const sessions = () =>
      kysely
        .selectFrom('sessions')
        .select(['sid', 'sub', 'amr', 'auth_time', 'began_at', 'idle_expires_at', 'idle_seconds'])
        .select(['expires_at', 'ip', 'device'])
        .where('tenant_id', '=', tenant_id)
        .where('idle_expires_at', '>', now());
    return {
      async session(sid) {
        if (!isStorable(sid)) return undefined;
        await idleEnds.write();
        const rows = await sessions().where('sid', '=', sid).limit(1).execute();
        return (await listedSessions(kysely, tenant_id, rows))[0];
      },
      async sessions(sub, { after = '', limit }) {
        await idleEnds.write();
        const rows = await sessions()
          .where('sub', '=', sub)
          .where(sidOfFew, '>', after)
          .orderBy(sidOfFew)
          .limit(limit)
          .execute();
        return listedSessions(kysely, tenant_id, rows);
      },
      async refreshToken(grant_id) {
        if (!isStorable(grant_id)) return undefined;
        const rows = await refreshTokens(kysely, { tenant_id, now: now() })
          .where('grants.grant_id', '=', grant_id)
          .execute();
        return rows.map(listedRefreshToken)[0];
      },
      async refreshTokens({ sub, client_id }, { after = '', limit }) {
        const rows = await refreshTokens(kysely, { tenant_id, now: now() })
          .where('sub', '=', sub)
          .where('grants.grant_id', '>', after)
          .$if(client_id !== undefined, (query) => query.where('client_id', '=', client_id ?? ''))
          .orderBy('grants.grant_id')
          .limit(limit)
          .execute();
        return rows.map(listedRefreshToken);
      },
      consents: (filter, page) => consents(kysely, { tenant_id, filter, ...page }),
      countConsents: (filter) => countConsents(kysely, { tenant_id, filter }),
    };
  };
}

/** Sorted here: SQLite would rather read all of a tenant in the order of an index than the few that a user has. */
const sidOfFew = sql<string>`sid || ''`;

type SessionRow = Omit<ListedSession, 'amr' | 'began_at' | 'last_used_at' | 'ip' | 'device' | 'clients'> & {
  readonly amr: string;
  readonly began_at: number | null;
  readonly idle_seconds: number;
  readonly ip: string | null;
  readonly device: string | null;
};

async function listedSessions(
  kysely: Kysely<Schema>,
  tenant_id: string,
  rows: readonly SessionRow[],
): Promise<readonly ListedSession[]> {
  if (rows.length === 0) return [];
  const told = await kysely
    .selectFrom('session_clients')
    .select(['sid', 'client_id'])
    .where('tenant_id', '=', tenant_id)
    .where(
      'sid',
      'in',
      rows.map(({ sid }) => sid),
    )
    .orderBy('client_id')
    .execute();
  const clients = Map.groupBy(told, ({ sid }) => sid);
  return rows.map(({ amr, began_at, idle_seconds, ip, device, ...row }) => ({
    ...row,
    amr: storedJson(amr, { table: 'sessions', key: [row.sid] }),
    began_at: began_at ?? undefined,
    last_used_at: Math.max(began_at ?? 0, row.idle_expires_at - idle_seconds),
    ip: ip ?? '',
    device: device ?? '',
    clients: clients.get(row.sid)?.map(({ client_id }) => client_id) ?? [],
  }));
}

type Now = { readonly tenant_id: string; readonly now: number };

/** When the last refresh token of a grant ends that nobody has used; as a value, which no database makes a join of all tokens. */
const UNUSED_UNTIL = sql<number | null>`(select max(unused.expires_at) from refresh_tokens as unused
  where unused.tenant_id = grants.tenant_id and unused.grant_id = grants.grant_id and unused.spent_at is null)`;

/** Grants of which a refresh token is left that nobody has used. */
function refreshTokens(kysely: Kysely<Schema>, { tenant_id, now }: Now) {
  return kysely
    .selectFrom('grants')
    .select(['grants.grant_id', 'client_id', 'sub', 'document', 'grants.expires_at'])
    .select(UNUSED_UNTIL.as('idle_expires_at'))
    .where('grants.tenant_id', '=', tenant_id)
    .where('redeemed', '=', 1)
    .where('grants.expires_at', '>', now)
    .where(UNUSED_UNTIL, '>', now);
}

type GrantRow = Parameters<typeof storedGrant>[0] & {
  readonly expires_at: number;
  readonly idle_expires_at: number | null;
};

function listedRefreshToken(row: GrantRow): ListedRefreshToken {
  const { expires_at, idle_expires_at } = row;
  return { ...storedGrant(row), expires_at, idle_expires_at: Number(idle_expires_at ?? expires_at) };
}

type Filtered = { readonly tenant_id: string; readonly filter: ConsentFilter };

/** By the index whose columns the filter names first. */
function which({ tenant_id, filter }: Filtered): RawBuilder<unknown> {
  const conditions = (['sub', 'client_id', 'audience'] as const).flatMap((name) =>
    filter[name] === undefined ? [] : [sql`and ${sql.ref(name)} = ${filter[name]}`],
  );
  return sql`where tenant_id = ${tenant_id} ${sql.join(conditions, sql` `)}`;
}

type ConsentKey = Omit<ListedConsent, 'scope'>;

/** The scopes of each are read by its key: a join would read all that a tenant has while the database knows nothing of its rows. */
async function consents(
  kysely: Kysely<Schema>,
  { offset, limit, ...filtered }: Filtered & OffsetPage,
): Promise<readonly ListedConsent[]> {
  const { rows: keys } = await sql<ConsentKey>`
    select distinct sub, client_id, audience from consents ${which(filtered)}
    order by sub, client_id, audience limit ${limit} offset ${offset}`.execute(kysely);
  const listed: ListedConsent[] = [];
  for (const { sub, client_id, audience } of keys) {
    const rows = await kysely
      .selectFrom('consents')
      .select('scope')
      .where((where) => where.and({ tenant_id: filtered.tenant_id, sub, client_id, audience }))
      .orderBy('scope')
      .execute();
    listed.push({ sub, client_id, audience, scope: rows.map(({ scope }) => scope) });
  }
  return listed;
}

async function countConsents(kysely: Kysely<Schema>, filtered: Filtered): Promise<number> {
  const { rows } = await sql<{ readonly count: number | bigint | string }>`
    select count(*) as count from (
      select distinct sub, client_id, audience from consents ${which(filtered)}
    ) as each_consent`.execute(kysely);
  return Number(rows[0]?.count ?? 0);
}
