import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanguageTag, LANGUAGES, ownName } from './languages.ts';

test('a language is called as it calls itself, whichever way its tag is written', () => {
  const names = ['de', 'fr', 'ka', 'ja', 'en_US', 'zh-Hant'].map(ownName);
  assert.deepEqual(names, [
    'Deutsch',
    'Français',
    'ქართული',
    '日本語',
    'English (United States)',
    '中文（繁體）',
  ]);
});

test('a tag that says nothing is its own name', () => {
  for (const tag of ['?', 'x', 'a_b_c_d', 'x-private', 'qqq', 'e'.repeat(65)])
    assert.equal(ownName(tag), tag);
});

test('each language of the list has a tag of BCP 47, and a name that no other has', () => {
  assert.deepEqual(
    LANGUAGES.filter(({ tag }) => !isLanguageTag(tag)),
    [],
  );
  assert.deepEqual(
    LANGUAGES.filter(({ tag, name }) => name === tag),
    [],
  );
  assert.equal(new Set(LANGUAGES.map(({ name }) => name)).size, LANGUAGES.length);
});

test('a tag is one by its shape (RFC 5646 §2.1)', () => {
  assert.deepEqual(
    ['en', 'de-CH', 'zh-Hant-TW', 'i-klingon', 'x-private'].filter((tag) => !isLanguageTag(tag)),
    ['i-klingon', 'x-private'],
  );
  assert.deepEqual(['', 'en_US', 'e', 'de-', 'constructor', 'en US'].filter(isLanguageTag), []);
});
