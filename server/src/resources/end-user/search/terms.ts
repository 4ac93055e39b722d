/**
 * The terms by which somebody is found, computed from their record: written beside it whenever it is.
 */
import type { Values } from '../../kind.ts';
import { isMapping } from '../../shape.ts';
import {
  METADATA,
  SEARCHED,
  type SearchedAs,
  spelled,
  spelledNumber,
  spelledPhone,
  wordsField,
} from './fields.ts';

export type Term = { readonly field: string; readonly value: string };

/** Longer values are not found by: nobody types them, and no index of a database takes them. */
const MAX_VALUE = 320;
const MAX_FIELD = 128;

/** Of each kind of metadata; those behind them are not found by. */
const MAX_MEMBERS = 100;

/** What each way of looking makes of a value. */
const TERMS: Readonly<Record<SearchedAs, (field: string, value: unknown) => readonly Term[]>> = {
  id: (field, value) => textTerms(value, (text) => [{ field, value: text }]),
  text: (field, value) => textTerms(value, (text) => [{ field, value: spelled(text) }]),
  words: (field, value) =>
    textTerms(value, (text) => [
      { field, value: spelled(text) },
      ...spelled(text)
        .split(' ')
        .map((word) => ({ field: wordsField(field), value: word })),
    ]),
  phone: (field, value) => textTerms(value, (text) => [{ field, value: spelledPhone(text) }]),
  flag: (field, value) => [{ field, value: String(value === true) }],
  time: (field, value) => numberTerms(field, value),
  number: (field, value) => numberTerms(field, value),
};

function textTerms(value: unknown, terms: (text: string) => readonly Term[]): readonly Term[] {
  return typeof value === 'string' ? terms(value) : [];
}

function numberTerms(field: string, value: unknown): readonly Term[] {
  const isNumber = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  return isNumber ? [{ field, value: spelledNumber(value) }] : [];
}

/** The terms of a user, each once. */
export function termsOf(user: Values): readonly Term[] {
  const { email } = user;
  const domain = typeof email === 'string' ? { 'email.domain': email.split('@').at(-1) } : {};
  const record: Values = { ...user, ...domain, user_id: user['sub'] };
  const own = Object.entries(SEARCHED).flatMap(([field, searched]) =>
    'column' in searched ? [] : TERMS[searched.as](field, record[field]),
  );
  const kept = METADATA.flatMap((name) => [...membersOf(name, user[name])].slice(0, MAX_MEMBERS));
  const terms = [...own, ...kept].filter(isTerm);
  return [...new Map(terms.map((term) => [JSON.stringify([term.field, term.value]), term])).values()];
}

/** A NUL is no text to PostgreSQL, and half a character none to anybody. */
function isTerm({ field, value }: Term): boolean {
  const isShort = value !== '' && value.length <= MAX_VALUE && field.length <= MAX_FIELD;
  const text = field + value;
  return isShort && text.isWellFormed() && !text.includes('\0');
}

function* membersOf(field: string, value: unknown): Iterable<Term> {
  if (Array.isArray(value)) for (const one of value) yield* membersOf(field, one);
  else if (isMapping(value))
    for (const [name, member] of Object.entries(value)) yield* membersOf(`${field}.${name}`, member);
  else if (typeof value === 'string') yield { field, value: spelled(value) };
  else if (typeof value === 'number' || typeof value === 'boolean') yield { field, value: String(value) };
}
