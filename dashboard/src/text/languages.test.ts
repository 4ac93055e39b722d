import assert from 'node:assert/strict';
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
  /^(?:ID|SDK|API|APIs|Client-ID|Name|Callbacks|Scopes|Tokens|Client|Single-Page|Plan|Menu|Pages|Applications|Description|Native|Machine|Inspector|Metadata|Roles|No)$/;

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
