/**
 * The desk at work: wishes -> what they mean -> the draft -> every rule -> changes; and where they are to be carried out, one
 * transaction. Whoever changed a record between reading and writing is not overwritten: all of it is judged anew.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Keys } from '../keys/keys.ts';
import { parsePasswordHash } from '../passwords/password-hash.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { signingAlgsOf } from '../resources/computed/signing-algs.ts';
import { deskRecords } from '../storage/configuration/desk-records.ts';
import type { DeskRecords } from '../storage/configuration/stored-record.ts';
import { StorageConflict } from '../storage/storage-conflict.ts';
import type { By, Change, Desk, DeskDeps, Refusal, Wish } from './desk.ts';
import { createDraft } from './draft.ts';
import { judgeDraft } from './judge.ts';
import { countMatching, listPage } from './list.ts';
import { changeOf, isMeant, type Proposed } from './proposed.ts';
import { stage } from './stage.ts';
import { writesOf } from './writes.ts';

/** How often it is begun again where others write at the same time. */
const ATTEMPTS = 10;

/** The desk over a storage. */
export function createDesk(deps: DeskDeps): Desk {
  const records = deskRecords(deps.storage);
  const propose = (wishes: readonly Wish[], by: By) => proposeChanges(wishes, by, { ...deps, records });
  return {
    async plan(wishes, by) {
      const proposed = await propose(wishes, by);
      return proposed.ok ? ok(await described(proposed.value, records)) : proposed;
    },
    async carryOut(wishes, by) {
      for (let attempt = 1; ; attempt += 1) {
        const proposed = await propose(wishes, { ...by, hear: undefined });
        if (!proposed.ok) return proposed;
        const changes = await described(proposed.value, records);
        if (await written(proposed.value, by, { deps, records, isLast: attempt === ATTEMPTS })) {
          await settleKeys(proposed.value, deps.keys);
          return ok(changes);
        }
      }
    },
    async show(kind, tenant_id, key) {
      return records.read({ kind, tenant_id, key });
    },
    async showEach(kind, tenant_id, names) {
      const found = await records.readEach(kind, tenant_id, names);
      const byName = new Map(found.map((one) => [one.key[0], one]));
      return names.flatMap((name) => byName.get(name) ?? []);
    },
    list: (kind, tenant_id, query) => listPage(records, { kind, tenant_id, query }),
    count: (kind, tenant_id, filter) => countMatching(records, { kind, tenant_id, filter: filter ?? {} }),
  };
}

async function proposeChanges(
  wishes: readonly Wish[],
  by: By,
  deps: DeskDeps & { readonly records: DeskRecords },
): Promise<Result<readonly Proposed[], readonly Refusal[]>> {
  const draft = createDraft(deps.records);
  const staged = await stage(wishes, by, { ...deps, draft });
  const hashMistake = (text: string) => {
    const hash = parsePasswordHash(text);
    return hash.ok ? undefined : hash.error;
  };
  const refusals = [
    ...staged.refusals,
    ...(await judgeDraft(staged.proposed.filter(isMeant), by, { ...deps, draft, hashMistake })),
  ];
  return refusals.length > 0 ? err(refusals) : ok(staged.proposed);
}

function described(proposed: readonly Proposed[], records: DeskRecords): Promise<readonly Change[]> {
  return Promise.all(proposed.map((one) => changeOf(one, records)));
}

type Writing = { readonly deps: DeskDeps; readonly records: DeskRecords; readonly isLast: boolean };

/** Whether it is written; false when somebody else was first, and all of it is to be judged again. */
async function written(
  proposed: readonly Proposed[],
  by: By,
  { deps, records, isLast }: Writing,
): Promise<boolean> {
  const writes = await writesOf(proposed, by, deps);
  if (writes.length === 0 && !by.step) return true;
  try {
    const outcome = await records.write(writes, by.step);
    if (outcome === 'moved' && isLast) throw new StorageConflict('record_moved');
    return outcome !== 'moved';
  } catch (error) {
    // The rules say which name, address or host it is, once they see who took it.
    if (error instanceof StorageConflict && !isLast) return false;
    throw error;
  }
}

/** A tenant signs from the first request on, by every algorithm that is asked for, and by no other for longer than it must. */
async function settleKeys(proposed: readonly Proposed[], keys: Pick<Keys, 'settle'>): Promise<void> {
  for (const tenant_id of new Set(proposed.filter(changesKeys).map(({ at }) => at.tenant_id))) {
    if (tenant_id !== undefined) await keys.settle(tenant_id);
  }
}

function changesKeys({ kind, action, stored, judged }: Proposed): boolean {
  const isGone = action === 'delete' || action === 'purge';
  if (kind.name === 'tenant') return action !== 'unchanged' && !isGone;
  const before = stored ? signingAlgsOf(kind, stored.record) : [];
  const after = isGone ? [] : signingAlgsOf(kind, judged.record);
  return !isDeepStrictEqual(before, after);
}
