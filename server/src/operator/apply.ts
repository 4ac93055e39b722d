/**
 * `tacit apply`: read the file, let the desk plan it, and only then write. What is wrong is found before the first write, so that
 * a file is carried out whole or not at all; carried out twice, it changes nothing the second time.
 */
import type { Environment } from '../config.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { carryOutFile, planFile } from './file/plan-file.ts';
import { readFileText } from './file/read-file.ts';
import { readSource, sourceName } from './file/source-text.ts';
import type { Mistake } from './file/yaml-source.ts';
import { byOperator, type Ground } from './ground.ts';
import { withDesk, withDeskToRead } from './open-desk.ts';
import { type Step, stepsOf } from './steps.ts';

export type { FieldChange, Step } from './steps.ts';

type Choice = {
  /** Only say what would change. */
  readonly dryRun: boolean;
  /** Delete what a section that is there does not name. */
  readonly prune?: boolean;
  /** Make those again who were deleted and whom the file still names. */
  readonly recreate?: boolean;
};

type ApplyOptions = Choice & {
  /** `-` for what is piped in. */
  readonly file: string;
  readonly stdin?: AsyncIterable<unknown>;
  readonly config: Ground;
  /** Where the values of `##NAME##` come from. */
  readonly env: Environment;
  /** Asked before anything is deleted; without it, nothing is. */
  readonly confirm?: (steps: readonly Step[]) => Promise<boolean>;
};

export type AskedText = Choice & {
  readonly text: string;
  readonly env: Environment;
  /** What somebody has agreed to lose, as `deletionOf` says it: nothing else is deleted. */
  readonly agreed?: readonly string[];
};

type Wrong = Mistake | string;

/** The text of a file, as far as it can be judged without a database: all that is wrong with its form. */
export async function readApplied({
  file,
  stdin = process.stdin,
  env,
}: Pick<ApplyOptions, 'file' | 'stdin' | 'env'>): Promise<Result<string, readonly string[]>> {
  const name = sourceName(file);
  const text = await readSource(file, stdin);
  if (!text.ok) return err([`${name}: ${text.error}`]);
  const read = readFileText(text.value, env);
  // What is wrong with an entry is told with all that the rules find.
  return read.ok ? text : err(mistakeLines(read.error, name));
}

/** Applies a file; the steps it took or would take, or `file:line:column message` for everything that is wrong. */
export async function applyFile({
  file,
  stdin,
  config,
  confirm,
  ...choice
}: ApplyOptions): Promise<Result<readonly Step[], readonly string[]>> {
  const text = await readApplied({ file, env: choice.env, ...(stdin === undefined ? {} : { stdin }) });
  if (!text.ok) return text;
  const apply = (asked: AskedText) => applyText(config, asked);
  const asked = { text: text.value, file, ...choice };
  return applyAgreed(apply, { asked, ...(confirm === undefined ? {} : { confirm }) });
}

type Agreement = {
  readonly asked: Omit<AskedText, 'agreed'> & Pick<ApplyOptions, 'file'>;
  readonly confirm?: ApplyOptions['confirm'];
};

/** Planned, agreed to where something is deleted, and only then carried out: the same by whichever way the act is reached. */
export async function applyAgreed(
  apply: (asked: AskedText) => ReturnType<typeof applyText>,
  { asked: { file, ...asked }, confirm }: Agreement,
): Promise<Result<readonly Step[], readonly string[]>> {
  const named = (wrong: readonly Wrong[]) => err(mistakeLines(wrong, sourceName(file)));
  const planned = await apply({ ...asked, dryRun: true });
  if (!planned.ok) return named(planned.error);
  if (asked.dryRun || planned.value.every(isDone)) return planned;
  const deletions = planned.value.filter(({ action }) => action === 'delete');
  if (deletions.length > 0 && !(await confirm?.(planned.value))) return named([notAgreed(deletions.length)]);
  const done = await apply({ ...asked, agreed: deletions.map(deletionOf) });
  return done.ok ? done : named(done.error);
}

function isDone({ action }: Step): boolean {
  return action === 'unchanged' || action === 'stays_deleted';
}

function notAgreed(count: number): string {
  return `Nobody agreed to ${count === 1 ? 'the deletion' : `the ${count} deletions`}.`;
}

/** `client acme.us spa`. */
function deletionOf({ kind, tenant = '', name }: Step): string {
  return `${kind} ${tenant} ${name}`;
}

function mistakeLines(wrong: readonly Wrong[], name: string): readonly string[] {
  return wrong.map((one) => (typeof one === 'string' ? one : `${name}:${position(one)}`));
}

/** `line:column message`. */
export function position({ line, column, message }: Mistake): string {
  return `${line}:${column} ${message}`;
}

/** Applies a text, or says what that would do; what was not agreed to is not deleted, and then nothing is done. */
export async function applyText(
  config: Ground,
  { text, env, dryRun, prune = false, recreate = false, agreed = [] }: AskedText,
): Promise<Result<readonly Step[], readonly Wrong[]>> {
  const read = readFileText(text, env);
  if (!read.ok) return read;
  const by = byOperator('apply', config);
  const planned = await withDeskToRead(config, ({ desk }) =>
    planFile(read.value, desk, { by, prune, recreate }),
  );
  if (!planned.ok) return planned;
  const steps = stepsOf(planned.value.changes, config);
  if (dryRun || steps.every(isDone)) return ok(steps);
  const beyond = steps.filter((step) => step.action === 'delete' && !agreed.includes(deletionOf(step)));
  if (beyond.length > 0) return err([notAgreed(beyond.length)]);
  const done = await withDesk(config, ({ desk }) => carryOutFile(planned.value, read.value, { desk, by }));
  return done.ok ? ok(stepsOf(done.value, config)) : done;
}
