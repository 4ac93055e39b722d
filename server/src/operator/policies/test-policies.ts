/**
 * `tacit test`: policies over what is administered, each with what does not hold. Nobody is asked but the functions that the door asks.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Environment } from '../../config.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { adminClient } from '../../resources/client/admin-client.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { tenantName } from '../../resources/tenant/tenant.ts';
import { createTenants } from '../../tenants/tenants.ts';
import { chooseTenants } from '../choose-tenant.ts';
import type { Mistake } from '../file/yaml-source.ts';
import type { Ground } from '../ground.ts';
import { withDeskToRead } from '../open-desk.ts';
import { type Counterexample, counterexamplesOf, type FindPlace, sayingOfWay } from './counterexample.ts';
import type { Demands } from './read-demands.ts';
import { type Policy, readPolicies } from './read-policies.ts';
import { type Looked, recordsOf, type Sources } from './records.ts';
import { SCOPES, type SubjectKind, TENANT } from './subjects.ts';

/** `empty`: there is nothing that it could hold of. */
type Outcome = 'holds' | 'fails' | 'empty';

export type TestedPolicy = {
  readonly name: string;
  readonly why?: string;
  readonly about: string;
  readonly line: number;
  readonly column: number;
  readonly outcome: Outcome;
  /** How many of how many it was about. */
  readonly selected: number;
  readonly of: number;
  readonly counterexamples: readonly Counterexample[];
  /** How many more there are. */
  readonly left_out: number;
  /** Entries of `except` that except nothing. */
  readonly idle_exceptions: readonly number[];
};

export type PolicyReport = {
  readonly holds: boolean;
  readonly policies: readonly TestedPolicy[];
};

export type AskedPolicies = {
  /** The `policies.yaml`. */
  readonly text: string;
  readonly env: Environment;
  /** One tenant, by name or name.region; undefined: all. */
  readonly tenant?: string | undefined;
};

/** As many as somebody reads of one policy. */
const MAX_TOLD = 20;

/** Tests them; or says what is wrong with the file. `findPlace` where what is tested stands in a file. */
export async function testPolicies(
  ground: Ground,
  { text, env, tenant }: AskedPolicies,
  findPlace?: FindPlace,
): Promise<Result<PolicyReport, readonly (Mistake | string)[]>> {
  const read = readPolicies(text, env);
  if (!read.ok) return read;
  const isWhole = tenant === undefined && ground.standing?.only === undefined;
  const unseen = isWhole ? [] : read.value.filter(isOfNoTenant);
  if (unseen.length > 0) return err(unseen.map(({ line, column }) => ({ line, column, message: UNSEEN })));
  return withDeskToRead(ground, async (open) => {
    const chosen = await chooseTenants(open.storage, tenant);
    if (!chosen.ok) return err([chosen.error]);
    const tenants = createTenants({ storage: open.storage, config: ground });
    // Twice the same report, whatever the database knows them by.
    const inOrder = chosen.value.toSorted((a, b) => (tenantName(a) < tenantName(b) ? -1 : 1));
    const sources = {
      ...{ open, tenants, chosen: inOrder },
      adminClient: ground.adminClient && adminClient({ ...ground.adminClient, client_secret_hash: '' }),
    };
    const called = inOrder.map(tenantName);
    const tallies = read.value.map((policy) => createTally(policy, { called, findPlace }));
    // Those of one subject look at each record together.
    for (const [subject, group] of Map.groupBy(tallies, ({ policy }) => policy.subject))
      await goThrough(subject, group, sources);
    const policies = tallies.map(({ result }) => result());
    return ok({ holds: policies.every(({ outcome }) => outcome === 'holds'), policies });
  });
}

/** What is not looked at would hold of nothing, and whoever reads that it holds would believe it. */
function isOfNoTenant({ subject: { kind } }: Policy): boolean {
  return kind !== undefined && kind.name !== 'tenant' && !isOfTenant(kind);
}

const UNSEEN =
  'looks at what belongs to no tenant: test it at the database, or at the tenant that TACIT_OPERATOR_TENANT names, and without --tenant';

async function goThrough({ kind }: SubjectKind, tallies: readonly Tally[], sources: Sources): Promise<void> {
  const reads = new Set(tallies.flatMap(({ policy }) => readsOf(policy)));
  let count = 0;
  for await (const looked of recordsOf({ kind, reads }, sources)) {
    count += 1;
    // Whoever asks a server for much keeps nobody else waiting.
    if (count % TURN === 0) await turn();
    for (const { see } of tallies) await see(looked);
  }
}

