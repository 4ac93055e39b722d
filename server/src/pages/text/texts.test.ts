/**
 * Holds every language to the English table: the same keys, the same things named in each sentence, nothing left
 * untranslated, and words only.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { type Html, html, render } from '../html.ts';
import { en } from './en.ts';
import { chooseText } from './languages.ts';

/** A text by its path: words, or a sentence around what it names. */
type Leaf = readonly [path: string, text: unknown];

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (value instanceof Map) return [...value].flatMap(([key, item]) => leaves(item, `${path}[${key}]`));
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`));
}

/** What a sentence is given: names, or numbers where it counts. */
const NAMES = ['⟦a⟧', '⟦b⟧', '⟦c⟧'];
const COUNTS = [2, 3, 4];

function sentence(text: (...values: unknown[]) => Html | string, values: readonly unknown[]): string {
  return render(html`${text(...values.slice(0, text.length))}`);
}

/** The words of a text, with marks where it names something; every form, where it counts. */
function wordings(path: string, text: unknown): readonly string[] {
  if (typeof text === 'string') return [text];
  assert.ok(isSentence(text), `${path} is neither words nor a sentence`);
  const naming = sentence(text, NAMES);
  if (text.length === 0 || naming.includes('⟦')) return [naming];
  return [COUNTS, [1, 1, 1], [0, 0, 0], [5, 5, 5], [21, 21, 21], [60, 60, 60]].map((values) =>
    sentence(text, values),
  );
}

function isSentence(text: unknown): text is (...values: unknown[]) => Html | string {
  return typeof text === 'function';
}

/** The marks in a sentence. */
function named([words = '']: readonly string[]): readonly string[] {
  return [...NAMES, ...COUNTS.map(String)].filter((mark) => words.includes(mark));
}

/** Not words for a reader. */
const MARKS_OF_A_TABLE: ReadonlySet<string> = new Set(['language', 'direction']);

const ENGLISH = new Map(leaves(en).filter(([path]) => !MARKS_OF_A_TABLE.has(path)));

/** English words that another language uses as they are. */
const LOANWORDS: ReadonlySet<string> = new Set([
  'Applications',
  'Code',
  'Email',
  'Error',
  'Passkey',
  'Password',
]);

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/;

for (const language of LOCALES) {
  const table = chooseText(language, undefined);
  const texts = new Map(leaves(table).filter(([path]) => !MARKS_OF_A_TABLE.has(path)));

  describe(`the texts in ${language}`, () => {
    it('are those of the English table, all of them, in its order', () => {
      assert.deepEqual([...texts.keys()], [...ENGLISH.keys()]);
    });

    it('name in each sentence what the English one names', () => {
      for (const [path, text] of ENGLISH) {
        if (typeof text !== 'function') continue;
        const expected = named(wordings(path, text));
        assert.equal(expected.length, text.length, `${path} in English does not say what it is given`);
        assert.deepEqual(named(wordings(path, texts.get(path))), expected, path);
      }
    });

    it('XS-02 are words: no markup, no entity, no invisible character, no space at an end', () => {
      for (const [path, text] of texts) {
        for (const words of wordings(path, text)) {
          assert.match(words, /^\S(?:.*\S)?$/, path);
          assert.doesNotMatch(
            words,
            /[<>]|&(?!amp;|#39;|quot;)|[\u200b\u202a-\u202e\u2066-\u2069]|undefined|NaN|\[object/,
            path,
          );
        }
      }
    });

    it('run the way the language is written', () => {
      assert.equal(table.direction, RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr');
    });

    it('are translated: none is English where the language is not', () => {
      const same = [...texts]
        .filter(([path, text]) => typeof text === 'string' && ENGLISH.get(path) === text)
        .map(([path, text]) => `${path}: ${text}`);
      const left = same.filter((line) => !LOANWORDS.has(line.slice(line.indexOf(': ') + 2)));
      assert.deepEqual(language === 'en' ? [] : left, []);
    });
  });
}

it('the languages are compared with one that says something', () => {
  assert.ok(ENGLISH.size > 50, `only ${ENGLISH.size} texts`);
});
