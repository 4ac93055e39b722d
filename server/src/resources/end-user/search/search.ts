/**
 * What a search means: which terms of whom it names. What no index answers is refused with what can be asked instead, for nobody
 * reads all people of a tenant to find one.
 */
import { didYouMean } from '../../../protocol/nearest-name.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import {
  isMetadataField,
  SEARCHED,
  SEARCHED_BY_WORD,
  type SearchedAs,
  searchedAs,
  spelled,
  spelledNumber,
  spelledPhone,
  wordsField,
} from './fields.ts';
import { parseSearch, type Written } from './query.ts';
import type { Bound, SearchMistake, Value } from './words.ts';

/** A search of terms; values are spelled as terms are. Bounds are texts, of which the order is that of what they stand for. */
export type Search =
  | { readonly is: 'all' | 'none' }
  | { readonly is: 'equal'; readonly field: string; readonly value: string }
  | { readonly is: 'prefix'; readonly field: string; readonly value: string }
  | {
      readonly is: 'range';
      readonly field: string;
      readonly from: Bound | undefined;
      readonly to: Bound | undefined;
    }
  | { readonly is: 'exists'; readonly field: string }
  | { readonly is: 'and' | 'or'; readonly of: readonly Search[] }
  | { readonly is: 'not'; readonly of: Search };

/** What everybody's one identity says. */
const OF_IDENTITIES: ReadonlyMap<string, string> = new Map([
  ['identities.connection', DATABASE_CONNECTION],
  ['identities.provider', 'auth0'],
  ['identities.isSocial', 'false'],
]);

const NAMES = [...Object.keys(SEARCHED), ...OF_IDENTITIES.keys(), 'identities.user_id'];

/** For whoever asked by something else. */
const WHAT_CAN_BE_SEARCHED = `What can be searched: ${Object.keys(SEARCHED).join(', ')}, identities.*, user_metadata.* and app_metadata.*, as field:value, field:"a phrase", field:begins*, _exists_:field; of times and numbers field:[FROM TO UNTIL]; with AND, OR, NOT and brackets`;

/** Reads what is searched for; the mistake is a sentence that names what can be. */
export function readSearch(text: string): Result<Search, SearchMistake> {
  const parsed = parseSearch(text);
  const meant = parsed.ok ? meaning(parsed.value) : parsed;
  if (!meant.ok) return err(`${meant.error}. ${WHAT_CAN_BE_SEARCHED}`);
  const search = simplified(meant.value);
  return isAnswerable(search)
    ? ok(search)
    : err(
        `only says who is not meant, for which there is no index: say also who is. ${WHAT_CAN_BE_SEARCHED}`,
      );
}

/** Whether an index leads to what is found; what is not found is left out of that, and never looked for by itself. */
function isAnswerable(search: Search): boolean {
  if (search.is === 'and') return search.of.some(isAnswerable);
  if (search.is === 'or') return search.of.every(isAnswerable);
  return search.is !== 'not';
}

function meaning(written: Written): Result<Search, SearchMistake> {
  switch (written.is) {
    case 'value':
      return written.field === undefined
        ? wordMeaning(written.value)
        : valueMeaning(written.field, written.value);
    case 'range':
      return rangeMeaning(written);
    case 'not': {
      const inner = meaning(written.of);
      return inner.ok ? ok({ is: 'not', of: inner.value }) : inner;
    }
    default:
      return eachMeaning(written);
  }
}

