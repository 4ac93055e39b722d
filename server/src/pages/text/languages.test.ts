import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { html, render } from '../html.ts';
import { chooseText, LOCALES } from './languages.ts';

describe('chooseText', () => {
  const english = [
    '../../etc/passwd',
    '..',
    'text',
    'constructor',
    '__proto__',
    'en.ts',
    '<script>',
    'de/../fr',
    '\0',
    '',
    '-de',
  ];
  for (const ui_locales of english) {
    it(`RT-18 answers ui_locales=${JSON.stringify(ui_locales)} in English`, () => {
      assert.equal(chooseText(ui_locales, undefined).language, 'en');
    });
  }

  it('RT-18 reads no further than any browser writes', () => {
    assert.equal(chooseText(`${'xx '.repeat(40_000)}de`, `${'xx,'.repeat(40_000)}de`).language, 'en');
  });

  const cases: readonly (readonly [
    ui_locales: string | undefined,
    accept_language: string | undefined,
    language: string,
  ])[] = [
    [undefined, undefined, 'en'],
    ['de', undefined, 'de'],
    ['de-AT', undefined, 'de'],
    ['DE-at', undefined, 'de'],
    ['ja fr-CA de', undefined, 'fr'],
    ['ja', 'de', 'de'],
    ['fr', 'de', 'fr'],
    [undefined, 'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    [undefined, 'en;q=0.3, de;q=0.8', 'de'],
    [undefined, 'de;q=0, fr;q=0.1', 'fr'],
    [undefined, 'de;q=x, fr', 'fr'],
    [undefined, '*', 'en'],
  ];
  for (const [ui_locales, accept_language, language] of cases) {
    it(`answers ui_locales=${ui_locales} and Accept-Language: ${accept_language} in ${language} (OIDC Core §3.1.2.1)`, () => {
      assert.equal(chooseText(ui_locales, accept_language).language, language);
    });
  }
});

describe('LOCALES', () => {
  it('lists the languages there are (OIDC Discovery §3, ui_locales_supported)', () => {
    assert.deepEqual(LOCALES, ['en', 'de', 'fr']);
  });

  it('names every standard scope, and the client in each sentence about it, in each language', () => {
    const scopes = [...chooseText('en', undefined).consent.scopes.keys()];
    for (const text of LOCALES.map((locale) => chooseText(locale, undefined))) {
      assert.deepEqual([...text.consent.scopes.keys()], scopes);
      const name = html`<b>Acme</b>`;
      for (const sentence of [
        text.login.to(name),
        text.consent.lead(name),
        text.consent.permissionsOf(name),
      ]) {
        assert.match(render(sentence), /<b>Acme<\/b>/);
      }
      assert.match(text.login.continueAs('alice@example.com'), /alice@example\.com/);
    }
  });
});
