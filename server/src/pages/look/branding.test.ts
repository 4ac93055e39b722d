import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Branding } from '../../resources/tenant/branding.ts';
import { html } from '../html.ts';
import { en } from '../text/en.ts';
import { brandStyle, checkedAddress } from './branding.ts';
import { layout } from './layout.ts';
import { type Look, plainLook, styleSources } from './look.ts';
import { STYLE } from './style.ts';

/** What a stylesheet of a tenant may be, to the letter. */
const COLOURS = String.raw`:root\{(?:--[a-z-]+:#[0-9a-f]{6};?)+\}`;
const SHEET = new RegExp(
  `^(?:${COLOURS}@media screen and \\(prefers-color-scheme:dark\\)\\{${COLOURS}\\})?` +
    String.raw`(?:body\{background-image:url\("https://[\w\-.~:/?#[\]@!$&*+,;=%]+"\)\}\.foot\{background:var\(--card\);color:var\(--muted\)\})?$`,
);

const HOSTILE = [
  '"',
  "'",
  ')',
  '(',
  '\\',
  '\n',
  '\r',
  '\f',
  '\0',
  '</style><script>alert(1)</script>',
  '<!--',
  '}body{display:none}',
  '@import "//evil.test"',
  'expression(1)',
  '\u2028',
  'é',
  '%22',
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(''));
const address = hostileText.map((text) => `https://cdn.example/${text}`);
const colour = fc.oneof(
  fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, '0')}`),
  hostileText.map((text) => `#123456${text}`),
  hostileText,
);
const anything = fc.oneof(address, hostileText, fc.webUrl());
const branding: fc.Arbitrary<Branding> = fc.record(
  {
    logo_url: anything,
    favicon_url: anything,
    primary_color: colour,
    page_background_color: colour,
    page_background_url: anything,
    terms_url: anything,
    privacy_url: anything,
  },
  { requiredKeys: [] },
);

function document(look: Look): string {
  return layout({ look, title: 'Sign in', content: html`<h1>Sign in</h1>` });
}

describe('checkedAddress', () => {
  for (const wrong of [
    'javascript:alert(1)',
    'http://acme.example/logo.png',
    'data:image/svg+xml,<svg onload=alert(1)>',
    '//acme.example/logo.png',
    '/logo.png',
    'https://',
    '',
  ]) {
    it(`XS-12 takes no ${wrong}`, () => {
      assert.equal(checkedAddress(wrong), undefined);
      const all = { logo_url: wrong, favicon_url: wrong, page_background_url: wrong, terms_url: wrong };
      const look = { ...plainLook(en), branding: { ...all, privacy_url: wrong } };
      assert.equal(document(look), document(plainLook(en)));
    });
  }
});

describe('brandStyle', () => {
  it('is absent where nothing was chosen', () => {
    assert.equal(brandStyle({}), undefined);
    assert.equal(brandStyle({ logo_url: 'https://acme.example/l.png', primary_color: 'red' }), undefined);
  });

  it('XS-05 an address cannot end its string, its rule or its element', () => {
    const page_background_url = `https://acme.example/a")}body{display:none}</style><script>'\\\n?q="\\#f"\\)`;
    const style = brandStyle({ page_background_url }) ?? '';
    assert.match(style, SHEET);
    assert.ok(style.includes('?q=%22%5C#f%22%5C%29")}'), style);
  });

  it('XS-05 is colours and one address and nothing else, whatever a tenant wrote', () => {
    fc.assert(
      fc.property(branding, (chosen) => {
        const style = brandStyle(chosen) ?? '';
        assert.match(style, SHEET);
        assert.doesNotMatch(style, /</);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a page of a tenant', () => {
  it('XS-03 XS-05 XS-12 has the elements that it has without one, and the same attributes', () => {
    const whole = {
      logo_url: 'https://a.example/',
      favicon_url: 'https://a.example/',
      page_background_url: 'https://a.example/',
      terms_url: 'https://a.example/',
      privacy_url: 'https://a.example/',
    };
    const shape = (look: Look) =>
      document(look)
        .replace(/<style>[^<]*<\/style>\n/g, '')
        .replace(/(?<= (?:href|src|alt)=)"[^"]*"/g, '""')
        .replace(/>[^<>]*</g, '><');
    const expected = shape({ text: en, branding: whole, site: 'Acme' });
    fc.assert(
      fc.property(branding, hostileText, (chosen, text) => {
        const safe = Object.entries(whole).map(([key]) => [key, `https://a.example/${text}`]);
        const look = { text: en, branding: { ...chosen, ...Object.fromEntries(safe) }, site: `A${text}` };
        assert.equal(shape(look), expected);
      }),
    );
  });

  it('says whose it is in its title and on its card, and by the logo where there is one', () => {
    const named = { text: en, branding: {}, site: 'Acme' };
    assert.match(document(named), /<title>Sign in \| Acme<\/title>/);
    assert.match(document(named), /id="site-name"><bdi>Acme</);
    const logo = { ...named, branding: { logo_url: 'https://acme.example/l.png' } };
    assert.match(document(logo), /<img class="logo" id="site-logo" src="[^"]+" alt="Acme"/);
    assert.doesNotMatch(document(logo), /site-name/);
  });

  it('CO-09 shows the name of a tenant without characters that turn or hide the text around them', () => {
    assert.match(document({ text: en, branding: {}, site: 'A\u202ecme\u200b' }), /<bdi>Acme<\/bdi>/);
    assert.doesNotMatch(document({ text: en, branding: {}, site: '\u200b' }), /site-name| \| /);
  });

  it('XS-04 names each stylesheet in the policy by its SHA-256, and no other', () => {
    const look = { ...plainLook(en), branding: { primary_color: '#ffcc00' } };
    const styles = [...document(look).matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style);
    assert.equal(styles.length, 2);
    assert.equal(styles[0], STYLE);
    const hashes = styles.map((style) => createHash('sha256').update(style).digest('base64'));
    assert.equal(styleSources(look), hashes.map((hash) => `'sha256-${hash}'`).join(' '));
  });

  it('is right-to-left where its language is', () => {
    assert.match(document(plainLook({ ...en, direction: 'rtl' })), /<html lang="en" dir="rtl">/);
    assert.match(document(plainLook(en)), /<html lang="en">/);
  });
});
