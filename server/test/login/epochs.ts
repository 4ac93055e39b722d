/**
 * What tests write past the pages: under the epoch in which its user is now.
 */
import type { TenantStorage } from '../../src/storage/storage.ts';

/** The credential epoch of a user. */
export async function epochOf({ users }: Pick<TenantStorage, 'users'>, sub: string): Promise<number> {
  return (await users.find(sub))?.epoch ?? 0;
}

/** Begins a session that is in no browser, under its user's epoch. */
export async function beginSession(
  records: Pick<TenantStorage, 'users' | 'sessions'>,
  sub: string,
  sid: string,
): Promise<void> {
  const ends = { expires_at: END, idle_seconds: END };
  const login = { sub, epoch: await epochOf(records, sub), auth_time: 0, amr: ['pwd'] };
  await records.sessions.begin({ id_hash: `session ${sid}`, sid, ...login, ...ends });
}

/** Later than any clock of a test. */
const END = 4_000_000_000;

/** Removes an authenticator as its user does, in a session that is in no browser. */
export async function removeFactor(
  records: Pick<TenantStorage, 'users' | 'sessions' | 'authenticators'>,
  sub: string,
  authenticator_id: string,
): Promise<string> {
  const sid = `to remove ${authenticator_id}`;
  await beginSession(records, sub, sid);
  const session = { sid, id_hash: sid, epoch: await epochOf(records, sub) };
  return records.authenticators.remove(sub, { authenticator_id, session });
}
