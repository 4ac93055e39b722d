/**
 * The text of a search, cut into its words: Auth0's subset of the query syntax of Lucene.
 */
import { err, ok, type Result } from '../../../protocol/result.ts';

/** A value that is looked for. */
export type Value = {
  readonly text: string;
  /** It stands in quotation marks, in which a star is a star. */
  readonly isPhrase: boolean;
  /** What begins with it is meant too. */
  readonly isPrefix: boolean;
};

export type Bound = { readonly text: string; readonly isIncluded: boolean };

export type Word =
  | { readonly is: '(' | ')' | 'and' | 'or' | 'not' | 'must' | 'must_not' | 'end' }
  /** What stands before a colon. */
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'value'; readonly value: Value }
  /** An absent bound is open. */
  | { readonly is: 'range'; readonly from: Bound | undefined; readonly to: Bound | undefined };

/** Why a search is refused, as a sentence goes on after its subject. */
export type SearchMistake = string;

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['&&', 'and'],
  ['OR', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
] as const);

const SIGNS: ReadonlyMap<string, Word['is'] & ('must' | 'must_not' | '(' | ')')> = new Map([
  ['+', 'must'],
  ['-', 'must_not'],
  ['!', 'must_not'],
  ['(', '('],
  [')', ')'],
] as const);

/** A character, or one that a backslash makes an ordinary one. */
const CHARACTER = String.raw`(?:\\[\s\S]|[^\s()"\[\]{}\\:])`;
const IN_VALUE = String.raw`(?:\\[\s\S]|[^\s()"\[\]{}\\])`;

const FIELD = new RegExp(`(${CHARACTER}+):`, 'uy');
const PHRASE = /"((?:\\[\s\S]|[^"\\])*)"/uy;
const RANGE =
  /([[{])\s*("(?:\\[\s\S]|[^"\\])*"|[^\s"[\]{}]+)\s+TO\s+("(?:\\[\s\S]|[^"\\])*"|[^\s"[\]{}]+)\s*([\]}])/uy;
const COMPARED = new RegExp(String.raw`(>=|<=|>|<)\s*("(?:\\[\s\S]|[^"\\])*"|${IN_VALUE}+)`, 'uy');
const BARE = new RegExp(`${IN_VALUE}+`, 'uy');

type Read = { readonly word: Word; readonly length: number };

/** The words of a search, in their order. */
export function wordsOf(text: string): Result<readonly Word[], SearchMistake> {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(/\s+/uy, text, at);
    if (space) {
      at += space[0].length;
      continue;
    }
    const read = readWord(text, at, words.at(-1)?.is === 'field');
    if (typeof read === 'string') return err(read);
    words.push(read.word);
    at += read.length;
  }
  return ok(words);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const own = new RegExp(pattern);
  own.lastIndex = at;
  return own.exec(text);
}

function readWord(text: string, at: number, isBehindField: boolean): Read | SearchMistake {
  const first = text.charAt(at);
  if (isBehindField) return readOperand(text, at);
  const sign = SIGNS.get(first);
  if (sign !== undefined) return { word: { is: sign }, length: 1 };
  if (first === '"') return readPhrase(text, at);
  const [written, name] = matchAt(FIELD, text, at) ?? [];
  if (written !== undefined)
    return { word: { is: 'field', name: unescaped(name ?? '') }, length: written.length };
  const [bare = ''] = matchAt(BARE, text, at) ?? [];
  const operator = OPERATORS.get(bare);
  return operator ? { word: { is: operator }, length: bare.length } : readBare(bare, first);
}

/** What a field is to be: a minus here is a part of a number. */
function readOperand(text: string, at: number): Read | SearchMistake {
  const first = text.charAt(at);
  if (first === '(') return { word: { is: '(' }, length: 1 };
  if (first === '"') return readPhrase(text, at);
  if (first === '[' || first === '{') return readRange(text, at);
  const compared = matchAt(COMPARED, text, at);
  if (compared) return readCompared(compared);
  const [bare = ''] = matchAt(BARE, text, at) ?? [];
  return readBare(bare, first);
}

function readCompared([all, sign = '', written = '']: RegExpExecArray): Read {
  const bound = { text: boundText(written), isIncluded: sign.endsWith('=') };
  const isFrom = sign.startsWith('>');
  const word = { is: 'range', from: isFrom ? bound : undefined, to: isFrom ? undefined : bound } as const;
  return { word, length: all.length };
}

function readRange(text: string, at: number): Read | SearchMistake {
  const [all, open, from = '', to = '', close] = matchAt(RANGE, text, at) ?? [];
  if (all === undefined) return 'has a range that is not [FROM TO UNTIL]';
  const bound = (written: string, isIncluded: boolean): Bound | undefined =>
    written === '*' ? undefined : { text: boundText(written), isIncluded };
  return {
    word: { is: 'range', from: bound(from, open === '['), to: bound(to, close === ']') },
    length: all.length,
  };
}

function boundText(written: string): string {
  return unescaped(written.startsWith('"') ? written.slice(1, -1) : written);
}

function readPhrase(text: string, at: number): Read | SearchMistake {
  const [all, inside = ''] = matchAt(PHRASE, text, at) ?? [];
  if (all === undefined) return 'has a quotation mark that is not closed';
  const value = { text: unescaped(inside), isPhrase: true, isPrefix: false };
  return { word: { is: 'value', value }, length: all.length };
}

/** Of `*` and `?` only a star at the end: all that begins with something is a part of an index, nothing else is. */
function readBare(bare: string, first: string): Read | SearchMistake {
  if (bare === '') return `has ${JSON.stringify(first)} where nothing can be meant by it`;
  const plain = bare.replaceAll(/\\[\s\S]/g, '');
  const isPrefix = plain.endsWith('*') && !/\\\*$/.test(bare);
  const rest = isPrefix ? plain.slice(0, -1) : plain;
  if (/[*?]/.test(rest))
    return 'has * or ? elsewhere than at the end of a word, where no index finds it: `name:jan*` is what can be asked';
  if (/[~^]/.test(rest)) return 'has ~ or ^, by which nothing can be searched here';
  const text = unescaped(isPrefix ? bare.slice(0, -1) : bare);
  return { word: { is: 'value', value: { text, isPhrase: false, isPrefix } }, length: bare.length };
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, '$1');
}
