/**
 * Auth0's `q` of the log, in the syntax of Lucene as far as the log has indexes for it: terms that have all to be so. What has none is
 * refused with a sentence, so that nobody takes an answer for whole that is not.
 */
import { EVENT_NAMES, type TypeFilter, typesNamed } from '../../../protocol/diagnosis/event-types.ts';
import { nearestName } from '../../../protocol/nearest-name.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';

/** What is searched by. */
export type LogQuery = {
  readonly types?: readonly TypeFilter[];
  readonly sub?: string;
  /** An e-mail address, which somebody has or nobody. */
  readonly user_name?: string;
  readonly client_id?: string;
  readonly ip?: string;
  readonly request_id?: string;
  /** What all events of one sign-in have. */
  readonly journey?: string;
  /** A record that was changed: `role rol_1`. */
  readonly record?: string;
  readonly since?: number;
  readonly until?: number;
};

type Term = { readonly field: string; readonly values: readonly string[]; readonly isRange: boolean };

const TERM =
  /([A-Za-z_.]+):(?:"((?:[^"\\]|\\.)*)"|\(([^()]*)\)|[[{]\s*(\S+)\s+TO\s+([^\s\]}]+)\s*[\]}]|([^\s()"]+))(?:\s+AND(?=\s)|(?=\s|$))\s*/y;

/** Reads a query; an error is a sentence. */
export function readLogQuery(text: string): Result<LogQuery, string> {
  const query: { -readonly [Name in keyof LogQuery]: LogQuery[Name] } = {};
  const said = new Set<string>();
  const trimmed = text.replace(/^ +| +$/g, '');
  TERM.lastIndex = 0;
  while (TERM.lastIndex < trimmed.length) {
    const at = TERM.lastIndex;
    const found = TERM.exec(trimmed);
    if (!found) return err(unreadable(trimmed.slice(at)));
    const term = termOf(found);
    const reader = READERS.get(term.field);
    if (!reader) return err(unsearchable(term.field));
    const { wrong, ...read } = reader(term);
    if (wrong !== undefined) return err(wrong);
    for (const name of Object.keys(read)) {
      if (said.has(name)) return err(`${term.field} is said twice`);
      said.add(name);
    }
    Object.assign(query, read);
  }
  return ok(query);
}

function termOf([, field = '', quoted, listed, from, to, bare]: RegExpExecArray): Term {
  if (from !== undefined && to !== undefined) return { field, values: [from, to], isRange: true };
  const values =
    listed === undefined
      ? [quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '']
      : listed
          .split(/\s+OR\s+|\s+/)
          .map((one) => one.replace(/^"(.*)"$/, '$1'))
          .filter((one) => one !== '');
  return { field, values, isRange: false };
}

type Read = LogQuery & { readonly wrong?: string };

/** By the fields of Auth0's log that have an index here. */
const READERS: ReadonlyMap<string, (term: Term) => Read> = new Map([
  ['type', readTypes],
  ['user_id', one('sub')],
  ['user_name', one('user_name')],
  ['client_id', one('client_id')],
  ['ip', one('ip')],
  ['details.request_id', one('request_id')],
  ['details.journey', one('journey')],
  ['details.record', one('record')],
  ['date', readDates],
]);

function one(
  name: 'sub' | 'user_name' | 'client_id' | 'ip' | 'request_id' | 'journey' | 'record',
): (term: Term) => Read {
  return ({ field, values, isRange }) => {
    const [value] = values;
    if (isRange || values.length !== 1 || value === undefined || value === '')
      return { wrong: `${field} is searched by one value` };
    // A wildcard would read the whole log.
    return /[*?]/.test(value)
      ? { wrong: `${field} is searched by its whole value, without * and ?` }
      : { [name]: value };
  };
}

function readTypes({ values, isRange }: Term): Read {
  const unknown = values.find((name) => typesNamed(name).length === 0);
  if (isRange || values.length === 0) return { wrong: 'type is searched by names' };
  if (values.length > MAX_TYPES) return { wrong: `type is searched by ${MAX_TYPES} names at most` };
  if (unknown === undefined) return { types: unique(values.flatMap(typesNamed)) };
  const near = nearestName(unknown, EVENT_NAMES);
  return { wrong: `no event is of this type${near === undefined ? '' : `: did you mean ${near}?`}` };
}

const MAX_TYPES = 20;

/** Of each row a condition, once: they are added up. */
function unique(types: readonly TypeFilter[]): readonly TypeFilter[] {
  return [...new Map(types.map((one) => [`${one.type} ${one.auth0_type}`, one])).values()];
}

function readDates({ values: [from = '*', to = '*'], isRange }: Term): Read {
  if (!isRange) return { wrong: 'date is searched by a range: date:[2026-01-01 TO 2026-02-01]' };
  const [since, until] = [timeOf(from), timeOf(to)];
  if (Number.isNaN(since) || Number.isNaN(until)) return { wrong: 'date is ISO 8601, or *' };
  return {
    ...(since === undefined ? {} : { since: Math.ceil(since) }),
    ...(until === undefined ? {} : { until: Math.floor(until) }),
  };
}

/** Seconds since the epoch; undefined: unbounded; not a number: it is no date. */
function timeOf(text: string): number | undefined {
  if (text === '*') return undefined;
  const isDate = /^"?\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?"?$/.test(
    text,
  );
  return isDate ? Date.parse(text.replaceAll('"', '')) / 1_000 : Number.NaN;
}

function unsearchable(field: string): string {
  const fields = [...READERS.keys()];
  const near = nearestName(field, fields);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  return `the log has no index for ${field.slice(0, 40)}${hint}: it is searched by ${fields.join(', ')}`;
}

function unreadable(rest: string): string {
  const isOr = /^(?:OR|NOT|-|!)/.test(rest);
  return isOr
    ? 'terms have all to be so: OR stands within type:(f OR fp) alone, and NOT nowhere'
    : 'is read as field:value AND field:"value" AND type:(f OR fp) AND date:[2026-01-01 TO *]';
}
