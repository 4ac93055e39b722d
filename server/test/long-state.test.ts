/**
 * A state that makes its request as long as one may be, through all that can lie between the request and its answer (RFC 6749
 * §4.1.2): second factors, a new account, a lost password, a link in a mail.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { MAX_REQUEST } from '../src/protocol/authorization/interaction.ts';
import { CHOSEN, pressLink, soleMail } from './accounts.ts';
import { B0 } from './attacks/requests.ts';
import { takeMails } from './mailbox.ts';
import { askByMail } from './passwordless.ts';
import {
  codeOf,
  codesOn,
  enrol,
  enrolApp,
  firstFactor,
  keepCodes,
  keyOn,
  MULTI_FACTOR,
  newPerson,
  verify,
} from './second-factors.ts';
import { type Stack, startStack } from './stack.ts';
import { type Answer, fragment, hiddenFields, query } from './user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({
    settings: { sign_up: true, login_methods: ['password', 'email_link', 'email_code'] },
  });
});
after(() => stack.close());
// Every budget ends within the hour.
beforeEach(async () => {
  stack.clock.now += 3_601;
  await takeMails(stack);
});

/** Half of it as a proxy writes the address that somebody came for, half in characters of which each is many bytes. */
function longest(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const begun = { ...B0, ...more, state: 'https://app.acme.test/?a=b&c=\u{1f511}'.repeat(120) };
  const state = begun.state + 'x'.repeat(MAX_REQUEST - query(begun).length);
  assert.equal(query({ ...begun, state }).length, MAX_REQUEST);
  return { ...more, state };
}

function assertCarried({ location, body }: Answer, { state }: Readonly<Record<string, string>>): void {
  assert.ok(fragment(location)['access_token'], body.slice(0, 500));
  assert.equal(fragment(location)['state'], state);
}

test('it passes the enrolment of a second factor and its use', async () => {
  const request = longest({ acr_values: MULTI_FACTOR });
  const person = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person, request);
  const kept = await enrol(browser, page, { code: codeOf({ key: keyOn(page) }, stack) });
  assert.equal(codesOn(kept).length, 10, kept.body.slice(0, 500));
  assertCarried(await keepCodes(browser, kept), request);

  const other = await newPerson(stack);
  const app = await enrolApp(stack, other);
  const elsewhere = stack.browser();
  const asked = await firstFactor(elsewhere, other, request);
  assertCarried(await verify(elsewhere, asked, { code: codeOf(app, stack) }), request);
});

test('it passes the mail of a new account', async () => {
  for (const more of [{ screen_hint: 'signup' }, { prompt: 'create' }]) {
    const request = longest(more);
    const browser = stack.browser();
    const page = await browser.authorize({ ...B0, ...request });
    const username = `new-${Object.keys(more)[0]}@acme.test`;
    await browser.post('/signup', { ...hiddenFields(page.body), username, password: CHOSEN });
    const { link } = await soleMail(stack, 'verify_email');
    assertCarried(await pressLink(browser, link), request);
  }
});

test('it passes a lost password', async () => {
  const request = longest();
  const person = await newPerson(stack);
  const browser = stack.browser();
  const login = await browser.authorize({ ...B0, ...request });
  const form = { ...hiddenFields(login.body), username: person.username };
  const page = await browser.post('/reset-password', { ...form, action: 'open' });
  await browser.post('/reset-password', { ...hiddenFields(page.body), ...form, action: 'send' });
  const { link } = await soleMail(stack, 'reset_password');
  const done = await pressLink(browser, link, { password: CHOSEN });
  const [, href = ''] = /id="reset-continue" href="([^"]+)"/.exec(done.body) ?? [];
  const again = await browser.follow(await browser.send(href.replaceAll('&amp;', '&')));
  assertCarried(await browser.signIn(again, { ...person, password: CHOSEN }), request);
});

test('it passes the link of a mail that signs in', async () => {
  const request = longest();
  const { username } = await newPerson(stack);
  const { browser } = await askByMail(stack, 'email_link', { username, ...request });
  const { link } = await soleMail(stack, 'login_link');
  assertCarried(await pressLink(browser, link), request);
});

test('it comes back to whoever turns back, and of a logout as well (OIDC RP-Initiated Logout §3)', async () => {
  const request = longest();
  const browser = stack.browser();
  const login = await browser.authorize({ ...B0, ...request });
  const form = { ...hiddenFields(login.body), action: 'cancel' };
  const { location } = await browser.follow(await browser.post('/login', form));
  assert.deepEqual(
    [fragment(location)['error'], fragment(location)['state']],
    ['access_denied', request['state']],
  );

  const state = 'x'.repeat(9_000);
  const bye = { client_id: 'spa1', post_logout_redirect_uri: 'https://app.acme.test/bye', state };
  const answer = await browser.send(`/oidc/logout?${query(bye)}`);
  assert.equal(new URL(answer.location).searchParams.get('state'), state);
  const signedIn = stack.browser();
  await signedIn.signIn(await signedIn.authorize(B0), await newPerson(stack));
  const confirm = await signedIn.follow(await signedIn.send(`/oidc/logout?${query(bye)}`));
  const out = await signedIn.post('/logout', { ...hiddenFields(confirm.body), action: 'logout' });
  assert.equal(new URL(out.location).searchParams.get('state'), state);
  const tooLong = await browser.post('/oidc/logout', { ...bye, state: 'x'.repeat(10_000) });
  assert.equal(tooLong.status, 400);
  assert.match(tooLong.body, /state is too long/);
});
