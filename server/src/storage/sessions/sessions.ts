/**
 * Browser sessions. A session has two ends: an absolute one, and one that use moves on. The row holds the earlier of the
 * two as `idle_expires_at`, so that one comparison decides.
 */
import type { Kysely } from 'kysely';
import type { Session } from '../../protocol/end-user/end-user.ts';
import { tellClients } from '../background/logout-deliveries.ts';
import { cacheKey, VersionedCache } from '../configuration/versioned-cache.ts';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { Schema } from '../schema.ts';
import { storableText } from '../storable-text.ts';
import { storedJson } from '../unreadable-row.ts';
import { holdProved, whileProved } from '../users/credential-epoch.ts';
import { endUserOf } from '../users/users.ts';
import type { IdleEnds } from './idle-ends.ts';
import { findHeld, goOn, keepClients, takeOut } from './session-goes-on.ts';

type NewSession = {
  readonly id_hash: string;
  readonly sid: string;
  readonly sub: string;
  /** Under which the user was proved. */
  readonly epoch: number;
  readonly auth_time: number;
  readonly amr: readonly string[];
  readonly expires_at: number;
  readonly idle_seconds: number;
  readonly ip?: string;
  /** The browser's User-Agent. */
  readonly device?: string;
  readonly remembered_device?: boolean;
  /** id_hash of the session that this one takes the place of; the same user's goes on under its `sid`. */
  readonly replaces?: string;
  /** The interaction it begins in. */
  readonly interaction?: string;
};

export type Sessions = {
  /**
   * Writes the session and ends the one it replaces, in one transaction. A user who signs in again goes on in the session
   * they had, so that the clients it was told to are told of its end. Of the sessions that one user begins in one
   * interaction the last one lives: of a form that was sent twice, a browser follows the second answer. Gives the `sid`;
   * undefined, and nothing is changed, when what proved the user is not worth anything any more.
   */
  begin(session: NewSession): Promise<string | undefined>;
  /** The live session with its user, blocked or not; undefined when missing, idle too long, or past its end. */
  find(id_hash: string): Promise<Session | undefined>;
  /** Ends the session, and writes which clients are still to be told of it, in one step. */
  end(id_hash: string, ended?: EndedSession): Promise<void>;
  /** Remembers that a client that wants to hear of the end was given tokens in this session. */
  addClient(participation: Participation): Promise<void>;
  /** The clients that were remembered. */
  clientsOf(sid: string): Promise<readonly string[]>;
};

type Participation = { readonly sid: string; readonly client_id: string; readonly expires_at: number };

type EndedSession = { readonly sid: string; readonly sub: string };

const MAX_DEVICE = 255;

