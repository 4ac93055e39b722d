/**
 * A sequence of commands, run on the two processes and on the model side by side. What is done at once may have happened in
 * any order: there has to be one in which the model says what was answered and what is there.
 */
import { isDeepStrictEqual } from 'node:util';
import { NOW } from '../databases/databases.ts';
import type { Command, Single } from './commands.ts';
import { brokenInvariant } from './invariants.ts';
import { type Draw, type Held, holdNothing, type Outcome } from './operation.ts';
import { operationOf } from './operations.ts';
import { difference, linesOf, TENANTS, type TenantName } from './rows.ts';
import { newState, type State } from './state.ts';
import type { System } from './system.ts';

type Tenants<Value> = Readonly<Record<TenantName, Value>>;

type World = {
  readonly states: Tenants<State>;
  readonly held: Tenants<Held>;
  readonly time: number;
  /** Seconds that the clock of each machine is ahead. */
  readonly ahead: readonly number[];
  /** Commands that were drawn, for names. */
  readonly drawn: number;
};

/** A step as it is sent. */
type Step = {
  readonly name: string;
  readonly tenant: TenantName;
  readonly machine: 0 | 1;
  readonly sent: unknown;
  readonly now: number;
};

/** What was done, line by line, and what is wrong in the end. */
export type Counterexample = { readonly done: readonly string[]; readonly wrong: readonly string[] };

/** How far one clock is ahead of the other when it begins. */
const AHEAD = [0, 3];

/** Runs a sequence; undefined: all is as the model says. */
export async function runSequence(
  system: System,
  commands: readonly Command[],
): Promise<Counterexample | undefined> {
  await system.begin();
  const done: string[] = [];
  let world = newWorld();
  for (const command of commands) {
    const { after, said, wrong } = await run(system, world, command);
    done.push(...said);
    if (wrong.length > 0) return { done, wrong };
    world = after;
  }
  return undefined;
}

function newWorld(): World {
  return {
    states: { acme: newState(), globex: newState() },
    held: { acme: holdNothing(), globex: holdNothing() },
    time: NOW,
    ahead: AHEAD,
    drawn: 0,
  };
}

type Ran = { readonly after: World; readonly said: readonly string[]; readonly wrong: readonly string[] };

async function run(system: System, world: World, command: Command): Promise<Ran> {
  switch (command.kind) {
    case 'wait':
      return wait(system, world, command);
    case 'set the clock': {
      const { machine, ahead } = command;
      const after = { ...world, ahead: world.ahead.with(machine, ahead) };
      return { after, said: [`the clock of machine ${machine} is set to ${ahead}`], wrong: [] };
    }
    case 'do':
      return act(system, world, command.at_once);
    default:
      return command satisfies never;
  }
}

async function wait(
  system: System,
  world: World,
  { seconds, sweepers }: Extract<Command, { readonly kind: 'wait' }>,
): Promise<Ran> {
  const said = [`${seconds} seconds pass`];
  let after: World = { ...world, time: world.time + seconds };
  for (const machine of sweepers) {
    const swept = await act(system, after, [{ names: ['sweep'], tenant: 0, machine, lots: [] }]);
    said.push(...swept.said);
    if (swept.wrong.length > 0) return { ...swept, said };
    after = swept.after;
  }
  return { after, said, wrong: [] };
}

async function act(system: System, world: World, singles: readonly Single[]): Promise<Ran> {
  const steps = singles
    .map((single, index) => stepOf(world, single, `${world.drawn}${'abcd'[index]}`))
    .filter((step) => step !== undefined);
  const after = { ...world, drawn: world.drawn + 1 };
  if (steps.length === 0) return { after, said: [], wrong: [] };
  const outcomes = await Promise.all(
    steps.map(({ machine, ...step }) => system.machines[machine].call(step)),
  );
  for (const [index, { name }] of steps.entries()) system.tally.count(name, outcomes[index] ?? null);
  const there = await system.there();
  const said = describe(steps, outcomes);
  const told = steps.map((step, index) => ({ step, outcome: outcomes[index] ?? null }));
  const expected = ordersOf(told).map((order) => foretell(world.states, order));
  const fits = expected.find(
    ({ surprise, lines }) => surprise === undefined && isDeepStrictEqual(lines, there),
  );
  if (!fits) {
    const [{ surprise, lines } = { surprise: undefined, lines: there }] = expected;
    return { after, said, wrong: [...(surprise ?? []), ...difference(lines, there)] };
  }
  for (const { step, outcome } of told)
    operationOf(step.name).keep?.(world.held[step.tenant], step.sent, outcome);
  const broken = TENANTS.map((name) => brokenInvariant(fits.states[name], world.time));
  return { after: { ...after, states: fits.states }, said, wrong: broken.filter((one) => one !== undefined) };
}

function stepOf(world: World, single: Single, id: string): Step | undefined {
  const { tenant, machine, lots } = single;
  const place = TENANTS[tenant];
  const now = world.time + (world.ahead[machine] ?? 0);
  for (const name of single.names) {
    const left = [...lots];
    const draw: Draw = {
      pick: (among) => among.at(-1 - ((left.shift() ?? 0) % among.length)),
      name: (kind) => `${kind}-${id}`,
      now,
    };
    const sent = operationOf(name).draw(world.held[place], draw);
    if (sent !== undefined) return { name, tenant: place, machine, sent, now };
  }
  return undefined;
}

type Told = { readonly step: Step; readonly outcome: Outcome };

type Foretold = {
  readonly states: Tenants<State>;
  readonly lines: Tenants<ReturnType<typeof linesOf>>;
  readonly surprise: readonly string[] | undefined;
};

/** What the model says of steps one after the other; a surprise is an answer that it did not expect. */
function foretell(states: Tenants<State>, order: readonly Told[]): Foretold {
  const after = structuredClone(states);
  const surprise = order.flatMap(({ step: { name, tenant, sent, now }, outcome }) => {
    const operation = operationOf(name);
    const places = operation.everywhere ? TENANTS : [tenant];
    const [expected] = places.map((place) => operation.expect(after[place], sent, now));
    return expected === outcome ? [] : [`"${name}" must answer ${expected}, and answered ${outcome}`];
  });
  const lines = { acme: linesOf(after.acme), globex: linesOf(after.globex) };
  return { states: after, lines, surprise: surprise.length === 0 ? undefined : surprise };
}

function ordersOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) =>
    ordersOf(values.toSpliced(index, 1)).map((others) => [value, ...others]),
  );
}

function describe(steps: readonly Step[], outcomes: readonly Outcome[]): readonly string[] {
  return steps.map(({ name, tenant, machine, sent, now }, index) => {
    const at_once = steps.length === 1 ? '' : `${index === 0 ? 'at once: ' : '     and: '}`;
    const at = `${tenant}, machine ${machine} at ${now - NOW}`;
    return `${at_once}${name} (${at}) ${JSON.stringify(sent)} -> ${outcomes[index]}`;
  });
}
