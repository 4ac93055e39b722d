import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { chooseText } from './languages.ts';

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
    ['de-Latn-CH-1901', undefined, 'de'],
    ['tlh fr-CA de', undefined, 'fr'],
    ['tlh', 'de', 'de'],
    ['tlh', 'tlh-Piqd;q=0.9, fr-x-private;q=0.2', 'fr'],
    ['fr', 'de', 'fr'],
    [undefined, 'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    [undefined, 'en;q=0.3, de;q=0.8', 'de'],
    [undefined, 'de;q=0, fr;q=0.1', 'fr'],
    [undefined, 'de;q=x, fr', 'fr'],
    [undefined, '*', 'en'],
    ['es-419 de', undefined, 'es'],
    ['pt-PT', undefined, 'pt'],
    // Traditional Chinese is not the Chinese that we have: the next wish, or English.
    ['zh-TW', undefined, 'en'],
    ['zh-HK', undefined, 'en'],
    ['zh-MO', undefined, 'en'],
    ['zh-Hant', undefined, 'en'],
    ['zh-Hant-HK', undefined, 'en'],
    ['ZH-HANT-cn', undefined, 'en'],
    ['zh-cmn-Hant-TW', undefined, 'en'],
    ['zh-TW-x-private', undefined, 'en'],
    ['zh-Hant ja', 'zh', 'ja'],
    [undefined, 'zh-TW, fr;q=0.5', 'fr'],
    // Browsers add the bare language by themselves.
    [undefined, 'zh-TW,zh;q=0.9,en-US;q=0.8,de;q=0.7', 'en'],
    [undefined, 'zh-HK,zh;q=0.9,ja;q=0.8', 'ja'],
    ['zh-Hant', 'zh-CN,zh;q=0.9', 'zh'],
    ['zh-TW zh-Hans', undefined, 'zh'],
    ['zh-Hans-HK', undefined, 'zh'],
    ['zh-CN', undefined, 'zh'],
    ['zh-SG', undefined, 'zh'],
    ['zh', 'zh-TW', 'zh'],
    // Nor is another script of any other language.
    ['ar-Latn de', undefined, 'de'],
    ['ja-Latn', undefined, 'en'],
    ['de-Latn', undefined, 'de'],
  ];
  for (const [ui_locales, accept_language, language] of cases) {
    it(`answers ui_locales=${ui_locales} and Accept-Language: ${accept_language} in ${language} (OIDC Core §3.1.2.1)`, () => {
      assert.equal(chooseText(ui_locales, accept_language).language, language);
    });
  }
});

describe('LOCALES', () => {
  it('begins with English and names each language once, as BCP 47 writes it (OIDC Discovery §3, ui_locales_supported)', () => {
    assert.equal(LOCALES[0], 'en');
    assert.deepEqual(LOCALES, [...new Set(Intl.getCanonicalLocales([...LOCALES]))]);
  });

  for (const locale of LOCALES) {
    it(`finds ${locale} by itself, with a region and with its script (RFC 4647 §3.4)`, () => {
      const { script } = new Intl.Locale(locale).maximize();
      for (const tag of [locale, `${locale}-ZZ`, `${locale}-${script}-ZZ`, locale.toUpperCase()]) {
        assert.equal(chooseText(tag, undefined).language, locale);
        assert.equal(chooseText(undefined, `tlh, ${tag};q=0.5`).language, locale);
      }
    });
  }
});
