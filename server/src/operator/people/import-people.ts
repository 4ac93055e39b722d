/**
 * `tacit users import`: a file of people, brought as the jobs of the Management API bring one. A list that is broken brings nobody;
 * of one that is whole each person is there, or is refused with the reasons.
 */
import { randomBytes } from 'node:crypto';
import { bringPeople, type RefusedPerson } from '../../people/bring.ts';
import { batchesOf, MAX_ERRORS, MAX_FILE_BYTES } from '../../people/people-file.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { openSource, sourceName } from '../file/source-text.ts';
import { byOperator, type Ground, type Hear, rowBy } from '../ground.ts';
import { withDesk } from '../open-desk.ts';
import { choosePlace } from '../records/place.ts';

type AskedImport = {
  readonly tenant: string | undefined;
  /** Read twice: to judge its form and count, and to bring who is in it. */
  readonly file: Blob;
  /** Whether people who are there are changed. */
  readonly upsert: boolean;
};

export type Imported = {
  readonly total: number;
  readonly inserted: number;
  readonly updated: number;
  readonly failed: number;
  /** Who was refused, as far as they are told. */
  readonly errors: readonly RefusedPerson[];
};

/** The file that somebody names, or why there is none; `-` for what is piped in. */
export async function openPeople(
  file: string,
  stdin: AsyncIterable<unknown> = process.stdin,
): Promise<Result<Blob, string>> {
  const opened = await openSource(file, { stdin, max_piped_bytes: MAX_FILE_BYTES });
  return opened.ok ? opened : err(`${sourceName(file)}: ${opened.error}`);
}

/** Brings the people of a file, batch by batch. */
export function importPeople(
  config: Ground,
  { tenant, file, upsert }: AskedImport,
  hear: Hear,
): Promise<Result<Imported, readonly string[]>> {
  return withDesk(config, async ({ desk, storage }) => {
    const place = await choosePlace({ desk, storage }, { kind: 'user', tenant });
    if (!place.ok) return err(place.error.map(({ message }) => message));
    const total = await countPeople(file);
    if (!total.ok) return err([`The file ${total.error}.`]);
    const { tenant_id = '' } = place.value;
    const { users, audit } = storage.tenant(tenant_id);
    const by = byOperator('import', config);
    await audit.record({ type: 'job_begun', ...rowBy('import', config), detail: 'users_import' });
    const bringing = {
      ...{ tenant_id, desk, users, isUpsert: upsert },
      random: (bytes: number) => randomBytes(bytes).toString('base64url'),
      // Whoever has the database may do everything.
      lackingFor: async () => [],
      by: () => by,
    };
    const [counts, errors] = [{ inserted: 0, updated: 0, failed: 0 }, [] as RefusedPerson[]];
    for await (const batch of batchesOf(file.stream())) {
      if (!batch.ok) throw new Error('A file that changes while it is read is not read on.');
      const { inserted, updated, refused } = await bringPeople(batch.value, bringing);
      counts.inserted += inserted;
      counts.updated += updated;
      counts.failed += refused.length;
      errors.push(...refused.slice(0, MAX_ERRORS - errors.length));
      hear({ done: counts.inserted + counts.updated + counts.failed, total: total.value });
    }
    return ok({ total: total.value, ...counts, errors });
  });
}

async function countPeople(file: Blob): Promise<Result<number, string>> {
  let total = 0;
  for await (const batch of batchesOf(file.stream())) {
    if (!batch.ok) return batch;
    total += batch.value.length;
  }
  return ok(total);
}
