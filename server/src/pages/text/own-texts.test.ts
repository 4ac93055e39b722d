import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { PROMPT_TEXTS, PROMPTS } from '../../resources/tenant/prompt-texts.ts';
import { chooseText } from './languages.ts';
import { withOwnTexts } from './own-texts.ts';

const PLACES = PROMPTS.flatMap((prompt) => Object.values<string>(PROMPT_TEXTS[prompt]));

function at(text: object, place: string): unknown {
  return place.split('.').reduce<unknown>((here, step) => Reflect.get(Object(here), step), text);
}

test('every text that a tenant may say is a plain text of ours in every language, and of one name', () => {
  for (const language of LOCALES)
    for (const place of PLACES)
      assert.equal(typeof at(chooseText(language, undefined), place), 'string', `${language} ${place}`);
  assert.equal(new Set(PLACES).size, PLACES.length);
});

test('a text is said in its language alone, and ours is as it was', () => {
  const [en, de] = ['en', 'de'].map((language) => chooseText(language, undefined));
  assert.ok(en && de);
  const before = en.login.title;
  const own = [{ prompt: 'login', language: 'en', texts: { 'login.title': 'Hello' } }] as const;
  assert.equal(withOwnTexts(en, own).login.title, 'Hello');
  assert.equal(withOwnTexts(en, own).login.submit, en.login.submit);
  assert.equal(withOwnTexts(de, own), de);
  assert.equal(en.login.title, before);
});

test('a language that the tenant has not is answered in its first', () => {
  assert.equal(chooseText('fr', 'fr', ['de', 'en']).language, 'de');
  assert.equal(chooseText('fr', 'en', ['de', 'en']).language, 'en');
});