function eachMeaning({
  is,
  of,
}: Extract<Written, { readonly is: 'and' | 'or' }>): Result<Search, SearchMistake> {
  const parts: Search[] = [];
  for (const one of of) {
    const part = meaning(one);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok({ is, of: parts });
}

/** A word without a field is looked for in whatever people are called by. */
function wordMeaning(value: Value): Result<Search, SearchMistake> {
  if (isStar(value)) return ok({ is: 'all' });
  const parts: Search[] = [];
  for (const field of SEARCHED_BY_WORD) {
    const part = valueMeaning(field, value);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok({ is: 'or', of: parts });
}

function isStar({ text, isPrefix }: Value): boolean {
  return isPrefix && text === '';
}

function valueMeaning(field: string, value: Value): Result<Search, SearchMistake> {
  if (field === '_exists_') return existsMeaning(value.text);
  const constant = OF_IDENTITIES.get(field);
  if (constant !== undefined) return ok({ is: isOf(constant, value) ? 'all' : 'none' });
  if (field === 'identities.user_id')
    return valueMeaning('user_id', isStar(value) ? value : { ...value, text: `auth0|${value.text}` });
  const as = searchedAs(field);
  if (as === undefined) return unknown(field);
  if (isStar(value)) return existsMeaning(field);
  return MEANINGS[as](field, value);
}

function isOf(constant: string, { text, isPrefix }: Value): boolean {
  const [own, asked] = [spelled(constant), spelled(text)];
  return isPrefix ? own.startsWith(asked) : own === asked;
}

function existsMeaning(field: string): Result<Search, SearchMistake> {
  if (OF_IDENTITIES.has(field) || field === 'identities' || field === 'identities.user_id')
    return ok({ is: 'all' });
  const as = searchedAs(field);
  if (as === undefined) return unknown(field);
  // Everybody has them.
  return ok(
    as === 'id' || as === 'flag' || field === 'logins_count' ? { is: 'all' } : { is: 'exists', field },
  );
}

function unknown(field: string): Result<never, SearchMistake> {
  return err(`asks for ${JSON.stringify(field)}, by which nobody is found${didYouMean(field, NAMES)}`);
}

type Meaning = (field: string, value: Value) => Result<Search, SearchMistake>;

const exactly =
  (spell: (text: string) => string): Meaning =>
  (field, { text, isPrefix }) =>
    ok({ is: isPrefix ? 'prefix' : 'equal', field, value: spell(text) });

const flag: Meaning = (field, { text, isPrefix }) => {
  const value = spelled(text);
  return !isPrefix && (value === 'true' || value === 'false')
    ? ok({ is: 'equal', field, value })
    : err(`asks whether ${field} is ${JSON.stringify(text)}: it is true or false`);
};

/** A day or a second of a time; a number itself. */
const within: Meaning = (field, { text, isPrefix }) => {
  if (isPrefix) return err(`asks what ${field} begins with: ask for a range`);
  const bound = { text, isIncluded: true };
  return rangeMeaning({ is: 'range', field, from: bound, to: bound });
};

const MEANINGS: Readonly<Record<SearchedAs, Meaning>> = {
  id: exactly((text) => text),
  text: exactly(spelled),
  phone: exactly(spelledPhone),
  flag,
  time: within,
  number: within,
  words: (field, value) => {
    const text = spelled(value.text);
    return exactly(spelled)(text.includes(' ') ? field : wordsField(field), value);
  },
};

function rangeMeaning({
  field,
  from,
  to,
}: Extract<Written, { readonly is: 'range' }>): Result<Search, SearchMistake> {
  const as = field === undefined ? undefined : searchedAs(field);
  if (field !== undefined && as === undefined) return unknown(field);
  if (field === undefined || (as !== 'time' && as !== 'number'))
    return err(`asks for a range of ${field ?? 'nothing'}: only times and numbers have one`);
  if (from === undefined && to === undefined) return existsMeaning(field);
  const bounds = [from && boundOf(as, from, 'from'), to && boundOf(as, to, 'to')] as const;
  const [low, high] = bounds;
  if (low === 'unreadable' || high === 'unreadable')
    return err(`asks for a range of ${field} with a bound that is no ${as}`);
  return ok({ is: 'range', field, from: low, to: high });
}

const DAY = 86_400;

/** The last second that a term can hold. */
const MOST = 999_999_999_999;

/** A date stands for all of its day, a time in seconds for all of its second. */
function boundOf(
  as: 'time' | 'number',
  { text, isIncluded }: Bound,
  end: 'from' | 'to',
): Bound | 'unreadable' {
  const span = spanOf(as, text);
  if (!span) return 'unreadable';
  const isFirst = (end === 'from') === isIncluded;
  const value = Math.min(Math.max(isFirst ? span.first : span.last, 0), MOST);
  return { text: spelledNumber(value), isIncluded };
}

type Span = { readonly first: number; readonly last: number };

const DATE = /^\d{4}(-\d{2}){0,2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/i;

function spanOf(as: 'time' | 'number', text: string): Span | undefined {
  if (as === 'number')
    return /^\d{1,12}$/.test(text) ? { first: Number(text), last: Number(text) } : undefined;
  if (DATE.test(text)) return dateSpan(text);
  if (!TIME.test(text)) return undefined;
  const isZoned = /(Z|[+-]\d{2}:\d{2})$/i.test(text);
  const at_ms = Date.parse(isZoned ? text : `${text}Z`);
  const second = Math.floor(at_ms / 1_000);
  return Number.isNaN(at_ms) ? undefined : { first: second, last: second };
}

/** A year, a month or a day. */
function dateSpan(text: string): Span | undefined {
  const [year = 0, month, day] = text.split('-').map(Number);
  const first = Date.parse(`${text}${'-01-01'.slice(0, 10 - text.length)}T00:00:00Z`) / 1_000;
  if (Number.isNaN(first)) return undefined;
  const next =
    day !== undefined ? first + DAY : Date.UTC(month === undefined ? year + 1 : year, month ?? 0, 1) / 1_000;
  return { first, last: next - 1 };
}

/** Without what says nothing; of a flag, that it is not one value says that it is the other. */
function simplified(search: Search): Search {
  if (search.is === 'not') return negation(simplified(search.of));
  if (search.is !== 'and' && search.is !== 'or') return search;
  const [neutral, whole] = search.is === 'and' ? (['all', 'none'] as const) : (['none', 'all'] as const);
  const parts = search.of.map(simplified).filter(({ is }) => is !== neutral);
  if (parts.some(({ is }) => is === whole)) return { is: whole };
  const [only] = parts;
  if (!only) return { is: neutral };
  return parts.length === 1 ? only : { is: search.is, of: parts };
}

function negation(of: Search): Search {
  if (of.is === 'all') return { is: 'none' };
  if (of.is === 'none') return { is: 'all' };
  if (of.is === 'not') return of.of;
  const isFlag = of.is === 'equal' && !isMetadataField(of.field) && searchedAs(of.field) === 'flag';
  if (isFlag) return { ...of, value: of.value === 'true' ? 'false' : 'true' };
  return { is: 'not', of };
}
