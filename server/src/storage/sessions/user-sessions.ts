/**
 * The sessions of one End-User: where they are signed in, and ending what they point at.
 */

import type { Database } from '../database.ts';
import { storedJson } from '../unreadable-row.ts';
import { holdInSession, holdUser, type InSession } from '../users/credential-epoch.ts';
import { growEpoch, growEpochOfOthers } from '../users/epoch-growth.ts';
import type { IdleEnds } from './idle-ends.ts';
import { endGrants, endSessions } from './session-ends.ts';
import { idleEndOfUse } from './session-goes-on.ts';

type UserSession = {
  readonly sid: string;
  readonly amr: readonly string[];
  /** Absent: it began before this was kept. */
  readonly began_at: number | undefined;
  /** Or a step later: use is written down that often (`idleStep`). */
  readonly last_used_at: number;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
  /** Clients that were told of it, and want to hear of its end. */
  readonly clients: readonly string[];
};

export type UserSessions = {
  /** The live ones, last used first, at most 100. */
  list(sub: string): Promise<readonly UserSession[]>;
  /** Ends one of this user's, and writes which clients are still to be told, in one step. False: there was none. */
  endOne(sub: string, sid: string): Promise<boolean>;
  /**
   * Ends all of this user's but one, and what waits to become one; the one goes on, under a new id where it is given one, with what
   * its applications hold. How many; undefined: that one has ended itself.
   */
  endOthers(sub: string, session: InSession): Promise<number | undefined>;
  /**
   * Ends whatever this user could go on with: sessions, grants with their tokens, remembered devices, logins that are half
   * done. How many sessions.
   */
  endAll(sub: string): Promise<number>;
  /** Users who have something of that kind, in the order of their subs, at most 100 behind a given one. */
  signedIn(after: string): Promise<readonly string[]>;
  /** Gives a session a new id under which it goes on, and what was shown in it; the old id is worth nothing. */
  renew(id_hash: string, next: { readonly id_hash: string; readonly amr: readonly string[] }): Promise<void>;
};

const MAX_LIST = 100;

/** The sessions in a database by their users, tenant by tenant. */
export function openUserSessions(
  database: Database,
  now: () => number,
  idleEnds: IdleEnds,
): (tenant_id: string) => UserSessions {
  const { kysely } = database;
  return (tenant_id) => ({
    async list(sub) {
      await idleEnds.write();
      const rows = await kysely
        .selectFrom('sessions')
        .select(['sid', 'amr', 'began_at', 'idle_expires_at', 'idle_seconds', 'ip', 'device'])
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .where('idle_expires_at', '>', now())
        .orderBy('idle_expires_at', 'desc')
        .orderBy('sid')
        .limit(MAX_LIST)
        .execute();
      const told = await clientsBySession(kysely, { tenant_id, sids: rows.map(({ sid }) => sid) });
      return rows.map(({ sid, amr, began_at, idle_expires_at, idle_seconds, ip, device }) => ({
        sid,
        amr: storedJson(amr, { table: 'sessions', key: [sid] }),
        began_at: began_at ?? undefined,
        last_used_at: Math.max(began_at ?? 0, idle_expires_at - idle_seconds),
        ip: ip ?? '',
        device: device ?? '',
        clients: told.get(sid) ?? [],
      }));
    },
    async endOne(sub, sid) {
      const ended = await database.transaction(async (transaction) => {
        const which = { tenant_id, sub, is: '=', sid } as const;
        await holdUser(database, transaction, which);
        const count = await endSessions(transaction, { ...which, now: now() });
        await endGrants(transaction, which);
        return count;
      });
      return ended > 0;
    },
    endOthers: (sub, session) =>
      database.transaction(async (transaction) => {
        const user = { tenant_id, sub };
        if (!(await holdInSession(database, transaction, { ...user, ...session }))) return undefined;
        return growEpochOfOthers(transaction, { ...user, goes_on: session, now: now() });
      }),
    endAll: (sub) =>
      database.transaction(async (transaction) => {
        await holdUser(database, transaction, { tenant_id, sub });
        return growEpoch(transaction, { tenant_id, sub, now: now() });
      }),
    async signedIn(after) {
      const subsOf = (table: 'sessions' | 'grants' | 'access_tokens' | 'remembered_devices') =>
        kysely.selectFrom(table).select('sub').where('tenant_id', '=', tenant_id).where('sub', '>', after);
      const rows = await subsOf('sessions')
        .union(subsOf('grants'))
        .union(subsOf('access_tokens'))
        .union(subsOf('remembered_devices'))
        .orderBy('sub')
        .limit(MAX_LIST)
        .execute();
      return rows.map(({ sub }) => sub);
    },
    async renew(id_hash, next) {
      await kysely
        .updateTable('sessions')
        .set({ id_hash: next.id_hash, amr: JSON.stringify(next.amr), idle_expires_at: idleEndOfUse(now()) })
        .where('tenant_id', '=', tenant_id)
        .where('id_hash', '=', id_hash)
        .execute();
    },
  });
}

async function clientsBySession(
  kysely: Database['kysely'],
  { tenant_id, sids }: { readonly tenant_id: string; readonly sids: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (sids.length === 0) return new Map();
  const rows = await kysely
    .selectFrom('session_clients')
    .select(['sid', 'client_id'])
    .where('tenant_id', '=', tenant_id)
    .where('sid', 'in', sids)
    .execute();
  const bySession = Map.groupBy(rows, ({ sid }) => sid);
  return new Map([...bySession].map(([sid, told]) => [sid, told.map(({ client_id }) => client_id)]));
}
