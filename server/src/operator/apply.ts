/**
 * `tacit apply`: read the file, let the desk plan it, and only then write. What is wrong is found before the first write, so that
 * a file is carried out whole or not at all; carried out twice, it changes nothing the second time.
 */
import type { Config, Environment } from '../config.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { byOperator } from './by-operator.ts';
import { carryOutFile, planFile } from './file/plan-file.ts';
import { readFileText } from './file/read-file.ts';
import { readSource, sourceName } from './file/source-text.ts';
import type { Mistake } from './file/yaml-source.ts';
import { withDesk, withDeskToRead } from './open-desk.ts';
import { type Step, stepsOf } from './steps.ts';

export type { FieldChange, Step } from './steps.ts';

type ApplyOptions = {
  /** `-` for what is piped in. */
  readonly file: string;
  readonly stdin?: AsyncIterable<unknown>;
  readonly config: Config;
  /** Where the values of `##NAME##` come from. */
  readonly env: Environment;
  /** Only say what would change. */
  readonly dryRun: boolean;
  /** Delete what a section that is there does not name. */
  readonly prune?: boolean;
  /** Make those again who were deleted and whom the file still names. */
  readonly recreate?: boolean;
  /** Asked before anything is deleted; without it, nothing is. */
  readonly confirm?: (steps: readonly Step[]) => Promise<boolean>;
};

/** Applies a file; the steps it took or would take, or `file:line:column message` for everything that is wrong. */
export async function applyFile(options: ApplyOptions): Promise<Result<readonly Step[], readonly string[]>> {
  const name = sourceName(options.file);
  const text = await readSource(options.file, options.stdin ?? process.stdin);
  if (!text.ok) return err([`${name}: ${text.error}`]);
  const applied = await applyText(text.value, options);
  if (applied.ok) return applied;
  return err(
    applied.error.map((wrong) => (typeof wrong === 'string' ? wrong : `${name}:${position(wrong)}`)),
  );
}

/** `line:column message`. */
export function position({ line, column, message }: Mistake): string {
  return `${line}:${column} ${message}`;
}

async function applyText(
  text: string,
  { config, env, dryRun, prune = false, recreate = false, confirm }: ApplyOptions,
): Promise<Result<readonly Step[], readonly (Mistake | string)[]>> {
  const read = readFileText(text, env);
  if (!read.ok) return read;
  const by = byOperator('apply');
  const planned = await withDeskToRead(config, ({ desk }) =>
    planFile(read.value, desk, { by, prune, recreate }),
  );
  if (!planned.ok) return planned;
  const steps = stepsOf(planned.value.changes, config);
  const isDone = ({ action }: Step) => action === 'unchanged' || action === 'stays_deleted';
  if (dryRun || steps.every(isDone)) return ok(steps);
  const deleted = planned.value.absent.length;
  if (deleted > 0 && !(await confirm?.(steps)))
    return err([`Nobody agreed to ${deleted === 1 ? 'the deletion' : `the ${deleted} deletions`}.`]);
  const done = await withDesk(config, ({ desk }) => carryOutFile(planned.value, read.value, { desk, by }));
  return done.ok ? ok(stepsOf(done.value, config)) : done;
}