/** The sessions in a database, tenant by tenant. */
export function openSessions(
  database: Database,
  now: () => number,
  idleEnds: IdleEnds,
): (tenant_id: string) => Sessions {
  const { kysely } = database;
  const insert = insertSession(database);
  const load = loadSession(database);

  return (tenant_id) => ({
    async begin({ replaces, amr, device, remembered_device, ...session }) {
      const idle_expires_at = Math.min(session.expires_at, now() + session.idle_seconds);
      const row = {
        tenant_id,
        ip: null,
        interaction: null,
        ...session,
        amr: JSON.stringify(amr),
        idle_expires_at,
        sweep_at: idle_expires_at,
        began_at: now(),
        device: device === undefined ? null : storableText(device, MAX_DEVICE),
        remembered_device: remembered_device ? 1 : 0,
      };
      if (replaces === undefined) return sidOf(await insert(row));
      return database.transaction(async (transaction) => {
        if (!(await holdProved(database, transaction, row))) return undefined;
        const key = { tenant_id, id_hash: replaces };
        const before = await findHeld(database, transaction, key);
        const goesOn = before?.sub === row.sub && before.idle_expires_at > now();
        if (goesOn) {
          await keepClients(transaction, { tenant_id, sid: before.sid, expires_at: row.expires_at });
          if (await goOn(transaction, { ...row, replaces })) return before.sid;
        }
        await takeOut(transaction, key);
        return sidOf(await insert(row, transaction));
      });
    },
    async find(id_hash) {
      const stored = await load(tenant_id, id_hash);
      if (!stored) return undefined;
      if (await idleEnds.use({ tenant_id, id_hash, ...stored }, now())) return stored.session;
      await deleteEnded(kysely, { tenant_id, id_hash, now: now() });
      return undefined;
    },
    async end(id_hash, ended) {
      await database.transaction(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('sessions')
          .where('tenant_id', '=', tenant_id)
          .where('id_hash', '=', id_hash)
          .executeTakeFirst();
        // Of two who end a session at once, one tells the clients.
        if (!ended || numDeletedRows === 0n) return;
        const { sid, sub } = ended;
        await tellClients(transaction, { tenant_id, sub, sids: [sid], now: now() });
      });
    },
    async addClient({ sid, client_id, expires_at }) {
      await kysely
        .insertInto('session_clients')
        .values({ tenant_id, sid, client_id, expires_at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async clientsOf(sid) {
      const rows = await kysely
        .selectFrom('session_clients')
        .select('client_id')
        .where('tenant_id', '=', tenant_id)
        .where('sid', '=', sid)
        .execute();
      return rows.map(({ client_id }) => client_id);
    },
  });
}

/** Who was told that a session has ended finds it so for ever, whatever a clock does that is set. */
async function deleteEnded(
  kysely: Kysely<Schema>,
  { tenant_id, id_hash, now }: { readonly tenant_id: string; readonly id_hash: string; readonly now: number },
): Promise<void> {
  await kysely
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant_id)
    .where('id_hash', '=', id_hash)
    .where('idle_expires_at', '<=', now)
    .execute();
}

const COLUMNS = [
  'tenant_id',
  'id_hash',
  'sid',
  'sub',
  'auth_time',
  'amr',
  'expires_at',
  'idle_seconds',
  'idle_expires_at',
  'sweep_at',
  'began_at',
  'ip',
  'device',
  'remembered_device',
  'interaction',
] as const;

/** One statement: the session is written while its user is who was proved, and not at all afterwards. */
function insertSession(database: Database) {
  const { kysely } = database;
  return reusableQuery(kysely, [...COLUMNS, 'epoch'], (slot) =>
    kysely
      .insertInto('sessions')
      .columns(COLUMNS)
      .expression(
        whileProved(
          database,
          { tenant_id: slot('tenant_id'), sub: slot('sub'), epoch: slot('epoch') },
          COLUMNS.map((column) => slot(column)),
        ),
      )
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'sub', 'interaction']).doUpdateSet((row) => ({
          id_hash: row.ref('excluded.id_hash'),
          auth_time: row.ref('excluded.auth_time'),
          amr: row.ref('excluded.amr'),
          expires_at: row.ref('excluded.expires_at'),
          idle_seconds: row.ref('excluded.idle_seconds'),
          idle_expires_at: row.ref('excluded.idle_expires_at'),
          sweep_at: row.ref('excluded.sweep_at'),
          began_at: row.ref('excluded.began_at'),
          ip: row.ref('excluded.ip'),
          device: row.ref('excluded.device'),
          remembered_device: row.ref('excluded.remembered_device'),
        })),
      )
      .returning('sid'),
  );
}

function sidOf({ rows: [row] }: { readonly rows: readonly { readonly sid: string }[] }): string | undefined {
  return row?.sid;
}

type StoredSession = {
  readonly session: Session;
  readonly expires_at: number;
  readonly idle_seconds: number;
  readonly idle_expires_at: number;
};

/** Reads a session with its user, from memory where the database can tell that nothing has been written since. */
function loadSession(
  database: Database,
): (tenant_id: string, id_hash: string) => Promise<StoredSession | undefined> {
  const find = sessionQuery(database);
  async function load(tenant_id: string, id_hash: string): Promise<StoredSession | undefined> {
    const { rows } = await find({ tenant_id, id_hash });
    const row = rows[0];
    if (!row) return undefined;
    const { sid, auth_time, expires_at, idle_seconds, idle_expires_at } = row;
    const session = {
      sid,
      user: endUserOf(row),
      auth_time,
      amr: storedJson(row.amr, { table: 'sessions', key: [sid] }),
      ...(row.remembered_device === 0 ? {} : { remembered_device: true }),
    };
    return { session, expires_at, idle_seconds, idle_expires_at };
  }
  if (!database.contentVersion) return load;
  const cache = new VersionedCache<StoredSession>(database.contentVersion);
  return (tenant_id, id_hash) => cache.read(cacheKey(tenant_id, id_hash), () => load(tenant_id, id_hash));
}

function sessionQuery({ kysely }: Database) {
  return reusableQuery(kysely, ['tenant_id', 'id_hash'], (slot) =>
    kysely
      .selectFrom('sessions')
      .innerJoin('users', (join) =>
        join.onRef('users.tenant_id', '=', 'sessions.tenant_id').onRef('users.sub', '=', 'sessions.sub'),
      )
      .select(['sid', 'auth_time', 'amr', 'expires_at', 'idle_seconds', 'idle_expires_at'])
      .select(['users.sub', 'epoch', 'blocked', 'claims', 'has_second_factor', 'username'])
      .select('remembered_device')
      .where('sessions.tenant_id', '=', slot<string>('tenant_id'))
      .where('id_hash', '=', slot<string>('id_hash')),
  );
}
