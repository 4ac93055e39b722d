/**
 * Records and what is wrong with them in words of a terminal.
 */
import type { Complaint, RecordChange, Shown } from '@tacit/server/operator';
import { isMapping, isSame, KINDS, type Kind, type Named, namesAt, valueAt } from '@tacit/server/resources';
import { onlyRequired, valueText } from './flags.ts';

/** How a flag is written. */
export function flag(name: string): string {
  return `--${name}`;
}

/** `--callbacks[1]: has a fragment`; what is about no flag is about the record. */
export function complaintLine({ path, part, message }: Complaint, subject: string): string {
  if (path.length > 0)
    return `${flag(`${part === undefined ? '' : `${part}-`}${pathText(path)}`)}: ${message}`;
  return /^\p{Lu}/u.test(message) ? message : `${subject}: ${message}`;
}

function pathText(path: Complaint['path']): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** `client shop`. */
export function subjectOf({ name }: Pick<Kind, 'name'>, key: readonly string[]): string {
  return [name.replaceAll('_', ' '), ...key].join(' ');
}

/** A value in a table: times as people read them, entries of a list by what they are known by. */
export function cell({ own, field: { shape } }: Named, value: unknown): string {
  if (typeof value === 'number' && own.endsWith('_at')) return new Date(value * 1000).toISOString();
  if (!Array.isArray(value) || !shape.item) return valueText(value);
  const only = onlyRequired(shape.item);
  return value
    .map((one: unknown) => valueText(only !== undefined && isMapping(one) ? one[only] : one))
    .join(' ');
}

type Line = readonly [field: string, value: string, remark: string];

/** A line a field. */
export function fieldLines(
  kind: Kind,
  { document }: Shown,
  { all }: { readonly all: boolean },
): readonly Line[] {
  return namesAt('auth0', kind)
    .filter(({ field }) => field.presence !== 'secret' && field.hidden !== true)
    .map((named) => ({ named, value: valueAt(document, named) }))
    .map(({ named, value }) => ({
      named,
      value,
      isDefault: value === undefined || isSame(value, named.field.default),
    }))
    .filter(({ isDefault }) => all || !isDefault)
    .map(({ named, value, isDefault }) => [
      named.path.join('.'),
      cell(named, value),
      remark(isDefault, named.field.unsafe === true),
    ]);
}

function remark(isDefault: boolean, isUnsafe: boolean): string {
  if (isDefault) return 'default';
  return isUnsafe ? 'UNSAFE' : '';
}

/** What a change did, or would do: a sentence, and a line for each field. */
export function changeLines(
  change: RecordChange,
  { dryRun }: { readonly dryRun: boolean },
): readonly string[] {
  const { kind, action, tenant, name, record, changes } = change;
  const place = record.tenant === undefined || name === tenant ? '' : ` of ${tenant}`;
  const subject = `${kind.replaceAll('_', ' ')} ${name}${place}`;
  const [done, planned] = WORDS[action];
  const said = dryRun ? `${planned} ${subject}; nothing was written.` : `${done} ${subject}.`;
  const fields =
    action === 'create'
      ? fieldLines(KINDS[kind], record, { all: false }).map(([field, value]) => `  ${field}: ${value}`)
      : changes.map((one) => `  ${one.field}: ${differenceText(one)}`);
  return [said, ...fields, ...lostLines(change)];
}

const WORDS: Readonly<Record<RecordChange['action'], readonly [done: string, planned: string]>> = {
  create: ['Created', 'Would create'],
  update: ['Changed', 'Would change'],
  unchanged: ['Nothing to do:', 'Nothing to do:'],
  delete: ['Deleted', 'Would delete'],
  restore: ['Restored', 'Would restore'],
  purge: ['Destroyed', 'Would destroy'],
  stays_deleted: ['Left deleted', 'Would leave deleted'],
};

function differenceText({ before, after, isSecret }: RecordChange['changes'][number]): string {
  const text = (value: unknown) => valueText(value) || '(none)';
  return isSecret ? 'changed' : `${text(before)} -> ${text(after)}`;
}

/** What goes with a record, counted. */
function lostLines({ lost }: Pick<RecordChange, 'lost'>): readonly string[] {
  return Object.entries(lost)
    .filter(([, count]) => count > 0)
    .map(
      ([what, count]) =>
        `  with it: ${count} ${(count === 1 ? what.replace(/s$/, '') : what).replaceAll('_', ' ')}`,
    );
}
