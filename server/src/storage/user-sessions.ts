/**
 * The sessions of one End-User: where they are signed in, and ending what they point at.
 */
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { endGrant, storedGrant } from './grants.ts';
import { tellClients } from './logout-deliveries.ts';
import { deleteDevices } from './remembered-devices.ts';
import type { Schema } from './schema.ts';

type UserSession = {
  readonly sid: string;
  readonly amr: readonly string[];
  /** Absent: it began before this was kept. */
  readonly began_at: number | undefined;
  /** To the minute: use is written down that often at most. */
  readonly last_used_at: number;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
};

export type UserSessions = {
  /** The live ones, last used first, at most 100. */
  list(sub: string): Promise<readonly UserSession[]>;
  /** Ends one of this user's, and writes which clients are still to be told, in one step. False: there was none. */
  endOne(sub: string, sid: string): Promise<boolean>;
  /** Ends all of this user's but one, the same way; how many. Without `sid` there is no exception. */
  endOthers(sub: string, sid: string | undefined): Promise<number>;
  /** Ends whatever this user could go on with: sessions, grants with their tokens, remembered devices. How many sessions. */
  endAll(sub: string): Promise<number>;
  /** Users who have something of that kind, in the order of their subs, at most 100 behind a given one. */
  signedIn(after: string): Promise<readonly string[]>;
  /** Gives a session a new id under which it goes on, and what was shown in it; the old id is worth nothing. */
  renew(id_hash: string, next: { readonly id_hash: string; readonly amr: readonly string[] }): Promise<void>;
};

const MAX_LIST = 100;

/** The sessions in a database by their users, tenant by tenant. */
export function openUserSessions(
  { kysely }: Database,
  now: () => number,
): (tenant_id: string) => UserSessions {
  const end = (ending: Omit<Ending, 'now'>) =>
    kysely.transaction().execute((transaction) => endSessions(transaction, { ...ending, now: now() }));
  return (tenant_id) => ({
    async list(sub) {
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
      return rows.map(({ sid, amr, began_at, idle_expires_at, idle_seconds, ip, device }) => ({
        sid,
        amr: JSON.parse(amr),
        began_at: began_at ?? undefined,
        last_used_at: Math.max(began_at ?? 0, idle_expires_at - idle_seconds),
        ip: ip ?? '',
        device: device ?? '',
      }));
    },
    endOne: async (sub, sid) => (await end({ tenant_id, sub, is: '=', sid })) > 0,
    endOthers: (sub, sid) => end({ tenant_id, sub, is: '!=', sid: sid ?? '' }),
    endAll: (sub) =>
      kysely.transaction().execute(async (transaction) => {
        await endAccess(transaction, { tenant_id, sub });
        return endSessions(transaction, { tenant_id, sub, now: now(), is: '!=', sid: '' });
      }),
    async signedIn(after) {
      const subsOf = (table: (typeof ACCESS)[number] | 'sessions' | 'remembered_devices') =>
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
        .set({ id_hash: next.id_hash, amr: JSON.stringify(next.amr) })
        .where('tenant_id', '=', tenant_id)
        .where('id_hash', '=', id_hash)
        .execute();
    },
  });
}

const ACCESS = ['access_tokens', 'grants'] as const;

/** Ends what a user's applications hold, whichever session gave it, and the devices that stand for a second factor. */
export async function endAccess(
  transaction: Transaction<Schema>,
  { tenant_id, sub }: { readonly tenant_id: string; readonly sub: string },
): Promise<void> {
  for (const table of ACCESS)
    await transaction.deleteFrom(table).where('tenant_id', '=', tenant_id).where('sub', '=', sub).execute();
  await deleteDevices(transaction, { tenant_id, sub });
}

type Ending = {
  readonly tenant_id: string;
  readonly sub: string;
  readonly is: '=' | '!=';
  readonly sid: string;
  readonly now: number;
};

/** Ends sessions of one user, and writes which clients are still to be told. How many. */
export async function endSessions(
  transaction: Transaction<Schema>,
  { tenant_id, sub, is, sid, now }: Ending,
): Promise<number> {
  const ended = await transaction
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .where('sid', is, sid)
    .returning('sid')
    .execute();
  if (ended.length === 0) return 0;
  const sids = ended.map((session) => session.sid);
  await endGrants(transaction, { tenant_id, sub }, new Set(sids));
  await tellClients(transaction, { tenant_id, sub, sids, now });
  return ended.length;
}

/** What was given in these sessions ends too: whoever signs a device out means its applications as well. */
async function endGrants(
  transaction: Transaction<Schema>,
  { tenant_id, sub }: Pick<Ending, 'tenant_id' | 'sub'>,
  sids: ReadonlySet<string>,
): Promise<void> {
  const rows = await transaction
    .selectFrom('grants')
    .select(['grant_id', 'client_id', 'sub', 'document'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  for (const grant of rows.map(storedGrant)) {
    if (sids.has(grant.sid)) await endGrant(transaction, { tenant_id, grant_id: grant.grant_id });
  }
}
