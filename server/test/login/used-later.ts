/**
 * A session that is used again after a while, so that its idle end moves and is written.
 */
import { NOW, type TestDatabase } from '../databases/databases.ts';
import type { WritableTenant } from '../databases/writable.ts';

/** Begins a session, uses it when the clock has gone on, and ends it. */
export async function useLater(
  { sessions }: WritableTenant,
  proof: { readonly sub: string; readonly epoch: number },
  clock: TestDatabase['clock'],
): Promise<void> {
  const ends = { expires_at: NOW + 1_000, idle_seconds: 600 };
  await sessions.begin({ ...proof, ...ends, auth_time: NOW, amr: [], id_hash: 'of later', sid: 'later' });
  clock.now += 300;
  await sessions.find('of later');
  await sessions.list(proof.sub);
  clock.now -= 300;
  await sessions.end('of later');
}
