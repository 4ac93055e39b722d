/**
 * What a condition finds of a value, and what there is instead of one that is none.
 */
import { err, type Result } from '../../protocol/result.ts';
import type { Finding, Path } from '../../resources/finding.ts';
import { isMapping } from '../../resources/shape.ts';

/** A change of the value after which the condition holds. */
export type Mend =
  | { readonly kind: 'set' | 'add' | 'remove'; readonly value: unknown }
  | { readonly kind: 'unset' };

/** Where a value is not as it is to be. */
export type Breach = {
  /** Within the value. */
  readonly path: Path;
  readonly value: unknown;
  /** What follows the name of the field: `must be one of code, token`. */
  readonly says: string;
  readonly mend?: Mend;
};

/** All that is wrong with a value; nothing: the condition holds. */
export type Condition = (value: unknown) => readonly Breach[];

export type ReadCondition = Result<Condition, readonly Finding[]>;

/** What is said is no condition. */
export function refuse(code: string, path: Path, message: string): Result<never, readonly Finding[]> {
  return err([{ code, path, message }]);
}

/** A condition that a value meets or does not, as a whole. */
export function simple(holds: (value: unknown) => boolean, says: string, mend?: Mend): Condition {
  return (value) => (holds(value) ? [] : [{ path: [], value, says, ...(mend ? { mend } : {}) }]);
}

/** The same text for the same value: a list in whatever order, a mapping in whatever order of its names. */
export function comparable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(comparable).toSorted().join()}]`;
  if (!isMapping(value)) return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${comparable(one)}`);
  return `{${members.toSorted().join()}}`;
}

/** A value as a sentence has it. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '(none)');
}
