/**
 * People as lines of a file: JSON, one a line, or a table (RFC 4180).
 */
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import { wholeView } from './person-view.ts';

export const FORMATS = ['json', 'csv'] as const;

/** What a file says of each. */
export type Written = {
  readonly format?: (typeof FORMATS)[number] | undefined;
  /** Members by their paths, `identities[0].provider`; else all of them. */
  readonly fields?: readonly { readonly name: string; readonly export_as?: string | undefined }[] | undefined;
};

/** What a table has where nobody says its columns. */
const COLUMNS = [
  ...['user_id', 'email', 'email_verified', 'username', 'name', 'nickname', 'given_name', 'family_name'],
  ...['picture', 'phone_number', 'phone_verified', 'blocked', 'created_at', 'updated_at', 'last_login'],
  ...['last_ip', 'logins_count'],
].map((name): NonNullable<Written['fields']>[number] => ({ name }));

/** What stands above the people. */
export function headLines({ format, fields = COLUMNS }: Written): readonly string[] {
  return format === 'csv' ? [rowOf(fields.map(({ name, export_as }) => export_as ?? name))] : [];
}

/** One person. */
export function personLine(record: Values, { format, fields }: Written): string {
  const user = wholeView(record);
  if (format === 'csv') return rowOf((fields ?? COLUMNS).map(({ name }) => textOf(memberAt(user, name))));
  const chosen =
    fields &&
    Object.fromEntries(fields.map(({ name, export_as }) => [export_as ?? name, memberAt(user, name)]));
  return `${JSON.stringify(chosen ?? user)}\n`;
}

/** `identities[0].provider`, `user_metadata.plan`. */
function memberAt(user: Values, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.reduce<unknown>((around, step) => {
    if (Array.isArray(around)) return around[Number(step)];
    return isMapping(around) && Object.hasOwn(around, step) ? around[step] : undefined;
  }, user);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What a spreadsheet would take for a formula (CWE-1236): people choose their names themselves. A telephone number is none. */
const FORMULA = /^(?:[=@\t\r]|[+-](?![\d ().-]*$))/;

/** RFC 4180 §2. */
function rowOf(cells: readonly string[]): string {
  const written = cells.map((cell) => {
    const plain = FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  });
  return `${written.join(',')}\r\n`;
}
