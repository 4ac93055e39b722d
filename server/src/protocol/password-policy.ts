/**
 * What a new password must be (OWASP ASVS 6.2, NIST SP 800-63B §5.1.1.2): long enough, and not what an attacker tries first.
 * No rules about kinds of characters, and no end of its life.
 */
import { COMMON_WORDS, KEYBOARD_WALKS } from './common-words.ts';
import { MAX_PASSWORD_BYTES } from './end-user.ts';
import type { TenantSettings } from './tenant.ts';

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
  readonly settings: Pick<TenantSettings, 'password_min_length' | 'password_dictionary'>;
};

/** What is wrong with a password by itself. */
export function judgePassword({ password, known, settings }: Chosen): readonly PasswordFailure[] {
  const failures: PasswordFailure[] = [];
  if ([...password].length < settings.password_min_length) failures.push('too_short');
  if (new TextEncoder().encode(password).length > MAX_PASSWORD_BYTES) return [...failures, 'too_long'];
  const lists: readonly (readonly [PasswordFailure, ReadonlySet<string>])[] = [
    ['personal', wordsOf(known)],
    ['dictionary', wordsOf(settings.password_dictionary)],
    ['common', COMMON_WORDS],
  ];
  const guess = spellings(password)
    .map((spelling) => predict(spelling, lists))
    .find((one) => one !== undefined);
  return guess === undefined ? failures : [...failures, guess];
}

/** Characters that nothing predicts, and pieces that something does: no more of either, and the password is a guess. */
const MAX_FREE = 3;
const MAX_PIECES = 2;

/** Pieces of a known word count from this length on. */
const MIN_WORD = 3;
const MAX_WORD = 32;

/** The kind of guess a password is: it falls into few pieces that an attacker puts together. */
function predict(
  spelling: string,
  lists: readonly (readonly [PasswordFailure, ReadonlySet<string>])[],
): PasswordFailure | undefined {
  const met = new Set<PasswordFailure>();
  let free = 0;
  let pieces = 0;
  for (let at = 0; at < spelling.length; ) {
    const rest = spelling.slice(at, at + MAX_WORD);
    const words = lists.map(([kind, words]) => ({ kind, length: longestWord(rest, words) }));
    const word = words.find(({ length }) => length >= MIN_WORD);
    const length = Math.max(word?.length ?? 0, patternLength(spelling.slice(at)));
    if (length >= MIN_WORD) {
      if (word?.length === length) met.add(word.kind);
      pieces += 1;
      at += length;
    } else {
      free += 1;
      at += 1;
    }
    if (free > MAX_FREE || pieces > MAX_PIECES) return undefined;
  }
  return lists.map(([kind]) => kind).find((kind) => met.has(kind)) ?? 'common';
}

function longestWord(text: string, words: ReadonlySet<string>): number {
  for (let length = text.length; length >= MIN_WORD; length -= 1) {
    if (words.has(text.slice(0, length))) return length;
  }
  return 0;
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
