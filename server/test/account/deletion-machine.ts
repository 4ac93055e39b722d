/**
 * Another machine beside a fixture, as far as it deletes accounts: on the same database, with the same keys and clock.
 */
import { pino } from 'pino';
import { createSeal } from '../../src/keys/seal.ts';
import { createPostOffice } from '../../src/mail/post-office.ts';
import { type DeletionDeps, deleteDueAccounts } from '../../src/own-account/deletions.ts';
import { deskOver } from '../databases/desk.ts';
import type { Stack } from '../stack.ts';

/** What such a machine deletes with. */
export async function deletionMachine({ storage, config, clock }: Stack): Promise<DeletionDeps> {
  const now = () => clock.now;
  return {
    storage,
    desk: deskOver(storage, now),
    seal: createSeal(new Uint8Array(32).fill(7)),
    mail: await createPostOffice(config, now),
    sessionsEnded: new EventTarget(),
    log: pino({ level: 'silent' }),
    now,
    random: () => crypto.randomUUID(),
  };
}

/** Deletes what is due, by several machines at once; how many accounts, all together. */
export async function deleteByMany(stack: Stack, machines: number): Promise<number> {
  const counts = Array.from({ length: machines }, async () =>
    deleteDueAccounts(await deletionMachine(stack)),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
