/**
 * `tacit <kind> delete`, and of what can be brought back `restore`, `purge` and `move`.
 */
import { createInterface } from 'node:readline/promises';
import type { RecordChange } from '@tacit/server/operator';
import { type CommandVerb, commandVerbs, type Kind } from '@tacit/server/resources';
import { complain, printable, say } from '../output.ts';
import type { OperatorAt } from '../server/operator-at.ts';
import { ownTerminal } from '../terminal.ts';
import { type ChangeOptions, printChange, readVersion } from './change.ts';
import { changeLines, complaintLine, subjectOf } from './text.ts';

type Verb = 'delete' | 'restore' | 'purge' | 'move';

type Asked = ChangeOptions & {
  readonly verb: Verb;
  readonly key: readonly string[];
  readonly yes?: boolean;
  /** Of what moves: what it is called from now on. */
  readonly name?: string;
  readonly region?: string;
};

/** What is asked before something is destroyed; nothing where nothing is. */
const QUESTIONS: Readonly<Record<Verb, string | undefined>> = {
  delete: 'delete',
  purge: 'destroy',
  move: 'move',
  restore: undefined,
};

/** Removes a record or brings it back, after it was named what goes with it and somebody agreed. */
export async function remove(operator: OperatorAt, kind: Kind, asked: Asked): Promise<number> {
  const { verb, key, tenant, ifVersion, dryRun = false, json = false, yes = false } = asked;
  const version = readVersion(ifVersion);
  if (!version.ok) return refuse([complaintLine(version.complaint, '')]);
  const { name, region } = asked;
  const to = { ...(name === undefined ? {} : { name }), ...(region === undefined ? {} : { region }) };
  const request = { kind: kind.name, verb, to, tenant, key, version: version.value };
  const question = QUESTIONS[verb];
  const plan = await operator.removeRecord({ ...request, dryRun: true });
  if (!plan.ok) return refuse(plan.error.map((one) => complaintLine(one, subjectOf(kind, key))));
  if (dryRun) {
    printChange(plan.value, { dryRun, json });
    return 0;
  }
  if (question !== undefined && !yes && !(await isAgreed(plan.value, question))) return refuse([]);
  // What was agreed to is what was shown: another version is refused.
  const done = await operator.removeRecord({
    ...request,
    version: plan.value.record.version,
    dryRun: false,
  });
  if (!done.ok) return refuse(done.error.map((one) => complaintLine(one, subjectOf(kind, key))));
  printChange(done.value, { dryRun, json });
  if (verb === 'delete' && isRestorable(kind) && !json)
    say([`\`tacit ${kind.command} restore ${printable(done.value.name)}\` brings it back.`]);
  return 0;
}

function isRestorable(kind: Kind): boolean {
  const verbs: readonly CommandVerb[] = commandVerbs(kind);
  return verbs.includes('restore');
}

function refuse(lines: readonly string[]): number {
  complain([...lines, 'Nothing was changed.']);
  return 1;
}

async function isAgreed(plan: RecordChange, question: string): Promise<boolean> {
  const [first = '', ...rest] = changeLines(plan, { dryRun: true });
  complain([first.replace('; nothing was written', ''), ...rest]);
  if (!ownTerminal().stdin.isTTY) {
    complain(['There is no terminal to ask on: say --yes, or --dry-run to look only.']);
    return false;
  }
  const terminal = createInterface({
    input: ownTerminal().stdin,
    output: ownTerminal().stderr,
    terminal: false,
  });
  try {
    return (await terminal.question(`Type ${printable(plan.name)} to ${question} it: `)) === plan.name;
  } finally {
    terminal.close();
  }
}
