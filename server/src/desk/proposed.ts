/**
 * A wish, understood: the record that is stored, the one that is meant, and what lies between them.
 */
import type { Secret } from '../protocol/secret.ts';
import { type Difference, differences } from '../resources/computed/change.ts';
import type { Judged, Kind, Values } from '../resources/kind.ts';
import type { DeskRecords, RecordKey, StoredRecord, Write } from '../storage/configuration/stored-record.ts';
import type { NewMail } from '../storage/storage.ts';
import type { Change, Wish } from './desk.ts';
import { textOf } from './facts.ts';

export type Action = Change['action'];

export type Proposed = {
  readonly wish: number;
  readonly verb: Wish['verb'];
  readonly kind: Kind;
  readonly at: RecordKey;
  /** `<name>.<region>` of the tenant. */
  readonly tenant: string | undefined;
  readonly stored: StoredRecord | undefined;
  readonly action: Action;
  /** What will be stored; of a removal what was. */
  readonly judged: Judged;
  /** Secret fields that get another value. */
  readonly changedSecrets: readonly string[];
  readonly made: Readonly<Record<string, Secret>>;
  /** What the server chose for whoever said nothing of it, and tells. */
  readonly chosen?: Values;
  readonly unreadable: readonly string[];
  /** A change to what is stored: what nobody touched is not judged anew. */
  readonly isPatch: boolean;
  /** Fields that the server has written because others were. */
  readonly followed?: readonly string[];
  /** A mail that is written with it. */
  readonly notice?: NewMail | undefined;
  /** Hashes the password that is brought; done only when it is written, for it takes a while. */
  readonly password?: () => Promise<NonNullable<Write['password']>>;
};

/** Whether it shall be as it was asked for; who stays deleted is neither judged nor written. */
export function isMeant({ action }: Pick<Proposed, 'action'>): boolean {
  return action !== 'stays_deleted';
}

/** What differs, as it may be shown. What the server alone writes is not a wish of anybody. */
export function shownDifferences(proposed: Proposed): Change['differences'] {
  const { kind, stored, judged, changedSecrets, followed = [] } = proposed;
  const plain: readonly Difference[] = stored
    ? differences(kind, stored.record, judged.record).filter(
        ({ field }) => !kind.fields[field]?.computed && !followed.includes(field),
      )
    : [];
  return [
    ...plain,
    ...changedSecrets.map((field) => ({
      field,
      before: undefined,
      after: undefined,
      isSecret: true as const,
    })),
  ];
}

function chosenDifferences({ chosen = {} }: Proposed): Change['differences'] {
  return Object.entries(chosen).map(([field, after]) => ({ field, before: undefined, after }));
}

/** What is done to a record that is stored, by what differs. */
export function actionOf(
  stored: StoredRecord | undefined,
  after: Values,
  kind: Kind,
  changed: number,
): Action {
  if (!stored) return 'create';
  return changed > 0 || differences(kind, stored.record, after).length > 0 ? 'update' : 'unchanged';
}

/** The change as doors tell it. */
export async function changeOf(one: Proposed, records: DeskRecords): Promise<Change> {
  const { wish, action, at, kind, tenant, stored, judged, made } = one;
  const isLost = action === 'delete' || action === 'purge';
  return {
    wish,
    action,
    kind: kind.name,
    tenant_id: at.tenant_id,
    tenant,
    name: nameOf(one),
    record: judged.record,
    version: stored?.version,
    differences: action === 'update' ? shownDifferences(one) : chosenDifferences(one),
    lost: isLost ? await records.lostWith(at) : {},
    secrets: made,
  };
}

/** What a person calls it. */
export function nameOf({
  kind,
  at,
  judged: { record },
  tenant,
}: Pick<Proposed, 'kind' | 'at' | 'judged' | 'tenant'>): string {
  if (kind.name === 'user') return textOf(record, 'email') ?? at.key.join(' ');
  if (at.key.length === 0 || kind.name === 'tenant') return tenant ?? '';
  return at.key.join(' ');
}
