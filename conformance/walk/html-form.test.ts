import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fillForm,
  findConsent,
  findIdentifierForm,
  findLoginForm,
  readAlert,
  readForms,
} from './html-form.ts';

const PERSON = { user: 'alice@example.com', password: 'p&w' };

test('forms: one in a comment or a script is none', () => {
  assert.deepEqual(readForms('<!-- <form><input type=password> --><script>"<form>"</script>'), []);
});

test('forms: a control outside any form belongs to none', () => {
  const [form] = readForms('<input name=a><form></form><input name=b>');
  assert.deepEqual(form?.fields, []);
});

test('forms: a page whose only button refuses gives no consent', () => {
  assert.equal(findConsent(readForms('<form><button name=no value=deny>Deny</button></form>')), undefined);
});

test('forms: a search box is no login', () => {
  const forms = readForms('<form><input type=search name=q></form>');
  assert.equal(findLoginForm(forms), undefined);
  assert.equal(findIdentifierForm(forms), undefined);
});

test('forms: the login is filled in, hidden fields are kept and decoded, the button is sent, checkboxes are not', () => {
  const html = `<form action="/login?a=1&amp;b=2" method="post">
    <input type="hidden" name="csrf" value="&quot;x&#38;y&#x2f;">
    <input name='username' type='text'><input type=password name=password>
    <input type=checkbox name=remember checked>
    <button type="submit" name="action" value="cancel">Cancel</button>
    <button id="login-submit" name="action" value="sign-in">Sign in</button></form>`;
  const form = findLoginForm(readForms(html));
  assert.ok(form);
  assert.equal(form.action, '/login?a=1&b=2');
  assert.equal(form.method, 'POST');
  assert.deepEqual(
    [...fillForm(form, PERSON)],
    [
      ['csrf', '"x&y/'],
      ['username', 'alice@example.com'],
      ['password', 'p&w'],
      ['action', 'sign-in'],
    ],
  );
});

test('forms: a control outside a form belongs to the one it names (HTML §4.10.18.3)', () => {
  const html = '<form id=a></form><form id=b></form><button form=a name=go value=yes>Yes</button>';
  const [first, second] = readForms(html);
  assert.deepEqual(
    first?.buttons.map(({ name }) => name),
    ['go'],
  );
  assert.deepEqual(second?.buttons, []);
});

const ACCEPTING = [
  '<button name=decision value=accept>Go on</button>',
  '<button id="consent-accept">Weiter</button>',
  '<input type=submit name=accept value=Yes>',
  '<button>Continue</button>',
];

for (const button of ACCEPTING) {
  test(`forms: consent is given by ${button}`, () => {
    const html = `<form><button name=decision value=deny>No</button>${button}</form>`;
    const consent = findConsent(readForms(html));
    assert.ok(consent);
    assert.notEqual(consent.button.value, 'deny');
  });
}

test('forms: what a page says went wrong is read as text', () => {
  assert.equal(
    readAlert('<title>T</title><p role="alert">Wrong <b>e-mail</b> &amp; such</p>'),
    'Wrong e-mail & such',
  );
  assert.equal(readAlert('<title>Not found</title>'), 'Not found');
  assert.equal(readAlert(''), '');
});
