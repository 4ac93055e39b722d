/**
 * `tacit users export --all`: everybody of a tenant as lines of a file, as the jobs of the Management API write one.
 */
import { headLines, personLine, type Written } from '../../people/lines.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { type Ground, type Hear, rowBy } from '../ground.ts';
import { withDesk } from '../open-desk.ts';
import { choosePlace } from '../records/place.ts';

type AskedExport = {
  readonly tenant: string | undefined;
  readonly format: NonNullable<Written['format']>;
  readonly fields: Written['fields'];
};

type Told = {
  /** Takes the next part of the file; the next one comes when it is taken. */
  readonly write: (text: string) => Promise<void>;
  readonly hear: Hear;
};

const PAGE = 200;

/** Writes everybody; the log says that it was done. */
export function exportPeople(
  config: Ground,
  { tenant, ...written }: AskedExport,
  { write, hear }: Told,
): Promise<Result<undefined, readonly string[]>> {
  return withDesk(config, async ({ desk, storage }) => {
    const place = await choosePlace({ desk, storage }, { kind: 'user', tenant });
    if (!place.ok) return err(place.error.map(({ message }) => message));
    const { tenant_id = '' } = place.value;
    const total = await desk.count('user', tenant_id);
    const { audit } = storage.tenant(tenant_id);
    await audit.record({ type: 'job_begun', ...rowBy('export', config), detail: 'users_export' });
    await write(headLines(written).join(''));
    let done = 0;
    for (let after: readonly string[] | undefined; ; ) {
      const page = await desk.list('user', tenant_id, { limit: PAGE, ...(after ? { after } : {}) });
      await write(page.map(({ record }) => personLine(record, written)).join(''));
      done += page.length;
      hear({ done, total: Math.max(total, done) });
      after = page.at(-1)?.key;
      if (page.length < PAGE) return ok(undefined);
    }
  });
}