/** Records after which others have their turn. */
const TURN = 100;

function readsOf({ where, except, demanded }: Policy): readonly string[] {
  const all = [where, ...except, ...(demanded.kind === 'must' ? [demanded.demands] : [])].flat();
  return all.map(({ named }) => named.own);
}

type Tally = {
  readonly policy: Policy;
  readonly see: (looked: Looked) => Promise<void>;
  readonly result: () => TestedPolicy;
};

type Looking = {
  /** The tenants that are looked at. */
  readonly called: readonly string[];
  readonly findPlace: FindPlace | undefined;
};

/** Counts what one policy is about, and keeps what does not hold. */
function createTally(policy: Policy, { called, findPlace }: Looking): Tally {
  const told = new Map<string, Counterexample>();
  const excepted = new Set<Demands>();
  const counts = { all: 0, selected: 0, left_out: 0 };
  const selectedAt = new Map(called.filter((name) => isMeant(policy, name)).map((name) => [name, 0]));
  const tell = (one: Counterexample) => {
    const saying = policy.subject === SCOPES ? sayingOfWay(one) : String(told.size);
    const known = told.get(saying);
    if (known) told.set(saying, { ...known, alike: (known.alike ?? 0) + 1 });
    else if (told.size < MAX_TOLD) told.set(saying, one);
    else counts.left_out += 1;
  };
  return {
    policy,
    async see(looked) {
      counts.all += 1;
      if (!meets(looked, policy.where)) return;
      const exceptions = policy.except.filter((one) => meets(looked, one));
      for (const one of exceptions) excepted.add(one);
      if (exceptions.length > 0) return;
      counts.selected += 1;
      const { tenant = '' } = looked;
      selectedAt.set(tenant, (selectedAt.get(tenant) ?? 0) + 1);
      const against = await counterexamplesOf(policy, looked, findPlace);
      for (const one of against) tell(one);
    },
    result: () => resultOf(policy, { ...counts, selectedAt, told: [...told.values()], excepted }),
  };
}

/** Whether records of a tenant can be meant at all: one that has none of them has them counted too. */
function isMeant({ where, except }: Policy, tenant: string): boolean {
  const isOf = ({ named }: Demands[number]) => named.own in TENANT;
  const looked = { values: { tenant } };
  return (
    meets(looked, where.filter(isOf)) &&
    !except.some((one) => one.length > 0 && one.every(isOf) && meets(looked, one))
  );
}

type Counted = {
  readonly all: number;
  readonly selected: number;
  readonly selectedAt: ReadonlyMap<string, number>;
  readonly left_out: number;
  readonly told: readonly Counterexample[];
  readonly excepted: ReadonlySet<Demands>;
};

function resultOf(policy: Policy, counted: Counted): TestedPolicy {
  const { name, why, line, column, subject, except, mayBeEmpty } = policy;
  const { all, selected, left_out, told, excepted } = counted;
  const counterexamples = [...told, ...miscounted(policy, counted)];
  const isEmpty = hasNothing(policy, counted) && !mayBeEmpty;
  return {
    ...{ name, ...(why === undefined ? {} : { why }), about: subject.about, line, column },
    outcome: counterexamples.length > 0 ? 'fails' : isEmpty ? 'empty' : 'holds',
    ...{ selected, of: all, counterexamples, left_out },
    idle_exceptions: except.flatMap((one, index) => (excepted.has(one) ? [] : [index])),
  };
}

function miscounted({ demanded }: Policy, { selected, selectedAt }: Counted): readonly Counterexample[] {
  if (demanded.kind !== 'count') return [];
  const { condition, isEach } = demanded;
  const counts: readonly (readonly [string | undefined, number])[] = isEach
    ? [...selectedAt]
    : [[undefined, selected]];
  return counts.flatMap(([tenant, value]) =>
    condition(value).map(({ says }) => ({ tenant, key: [], field: 'count', value, says })),
  );
}

/** Where there is nothing of which it could hold. */
function hasNothing({ demanded }: Policy, { selected, selectedAt }: Counted): boolean {
  return demanded.kind === 'count' ? demanded.isEach && selectedAt.size === 0 : selected === 0;
}

function meets({ values }: Pick<Looked, 'values'>, demands: Demands): boolean {
  return demands.every(({ named, condition }) => condition(values[named.own]).length === 0);
}
