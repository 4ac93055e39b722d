/**
 * `tacit <kind> create` and `set`, `delete`, `restore`, `purge` and `move`: wishes to the desk, and what it answers.
 */
import type { Change, Wish } from '../../desk/desk.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Secret } from '../../protocol/secret.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { doorName, namesAt } from '../../resources/computed/names.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import { byOperator, type Ground } from '../ground.ts';
import { type OpenDesk, withDesk, withDeskToRead } from '../open-desk.ts';
import type { AskedRecord, Complaint } from './asked.ts';
import { chooseKey, choosePlace, type Place } from './place.ts';
import { type AskedDocument, readAsked, refusals } from './said.ts';
import { type Shown, shown } from './shown.ts';

type How = {
  /** The version that it was decided on; another one is refused. */
  readonly version: number | undefined;
  /** Only say what would be done. */
  readonly dryRun: boolean;
};

export type AskedChange = AskedRecord & AskedDocument & How;

export type AskedRemoval = AskedRecord &
  How & {
    readonly verb: 'delete' | 'restore' | 'purge' | 'move';
    /** Of a tenant that moves: its name, its region. */
    readonly to?: Values;
  };

/** What was done, or would be. */
export type RecordChange = {
  readonly action: Change['action'];
  readonly kind: KindName;
  readonly tenant: string | undefined;
  /** What a person calls it. */
  readonly name: string;
  readonly changes: readonly {
    /** In the names of the operator's file. */
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly isSecret?: true;
  }[];
  /** What goes with it, counted. */
  readonly lost: Readonly<Record<string, number>>;
  /** As it is afterwards; of a removal as it was. */
  readonly record: Shown;
  /** What the server made, by the names of the fields. */
  readonly secrets: Readonly<Record<string, Secret>>;
};

type Answered = Promise<Result<RecordChange, readonly Complaint[]>>;

/** Makes or changes a record. */
export function changeRecord(config: Ground, asked: AskedChange): Answered {
  return planned(config, asked, async (open, act) => {
    const place = await choosePlace(open, asked);
    if (!place.ok) return place;
    const read = await readAsked(open, place.value, asked);
    if (!read.ok) return read;
    const { said, unreadable, complaints, kept, version } = read.value;
    const wish: Wish = {
      kind: asked.kind,
      ...within(place.value),
      ...VERBS[asked.verb],
      said,
      unreadable,
      ...(version === undefined ? {} : { version }),
    };
    // What could not be read is left out, so that it hides nothing that is wrong with the rest.
    const judged = await ask(open, wish, { act: complaints.length > 0 ? 'plan' : act, config });
    const all = [...complaints, ...(judged.ok ? [] : refusals(asked, judged.error, kept))];
    return judged.ok && all.length === 0 ? ok(await answer(open, judged.value, { config, act })) : err(all);
  });
}

const VERBS = {
  create: { verb: 'create', meant: 'whole' },
  set: { verb: 'change', meant: 'patch' },
} as const;

/** Removes a record, brings one back, or has it called otherwise. */
export function removeRecord(config: Ground, asked: AskedRemoval): Answered {
  return planned(config, asked, async (open, act) => {
    const place = await choosePlace(open, asked);
    if (!place.ok) return place;
    const key = await chooseKey(open, place.value, asked);
    if (!key.ok) return key;
    const { kind, verb, version, to = {} } = asked;
    const wish: Wish = {
      kind,
      ...within(place.value),
      ...(verb === 'move' ? { verb, to } : { verb }),
      key: key.value,
      ...(version === undefined ? {} : { version }),
    };
    const judged = await ask(open, wish, { act, config });
    return judged.ok
      ? ok(await answer(open, judged.value, { config, act }))
      : err(refusals(asked, judged.error));
  });
}

type Act = 'plan' | 'carryOut';

/** Planned first, with a database that is opened to look: what is refused makes no file in a directory that was not meant. */
async function planned(
  config: Ground,
  { dryRun }: How,
  work: (open: OpenDesk, act: Act) => Answered,
): Answered {
  const plan = await withDeskToRead(config, (open) => work(open, 'plan'));
  return dryRun || !plan.ok ? plan : withDesk(config, (open) => work(open, 'carryOut'));
}

function within({ tenant_id }: Place): Pick<Wish, 'place'> {
  return tenant_id === undefined ? {} : { place: { tenant_id } };
}

function ask(
  { desk }: OpenDesk,
  wish: Wish,
  { act, config }: { readonly act: Act; readonly config: Ground },
): ReturnType<typeof desk.plan> {
  return desk[act]([wish], { ...byOperator(wish.verb, config), makesSecrets: true });
}

async function answer(
  { desk }: OpenDesk,
  changes: readonly Change[],
  { config, act }: { readonly config: Ground; readonly act: Act },
): Promise<RecordChange> {
  const [change] = changes;
  if (!change) throw new Error('The desk answers every wish with a change.');
  const kind = KINDS[change.kind];
  const key = kind.key.map((name) => String(change.record[name]));
  const tenant_id = isOfTenant(kind) ? change.tenant_id : undefined;
  const stored = await desk.show(change.kind, tenant_id, key);
  const names = namesAt('auth0', kind);
  const spelled = (own: string) => {
    const named = names.find((one) => one.own === own);
    return named ? doorName(named) : own;
  };
  const record = { key, record: change.record, version: stored?.version };
  return {
    action: change.action,
    kind: change.kind,
    tenant: change.tenant,
    name: change.name,
    changes: change.differences.map(({ field, ...difference }) => ({ field: spelled(field), ...difference })),
    lost: change.lost,
    record: shown(change.kind, { called: isOfTenant(kind) ? change.tenant : undefined }, record, config),
    // A secret of a plan is nobody's.
    secrets:
      act === 'plan'
        ? {}
        : Object.fromEntries(Object.entries(change.secrets).map(([own, secret]) => [spelled(own), secret])),
  };
}
