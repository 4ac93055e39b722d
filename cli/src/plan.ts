/**
 * What `tacit apply` would do or has done, for a person: a line a record, below it what changes, old -> new.
 */
import type { FieldChange, Step } from '@tacit/server/operator';
import { tableLines } from './output.ts';

/** Longer than this a value says no more to anybody who reads a plan. */
const MAX_VALUE = 120;

/** A line for each record that changes; below it a line for each of its fields. */
export function planLines(steps: readonly Step[]): readonly string[] {
  const changed = steps.filter(({ action }) => action !== 'unchanged' && action !== 'stays_deleted');
  const [head = '', ...lines] = tableLines(
    ['action', 'kind', 'tenant', 'name', ...(changed.some(isDeleted) ? ['goes with it'] : [])],
    changed.map(({ action, kind, tenant = '', name, lost }) => [
      action,
      kind.replaceAll('_', ' '),
      tenant,
      name,
      lostText(lost),
    ]),
  );
  return [head, ...changed.flatMap(({ changes }, index) => [lines[index] ?? '', ...changes.map(changeLine)])];
}

function isDeleted({ action }: Step): boolean {
  return action === 'delete';
}

/** `2 consents, 1 session`. */
function lostText(lost: Step['lost']): string {
  return Object.entries(lost)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what.replaceAll('_', ' ')}`)
    .join(', ');
}

function changeLine({ field, before, after, isSecret }: FieldChange): string {
  return `    ${field}: ${isSecret ? 'changed' : difference(before, after)}`;
}

function difference(before: unknown, after: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `${valueText(before)} -> ${valueText(after)}`;
  const [old, now] = [before.map(valueText), after.map(valueText)];
  const parts = [
    ...now.filter((one) => !old.includes(one)).map((one) => `+${one}`),
    ...old.filter((one) => !now.includes(one)).map((one) => `-${one}`),
  ];
  return parts.length === 0 ? 'the same in another order' : parts.join(' ');
}

function valueText(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}...` : text;
}

const VERBS = [
  ['create', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
] as const;

/** `2 to create, 1 to update, 5 unchanged`; what is never there is not counted. */
export function planSummary(steps: readonly Step[], tense: 'will' | 'did'): string {
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  const counted = VERBS.filter(([action]) => action !== 'delete' || count(action) > 0).map(
    ([action, done]) => `${count(action)} ${tense === 'will' ? `to ${action}` : done}`,
  );
  return [...counted, `${count('unchanged')} unchanged`].join(', ');
}
