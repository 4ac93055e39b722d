import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { PROMPT_TEXTS } from '../../resources/tenant/prompt-texts.ts';
import { type Look, plainLook } from '../look/look.ts';
import { chooseText } from '../text/languages.ts';
import { PREVIEW_PAGES, previewPage } from './preview-pages.ts';
import type { PreviewFacts } from './previewed.ts';
import { stillOf, stillStyles } from './still.ts';

const FACTS: PreviewFacts = {
  ways: { sign_up: true, reset_password: true },
  methods: ['password', 'passkey', 'email_code'],
  connections: [{ name: 'acme', display_name: 'Acme' }],
  takes_username: false,
  password_min_length: 8,
  remember_days: 30,
  issuer: 'https://acme.example/',
  now: 1_790_000_000,
  second_factors: ['otp', 'webauthn', 'email'],
  may_remove: true,
  deletes_at: undefined,
};

const BRANDED: Look = {
  ...plainLook(chooseText('en', undefined)),
  site: '</style><script>alert(1)</script> autofocus',
  branding: { primary_color: '#ffcc00', page_background_url: 'https://acme.example/sea.jpg' },
};

describe('a picture of a page', () => {
  it('is drawn of every page in every language, with a document of its direction', () => {
    for (const page of PREVIEW_PAGES)
      for (const language of LOCALES) {
        const document = previewPage(page, plainLook(chooseText(language, undefined)), FACTS);
        assert.match(
          document,
          new RegExp(`<html lang="${language}"${language === 'ar' ? ' dir="rtl"' : ''}>`),
        );
      }
  });

  it('is there of every screen that says anything in the words of a tenant', () => {
    const screens = Object.values(PROMPT_TEXTS).flatMap((texts) =>
      Object.keys(texts).map((name) => name.slice(0, name.indexOf('.'))),
    );
    const names: readonly string[] = PREVIEW_PAGES;
    for (const screen of new Set(screens)) assert.ok(names.includes(screen), screen);
  });

  it('shows one scheme whatever the machine prefers, has no script and no focus, leads nowhere, and names its stylesheets', () => {
    for (const page of PREVIEW_PAGES)
      for (const scheme of ['light', 'dark'] as const) {
        const still = stillOf(previewPage(page, BRANDED, FACTS), scheme);
        assert.doesNotMatch(still, /prefers-color-scheme|<script\b|<input[^>]* autofocus/, page);
        assert.match(still, new RegExp(`<meta name="color-scheme" content="${scheme}">`));
        assert.equal(stillStyles(still).match(/'sha256-[\w+/]{43}='/g)?.length, 2);
        assert.doesNotMatch(still, /<a [^>]*href="[^#]/, page);
        assert.match(still, /&lt;script&gt;alert\(1\)&lt;\/script&gt; autofocus/, 'what others wrote stays');
      }
  });

  it('shows the ways of the tenant, and what takes a script as the script leaves it', () => {
    const still = (facts: PreviewFacts) => stillOf(previewPage('login', BRANDED, facts), 'light');
    const all = still(FACTS);
    assert.match(all, /value="email_code"/);
    assert.match(all, /name="connection" value="acme"/);
    assert.match(all, /<form id="webauthn-form" method="post" action="[^"]*">/);
    assert.match(all, /<button class="reveal"[^>]*[^n]>/);
    assert.doesNotMatch(still({ ...FACTS, methods: ['password'] }), /webauthn/);
    const key = stillOf(previewPage('second-factor-key', BRANDED, FACTS), 'light');
    assert.match(key, /id="webauthn-unavailable" hidden>/);
  });
});
