/**
 * What a diagnosis answers, as the pages show it (docs/reference/findings.md).
 */
import type { Operations } from '../../api/operations.gen.ts';

export type Inspection = Operations['diagnosis_create']['answer'];

export type Finding = NonNullable<Inspection['findings']>[number];

export type Fix = NonNullable<Finding['fix']>;

export type Verdict = NonNullable<Finding['verdict']>;

export function countOf({ findings = [] }: Inspection, verdict: Verdict): number {
  return findings.filter((one) => one.verdict === verdict).length;
}

/** One change of one field. */
export type Change = { readonly name: string; readonly value: unknown };

/** The field that a fix is about: its patch has one. */
export function changeOf({ patch = {} }: Fix): Change | undefined {
  const [first] = Object.entries(patch);
  return first && { name: first[0], value: first[1] };
}

/**
 * What the field would be. The list of a patch ends with what is added, to what was there when it was found; it joins what is there
 * now.
 */
export function appliedTo(now: unknown, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const there: readonly unknown[] = Array.isArray(now) ? now : [];
  const added: unknown = value.at(-1);
  return there.includes(added) ? there : [...there, added];
}
