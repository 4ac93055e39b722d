import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainLook } from '../look/look.ts';
import { de } from '../text/de.ts';
import { en } from '../text/en.ts';
import { type LoginPage, loginPage } from './login.ts';
import { passkeyMarkup } from './webauthn.ts';

const PAGE: LoginPage = {
  look: plainLook(en),
  action: '/login',
  interaction: 'sealed.value',
  csrf: 'csrf-token',
  client_name: 'Appointments',
};

/** The start tag of the element with this id. */
function tag(document: string, id: string): string {
  return (
    new RegExp(`<[a-z0-9]+(?: [^<>]*)? id="${id}"[^<>]*>|<[a-z0-9]+ id="${id}"[^<>]*>`).exec(document)?.[0] ??
    ''
  );
}

/** A script that is not ours, and what runs without one. */
const OF_OTHERS = /<script(?!>\(\(\) => \{\nconst button)|<svg/;

describe('loginPage', () => {
  const hostile = '"><script>alert(1)</script><svg onload=alert(1)>';

  for (const field of [
    'client_name',
    'logo_uri',
    'policy_uri',
    'tos_uri',
    'login_hint',
    'interaction',
    'csrf',
    'action',
  ] as const) {
    it(`XS-01 XS-02 shows a hostile ${field} as text`, () => {
      const document = loginPage({ ...PAGE, [field]: hostile });
      assert.doesNotMatch(document, OF_OTHERS);
    });
  }

  it('XS-01 XS-02 shows a hostile account to continue as text', () => {
    const document = loginPage({ ...PAGE, continueAs: { email: hostile, session: hostile } });
    assert.match(document, /id="login-continue"[^>]*>Continue as <bdi>&quot;&gt;&lt;script/);
    assert.doesNotMatch(document, OF_OTHERS);
  });

  it('RT-18 shows no more of a login_hint than the longest e-mail address (RFC 5321 §4.5.3.1.3)', () => {
    const document = loginPage({ ...PAGE, login_hint: `${'a'.repeat(100_000)}` });
    assert.ok(tag(document, 'username').includes(`value="${'a'.repeat(254)}"`));
    assert.ok(document.length < 24_000);
  });

  it('LG-22 sends the form by POST, with a password field that managers recognise and paste is allowed into', () => {
    const document = loginPage(PAGE);
    assert.match(document, /<form id="login-form" method="post" action="\/login">/);
    assert.match(tag(document, 'username'), / name="username" .*autocomplete="username"/);
    assert.match(
      tag(document, 'password'),
      / name="password" type="password" autocomplete="current-password"/,
    );
    assert.doesNotMatch(document.split('<body>')[1] ?? 'readonly', /onpaste|autocomplete="off"|readonly/);
  });

  it('LG-22 never shows a password again', () => {
    const document = loginPage({ ...PAGE, error: 'invalid_credentials', login_hint: 'alice@example.com' });
    assert.doesNotMatch(tag(document, 'password'), /value=/);
    assert.match(tag(document, 'username'), /value="alice@example\.com"/);
  });

  for (const error of ['invalid_credentials', 'throttled', 'busy'] as const) {
    it(`announces ${error} and ties it to both fields`, () => {
      const document = loginPage({ ...PAGE, error, look: plainLook(de) });
      assert.match(document, new RegExp(`role="alert">${de.login.failures[error]}<`));
      assert.match(tag(document, 'login-error'), /role="alert"/);
      for (const field of ['username', 'password']) {
        assert.match(tag(document, field), /aria-describedby="login-error"/);
      }
    });
  }

  it('describes no field by an error that is not there', () => {
    assert.doesNotMatch(
      loginPage(PAGE).split('<body>')[1] ?? 'no body',
      /^no body|login-error|aria-invalid|role="alert"/,
    );
  });

  it('offers to sign in and to cancel, in the order in which Enter finds them', () => {
    const document = loginPage(PAGE);
    assert.match(tag(document, 'login-submit'), /name="action" value="login" type="submit"/);
    assert.match(tag(document, 'login-cancel'), /name="action" value="cancel" type="submit" formnovalidate/);
    assert.ok(document.indexOf('login-submit') < document.indexOf('login-cancel'));
    assert.doesNotMatch(document, /value="continue"/);
  });

  it('keeps the button that continues as somebody out of the password form, where Enter would press it', () => {
    const document = loginPage({ ...PAGE, continueAs: { email: 'alice@example.com', session: 'sid-1' } });
    const [first = '', second = ''] = document.split('<form').slice(1);
    assert.match(first, /name="action" value="continue"[^>]*>Continue as <bdi>alice@example\.com</);
    assert.doesNotMatch(first, /login-submit/);
    assert.doesNotMatch(second, /value="continue"/);
    for (const form of [first, second]) {
      assert.match(form, /name="interaction" value="sealed\.value"/);
      assert.match(form, /name="csrf" value="csrf-token"/);
    }
  });

  it('puts the focus where the End-User types next', () => {
    assert.match(tag(loginPage(PAGE), 'username'), / autofocus/);
    assert.match(tag(loginPage({ ...PAGE, login_hint: 'alice@example.com' }), 'password'), / autofocus/);
    assert.doesNotMatch(
      loginPage({ ...PAGE, continueAs: { email: 'alice@example.com', session: 'sid-1' } }),
      / autofocus/,
    );
  });

  it('says that there is no sign-up where the client asks for it', () => {
    assert.ok(loginPage({ ...PAGE, wants_sign_up: true }).includes(en.login.no_signup));
    assert.ok(!loginPage({ ...PAGE, wants_sign_up: false }).includes(en.login.no_signup));
  });

  it('names another way than a passkey only where there is one', () => {
    const { look, interaction, csrf, client_name } = PAGE;
    const request = { kind: 'get', publicKey: { challenge: 'AAAA' }, sealed: 'sealed' } as const;
    const asked = {
      request,
      nonce: 'n'.repeat(22),
      refused: false,
      frame: { look, interaction, csrf, client_name },
    };
    const alone = passkeyMarkup({ ...asked, sole: true }).render();
    assert.ok(alone.includes(`>${en.webauthn.unavailable_alone}</p>`));
    assert.ok(!passkeyMarkup(asked).render().includes('webauthn-unavailable">'));
  });

  it('has the frame of every page: language, width of the device, no script but ours, nothing from elsewhere', () => {
    const document = loginPage({ ...PAGE, look: plainLook(de) });
    assert.match(document, /^<!doctype html>\n<html lang="de">/);
    assert.match(document, /<meta charset="utf-8">/);
    assert.match(document, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
    assert.match(tag(document, 'login-title'), /^<h1 /);
    assert.doesNotMatch(document, OF_OTHERS);
    assert.doesNotMatch(document, /<link|<img|<iframe| style=| on[a-z]+=|https?:/);
  });
});
