/**
 * What a new password must be (OWASP ASVS 6.2, NIST SP 800-63B §5.1.1.2): long enough, and not what an attacker tries first.
 * No rules about kinds of characters, and no end of its life.
 */

import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { normalizedPassword } from './end-user.ts';
import { KEYBOARD_WALKS } from './keyboard-walks.ts';

/** Why a password cannot be used; the last two are found by asking a database and a service. */
export type PasswordFailure =
  | 'too_short'
  | 'too_long'
  | 'common'
  | 'personal'
  | 'dictionary'
  | 'reused'
  | 'breached';

type Chosen = {
  readonly password: string;
  /** Whatever is known of the End-User and of the tenant: address, names. */
  readonly known: readonly (string | undefined)[];
  /** The passwords that most people choose, in lower case. */
  readonly common: ReadonlySet<string>;
  readonly settings: Pick<TenantSettings, 'password_min_length' | 'password_dictionary'>;
};

/** What is wrong with a password by itself. */
export function judgePassword({ password, known, common, settings }: Chosen): readonly PasswordFailure[] {
  const failures: PasswordFailure[] = [];
  if ([...password].length < settings.password_min_length) failures.push('too_short');
  if (normalizedPassword(password) === undefined) return [...failures, 'too_long'];
  const lists: Lists = [
    ['personal', wordsOf(known)],
    ['dictionary', wordsOf(settings.password_dictionary)],
    ['common', common],
  ];
  const guess = spellings(password)
    .map((spelling) => predict(spelling, lists))
    .find((one) => one !== undefined);
  return guess === undefined ? failures : [...failures, guess];
}

/** What a guess may be made of: characters that nothing predicts, and pieces that something does. */
type Left = { readonly free: number; readonly pieces: number; readonly common: number };

/** Two common words beside each other are common no more: there are too many pairs. */
const GUESS: Left = { free: 3, pieces: 2, common: 1 };

/** Pieces of a known word count from this length on. */
const MIN_WORD = 3;
const MAX_WORD = 32;

type Lists = readonly (readonly [kind: PasswordFailure, words: ReadonlySet<string>])[];

/** The kind of guess a password is: it falls into few pieces that an attacker puts together. */
function predict(spelling: string, lists: Lists): PasswordFailure | undefined {
  const met = takeApart(spelling, GUESS, lists);
  return met && (lists.map(([kind]) => kind).find((kind) => met.includes(kind)) ?? 'common');
}

/** The lists that the pieces of a text are of, if it falls into no more pieces than are left; the worst are tried first. */
function takeApart(text: string, left: Left, lists: Lists): readonly PasswordFailure[] | undefined {
  if (text === '') return [];
  for (const { kind, length } of left.pieces > 0 ? piecesOf(text, lists) : []) {
    const common = left.common - (kind === 'common' ? 1 : 0);
    const rest = common < 0 ? undefined : { ...left, pieces: left.pieces - 1, common };
    const met = rest && takeApart(text.slice(length), rest, lists);
    if (met) return kind === undefined ? met : [kind, ...met];
  }
  return left.free > 0 ? takeApart(text.slice(1), { ...left, free: left.free - 1 }, lists) : undefined;
}

type Piece = { readonly kind: PasswordFailure | undefined; readonly length: number };

/** What a text can begin with: words, and patterns, which are of no list. */
function piecesOf(text: string, lists: Lists): readonly Piece[] {
  const lengths = Array.from({ length: MAX_WORD - MIN_WORD + 1 }, (_, index) => MAX_WORD - index);
  const words = lists.flatMap(([kind, words]) =>
    lengths
      .filter((length) => length <= text.length && words.has(text.slice(0, length)))
      .map((length) => ({ kind, length })),
  );
  const pattern = patternLength(text);
  return pattern >= MIN_WORD ? [...words, { kind: undefined, length: pattern }] : words;
}

/** How far the text goes on as a run of one character, a block again and again, a walk over the keyboard, or a year. */
function patternLength(text: string): number {
  const run = /^(.{1,4}?)\1{2,}/su.exec(text)?.[0].length ?? 0;
  const twice = /^(.{3,8})\1/su.exec(text)?.[0].length ?? 0;
  const year = /^(?:19|20)[0-9]{2}/.exec(text)?.[0].length ?? 0;
  return Math.max(run, twice, year, ...KEYBOARD_WALKS.map((walk) => walkLength(text, walk)));
}

function walkLength(text: string, walk: string): number {
  let length = MIN_WORD - 1;
  while (length < text.length && walk.includes(text.slice(0, length + 1))) length += 1;
  return length >= MIN_WORD ? length : 0;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The password in lower case, as it is and with digits read as the letters they stand for. */
function spellings(password: string): readonly string[] {
  const plain = password.normalize('NFKC').toLowerCase();
  const letters = [...plain].map((character) => LEET[character] ?? character).join('');
  return [plain, letters];
}

/** The words in texts, each by itself and as they are written together. */
function wordsOf(texts: readonly (string | undefined)[]): ReadonlySet<string> {
  const found = texts.flatMap((text) => {
    const folded = (text ?? '').normalize('NFKC').toLowerCase();
    const words = folded.split(/[^\p{L}\p{N}]+/u);
    return [folded, words.join(''), ...words];
  });
  return new Set(found.filter((word) => word.length >= MIN_WORD && word.length <= MAX_WORD));
}
