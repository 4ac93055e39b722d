import assert from 'node:assert/strict';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseLanguage, LANGUAGE_TAGS, LANGUAGES, languageOf } from './languages.ts';
import type { Text } from './text.ts';

/** Every text by where it stands; what has numbers or names in it with some. */
function textsOf(text: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof text === 'string') return [[path, text]];
  if (typeof text === 'function') return [[path, String(text('1', '2', '3'))]];
  return Object.entries(Object(text)).flatMap(([name, one]) => textsOf(one, `${path}.${name}`));
}

/** What is spelled the same in another language, being a name or a word that it shares. */
const SHARED =
  /^(?:ID|SDK|API|APIs|Client-ID|Name|Callbacks|Scopes|Tokens|Client|Single-Page|Plan|Menu|Pages|Applications|Description|Native|Machine|Inspector|Metadata|Roles|Status|Type|No)$/;

const english = new Map(textsOf(await LANGUAGES.en.load(), ''));

for (const tag of LANGUAGE_TAGS) {
  test(`${tag} says everything, and nothing of it in English`, async () => {
    const text: Text = await LANGUAGES[tag].load();
    const said = new Map(textsOf(text, ''));
    assert.deepEqual([...said.keys()].sort(), [...english.keys()].sort());
    assert.deepEqual(
      [...said].filter(([, one]) => one.trim() === ''),
      [],
    );
    const same = [...said].filter(([path, one]) => tag !== 'en' && one === english.get(path));
    assert.deepEqual(
      same.filter(([, one]) => !SHARED.test(one)),
      [],
    );
  });
}

test('what a text is given stands in it', async () => {
  for (const tag of LANGUAGE_TAGS) {
    const { list, remove, conflict } = await LANGUAGES[tag].load();
    for (const given of ['1', '25', '30']) assert.ok(list.shown('1', '25', '30').includes(given), tag);
    assert.ok(remove.title('Shop').includes('Shop'), tag);
    assert.notEqual(conflict.yours, conflict.theirs, tag);
  }
});

test('a language is found by its tag, whatever region it names; what there is none of is passed over', () => {
  assert.equal(languageOf('DE-at'), 'de');
  assert.equal(languageOf('pt-BR'), undefined);
  assert.equal(languageOf(7), undefined);
  assert.equal(languageOf('constructor'), undefined);
  assert.equal(chooseLanguage([undefined, 'pt', 'ar-EG', 'fr']), 'ar');
  assert.equal(chooseLanguage([]), 'en');
});

/** What was said for things that are called otherwise: the words are in docs/translations.md. */
const NOT_SAID = {
  de: /(?:Access|ID|Refresh) Token|[Ii]mplizit|Einwillig|Dashboard/,
  fr: /\btenant\b|refresh token|passkey|callback|rafraîchissement|courriel|hachage|point d’accès|permission/i,
  es: /\btenant\b|refresh token|passkey|petici[óo]n|punto de tokens|URL de retorno/i,
  ja: /二つ目の要素|第二要素|二要素目|リカバリーコード|ダッシュボード|implicit グラント|ログインページ/,
  ar: /المفتّش|رمز تجديد|لوحة التحكم|الادعاء|عنوان رجوع|الرموز المميزة/,
};

for (const [tag, others] of Object.entries(NOT_SAID)) {
  test(`${tag} calls one thing by one word on every page`, async () => {
    const said: (readonly [string, string])[] = [];
    for await (const path of glob(`**/${tag}.ts`, { cwd: import.meta.dirname })) {
      const room: unknown = await import(join(import.meta.dirname, path));
      said.push(...textsOf(room, path));
    }
    // What is between backticks is the name of something in the API.
    assert.deepEqual(
      said.filter(([, one]) => others.test(one.replaceAll(/`[^`]*`/g, ''))),
      [],
    );
  });
}
