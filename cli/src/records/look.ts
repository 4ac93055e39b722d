/**
 * `tacit <kind> list` and `show`.
 */
import type { Shown } from '@tacit/server/operator';
import { isOfTenant, type Kind, namesAt, valueAt } from '@tacit/server/resources';
import { complain, printJson, printTable } from '../output.ts';
import type { OperatorAt } from '../server/operator-at.ts';
import { DEFAULT_LIMIT } from '../words.ts';
import { cell, complaintLine, fieldLines, subjectOf } from './text.ts';

type ListOptions = {
  readonly tenant?: string;
  readonly filter?: readonly string[];
  readonly after?: readonly string[];
  readonly limit: string;
  readonly json?: boolean;
};

const MAX_LIMIT = 1_000;

/** Prints a page of records, and how to get the next one. */
export async function printList(operator: OperatorAt, kind: Kind, options: ListOptions): Promise<number> {
  const { tenant, filter = [], after = [], limit, json = false } = options;
  const count = /^[1-9]\d{0,3}$/.test(limit) ? Number(limit) : Number.POSITIVE_INFINITY;
  if (count > MAX_LIMIT) {
    complain([`--limit: must be a whole number from 1 to ${MAX_LIMIT}`]);
    return 1;
  }
  const listed = await operator.listRecords({ kind: kind.name, tenant, filter, after, limit: count });
  if (!listed.ok) {
    complain(listed.error.map((complaint) => complaintLine(complaint, kind.command)));
    return 1;
  }
  const { records, next } = listed.value;
  if (json) printJson(records.map(recordJson));
  else if (records.length === 0) complain([`There are no ${kind.command} in ${operator.place}.`]);
  else printRecords(kind, records);
  if (next) complain([`There are more: ${nextCommand(kind, options, next)}`]);
  return 0;
}

function printRecords(kind: Kind, records: readonly Shown[]): void {
  const names = namesAt('auth0', kind);
  const columns = kind.columns.flatMap((own) => names.filter((named) => named.own === own));
  const beside = Object.keys(records[0]?.beside ?? {});
  printTable(
    [...(isOfTenant(kind) ? ['tenant'] : []), ...columns.map(({ path }) => path.join('.')), ...beside],
    records.map((record) => [
      ...(isOfTenant(kind) ? [record.tenant ?? ''] : []),
      ...columns.map((named) => cell(named, valueAt(record.document, named))),
      ...beside.map((name) => String(record.beside[name])),
    ]),
  );
  complain(records.flatMap(({ remark }) => remark ?? []));
}

/** The command that prints the next page, ready to be pasted. */
function nextCommand(
  { command }: Kind,
  { tenant, filter = [], limit, json = false }: ListOptions,
  next: readonly string[],
): string {
  const words = [
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
    ...(filter.length === 0 ? [] : ['--filter', ...filter]),
    ...(limit === String(DEFAULT_LIMIT) ? [] : ['--limit', limit]),
    ...(json ? ['--json'] : []),
    '--after',
    ...next,
  ];
  return ['tacit', command, 'list', ...words.map(quoted)].join(' ');
}

/** As a shell reads it as one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A record for another program. */
export function recordJson({ tenant, document, beside, version }: Shown): Readonly<Record<string, unknown>> {
  return { ...(tenant === undefined ? {} : { tenant }), ...document, ...beside, version };
}

type ShowOptions = { readonly tenant?: string; readonly all?: boolean; readonly json?: boolean };

/** Prints one record. */
export async function printRecord(
  operator: OperatorAt,
  kind: Kind,
  { key, tenant, all = false, json = false }: ShowOptions & { readonly key: readonly string[] },
): Promise<number> {
  const found = await operator.showRecord({ kind: kind.name, tenant, key });
  if (!found.ok) {
    complain(found.error.map((complaint) => complaintLine(complaint, subjectOf(kind, key))));
    return 1;
  }
  if (json) {
    printJson(recordJson(found.value));
    return 0;
  }
  const { tenant: of, beside, version, remark } = found.value;
  printTable(
    ['field', 'value', ''],
    [
      ...(of === undefined ? [] : [['tenant', of, '']]),
      ...fieldLines(kind, found.value, { all }),
      ...Object.entries(beside).map(([name, value]) => [name, String(value), '']),
      ['version', String(version), ''],
    ],
  );
  complain(remark === undefined ? [] : [remark]);
  return 0;
}
