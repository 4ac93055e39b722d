/**
 * What a search says: its words put together. `AND` binds more than `OR`; words without either are one of several, as in Lucene,
 * and what has `-` or `NOT` before it is none of what is found.
 */
import { err, ok, type Result } from '../../../protocol/result.ts';
import { type Bound, type SearchMistake, type Value, type Word, wordsOf } from './words.ts';

/** A search as it is written; `field` is undefined for a word by itself. */
export type Written =
  | { readonly is: 'value'; readonly field: string | undefined; readonly value: Value }
  | {
      readonly is: 'range';
      readonly field: string | undefined;
      readonly from: Bound | undefined;
      readonly to: Bound | undefined;
    }
  | { readonly is: 'and' | 'or'; readonly of: readonly Written[] }
  | { readonly is: 'not'; readonly of: Written };

const MAX_TEXT = 4_096;
const MAX_WORDS = 200;
const MAX_DEPTH = 20;

/** Reads the text of a search. */
export function parseSearch(text: string): Result<Written, SearchMistake> {
  if (text.length > MAX_TEXT) return err(`has more than ${MAX_TEXT} characters`);
  if (!text.isWellFormed() || text.includes('\0')) return err('has a character that no text has');
  const words = wordsOf(text);
  if (!words.ok) return words;
  if (words.value.length > MAX_WORDS) return err(`has more than ${MAX_WORDS} words`);
  return new Reader(words.value).readAll();
}

type Item = {
  readonly written: Written;
  readonly occurs: 'must' | 'must_not' | 'should';
};

const END: Word = { is: 'end' };

class Reader {
  readonly #words: readonly Word[];
  #at = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  readAll(): Result<Written, SearchMistake> {
    const read = this.#level(undefined, 0);
    if (!read.ok) return read;
    return this.#next.is === 'end' ? read : err('has a bracket that nothing opens');
  }

  get #next(): Word {
    return this.#words[this.#at] ?? END;
  }

  #take(): Word {
    const word = this.#next;
    this.#at += 1;
    return word;
  }

  /** Everything between two brackets. */
  #level(field: string | undefined, depth: number): Result<Written, SearchMistake> {
    if (depth > MAX_DEPTH) return err(`has more than ${MAX_DEPTH} brackets within each other`);
    const items: Item[] = [];
    let isBehindOr = false;
    while (this.#next.is !== 'end' && this.#next.is !== ')') {
      const item = this.#chain(field, depth);
      if (!item.ok) return item;
      const isBeforeOr = this.#next.is === 'or';
      items.push(isBehindOr || isBeforeOr ? alternative(item.value) : item.value);
      isBehindOr = isBeforeOr;
      if (isBeforeOr) this.#take();
    }
    if (isBehindOr) return err('has OR with nothing behind it');
    return items.length === 0 ? err('has nothing to look for') : ok(together(items));
  }

  /** What is joined by AND. */
  #chain(field: string | undefined, depth: number): Result<Item, SearchMistake> {
    const first = this.#item(field, depth);
    if (!first.ok || this.#next.is !== 'and') return first;
    const parts = [alternative(first.value).written];
    while (this.#next.is === 'and') {
      this.#take();
      const part = this.#item(field, depth);
      if (!part.ok) return part;
      parts.push(alternative(part.value).written);
    }
    return ok({ written: { is: 'and', of: parts }, occurs: 'should' });
  }

  #item(field: string | undefined, depth: number): Result<Item, SearchMistake> {
    const word = this.#take();
    if (word.is === 'not' || word.is === 'must_not' || word.is === 'must') {
      if (depth > MAX_DEPTH) return err(`has more than ${MAX_DEPTH} negations within each other`);
      const inner = this.#item(field, depth + 1);
      if (!inner.ok) return inner;
      if (word.is === 'must')
        return ok({ ...inner.value, occurs: inner.value.occurs === 'must_not' ? 'must_not' : 'must' });
      return ok(negated(inner.value));
    }
    const written = this.#operand(word, field, depth);
    return written.ok ? ok({ written: written.value, occurs: 'should' }) : written;
  }

  #operand(word: Word, field: string | undefined, depth: number): Result<Written, SearchMistake> {
    switch (word.is) {
      case 'field':
        return field === undefined
          ? this.#ofField(word.name, depth)
          : err(`has the field ${word.name} within the field ${field}`);
      case 'value':
        return ok({ is: 'value', field, value: word.value });
      case 'range':
        return ok({ is: 'range', field, from: word.from, to: word.to });
      case '(': {
        const inner = this.#level(field, depth + 1);
        if (!inner.ok) return inner;
        return this.#take().is === ')' ? inner : err('has a bracket that is not closed');
      }
      default:
        return err(MISPLACED[word.is]);
    }
  }

  #ofField(name: string, depth: number): Result<Written, SearchMistake> {
    const word = this.#take();
    const isOperand = word.is === 'value' || word.is === 'range' || word.is === '(';
    return isOperand ? this.#operand(word, name, depth) : err(`has nothing behind ${name}:`);
  }
}

const MISPLACED: Readonly<Record<Exclude<Word['is'], 'field' | 'value' | 'range' | '('>, string>> = {
  ')': 'has a bracket with nothing in it, or one that nothing opens',
  and: 'has AND with nothing beside it',
  or: 'has OR with nothing beside it',
  not: 'has NOT with nothing behind it',
  must: 'has + with nothing behind it',
  must_not: 'has - with nothing behind it',
  end: 'ends where something is missing',
};

function negated({ written, occurs }: Item): Item {
  return occurs === 'must_not' ? { written, occurs: 'should' } : { written, occurs: 'must_not' };
}

/** Beside an AND or an OR, NOT belongs to what stands behind it alone. */
function alternative({ written, occurs }: Item): Item {
  return occurs === 'must_not'
    ? { written: { is: 'not', of: written }, occurs: 'should' }
    : { written, occurs: 'should' };
}

/** All that must be; where nothing must, one of what should be; and nothing of what must not be. */
function together(items: readonly Item[]): Written {
  const of = (occurs: Item['occurs']) =>
    items.filter((item) => item.occurs === occurs).map(({ written }) => written);
  const [must, should] = [of('must'), of('should')];
  const wanted = must.length > 0 ? must : should.length > 0 ? [anyOf(should)] : [];
  const unwanted = of('must_not').map((written): Written => ({ is: 'not', of: written }));
  const parts = [...wanted, ...unwanted];
  const [only] = parts;
  return only && parts.length === 1 ? only : { is: 'and', of: parts };
}

function anyOf(parts: readonly Written[]): Written {
  const [only] = parts;
  return only && parts.length === 1 ? only : { is: 'or', of: parts };
}
