/**
 * All that can lie between a request and its answer, each walked with a `state` that comes back as it was sent (RFC 6749 §4.1.2):
 * wrong and right passwords, consent, second factors, a new account, a lost password, links of mails, a logout.
 */
import assert from 'node:assert/strict';
import { CHOSEN, pressLink, soleMail } from '../account/accounts.ts';
import { B0, THIRD_PARTY } from '../attacks/requests.ts';
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
} from '../factors/second-factors.ts';
import { askByMail } from '../login/passwordless.ts';
import type { Stack } from '../stack.ts';
import { ASKED } from '../tokens/code-flow.ts';
import { type Answer, fragment, hiddenFields, query } from '../user-agent.ts';

/** What the walks need of the tenant. */
export const SETTINGS = { sign_up: true, login_methods: ['password', 'email_link', 'email_code'] } as const;

/** Gives the `state` for a request that asks for this as well. */
export type StateOf = (request: Readonly<Record<string, string>>) => string;

type Walk = (stack: Stack, stateOf: StateOf) => Promise<void>;

export const WALKS: Readonly<Record<string, Walk>> = {
  'a wrong password, the right one, consent': throughConsent,
  'a silent request, with an answer and without': silently,
  'a code, and a form that is posted': otherModes,
  'the enrolment of a second factor and its use': throughSecondFactor,
  'the mail of a new account': throughSignUp,
  'a lost password': throughReset,
  'the link of a mail that signs in': throughMailedLink,
  'turning back': turnedBack,
  'a logout': throughLogout,
  'a button that is pressed twice': twice,
};

/** Fails unless an answer gives the application tokens, and this state with them. */
export function assertCarried({ location, body }: Answer, state: string): void {
  assert.ok(fragment(location)['access_token'], body.slice(-1_500));
  assert.equal(fragment(location)['state'], state);
}

async function throughConsent(stack: Stack, stateOf: StateOf): Promise<void> {
  const state = stateOf(THIRD_PARTY);
  const person = await newPerson(stack);
  const browser = stack.browser();
  const login = await browser.authorize({ ...THIRD_PARTY, state });
  const wrong = await browser.signIn(login, { ...person, password: 'wrong horse' });
  assert.match(wrong.body, /id="login-error"/, wrong.body.slice(-1_500));
  const consent = await browser.signIn(wrong, person);
  assert.match(consent.body, /action="\/consent"/, consent.body.slice(-1_500));
  assertCarried(await browser.consent(consent, 'accept'), state);
}

async function silently(stack: Stack, stateOf: StateOf): Promise<void> {
  const request = { ...B0, prompt: 'none' };
  const state = stateOf(request);
  const browser = stack.browser();
  const refused = fragment((await browser.authorize({ ...request, state })).location);
  assert.deepEqual([refused['error'], refused['state']], ['login_required', state]);
  await browser.signIn(await browser.authorize(B0), await newPerson(stack));
  assertCarried(await browser.authorize({ ...request, state }), state);
}

async function otherModes(stack: Stack, stateOf: StateOf): Promise<void> {
  const { state: _, ...code } = { ...ASKED, scope: 'openid' };
  const state = stateOf(code);
  const browser = stack.browser();
  const answer = await browser.signIn(await browser.authorize({ ...code, state }), await newPerson(stack));
  const { searchParams } = new URL(answer.location);
  assert.ok(searchParams.get('code'), answer.body.slice(-1_500));
  assert.equal(searchParams.get('state'), state);
  const form = { ...B0, response_mode: 'form_post' };
  const posted = await browser.authorize({ ...form, state: stateOf(form) });
  assert.equal(posted.status, 200);
  assert.ok(hiddenFields(posted.body)['access_token']);
  assert.equal(hiddenFields(posted.body)['state'], stateOf(form).replaceAll('&', '&amp;'));
}

async function throughSecondFactor(stack: Stack, stateOf: StateOf): Promise<void> {
  const request = { acr_values: MULTI_FACTOR };
  const state = stateOf({ ...B0, ...request });
  const person = await newPerson(stack);
  const browser = stack.browser();
  const page = await firstFactor(browser, person, { ...request, state });
  const kept = await enrol(browser, page, { code: codeOf({ key: keyOn(page) }, stack) });
  assert.equal(codesOn(kept).length, 10, kept.body.slice(-1_500));
  assertCarried(await keepCodes(browser, kept), state);

  const other = await newPerson(stack);
  const app = await enrolApp(stack, other);
  const elsewhere = stack.browser();
  const asked = await firstFactor(elsewhere, other, { ...request, state });
  assertCarried(await verify(elsewhere, asked, { code: codeOf(app, stack) }), state);
}

async function throughSignUp(stack: Stack, stateOf: StateOf): Promise<void> {
  for (const more of [{ screen_hint: 'signup' }, { prompt: 'create' }]) {
    const state = stateOf({ ...B0, ...more });
    const browser = stack.browser();
    const page = await browser.authorize({ ...B0, ...more, state });
    const username = `new-${stack.clock.now}-${Object.keys(more)[0]}@acme.test`;
    await browser.post('/signup', { ...hiddenFields(page.body), username, password: CHOSEN });
    const { link } = await soleMail(stack, 'verify_email');
    assertCarried(await pressLink(browser, link), state);
  }
}

async function throughReset(stack: Stack, stateOf: StateOf): Promise<void> {
  const state = stateOf(B0);
  const person = await newPerson(stack);
  const browser = stack.browser();
  const login = await browser.authorize({ ...B0, state });
  const form = { ...hiddenFields(login.body), username: person.username };
  const page = await browser.post('/reset-password', { ...form, action: 'open' });
  await browser.post('/reset-password', { ...hiddenFields(page.body), ...form, action: 'send' });
  const { link } = await soleMail(stack, 'reset_password');
  const done = await pressLink(browser, link, { password: CHOSEN });
  const [, href = ''] = /id="reset-continue" href="([^"]+)"/.exec(done.body) ?? [];
  const again = await browser.follow(await browser.send(href.replaceAll('&amp;', '&')));
  assertCarried(await browser.signIn(again, { ...person, password: CHOSEN }), state);
}

async function throughMailedLink(stack: Stack, stateOf: StateOf): Promise<void> {
  const state = stateOf(B0);
  const { username } = await newPerson(stack);
  const { browser } = await askByMail(stack, 'email_link', { username, state });
  const { link } = await soleMail(stack, 'login_link');
  assertCarried(await pressLink(browser, link), state);
}

async function turnedBack(stack: Stack, stateOf: StateOf): Promise<void> {
  const state = stateOf(B0);
  const browser = stack.browser();
  const login = await browser.authorize({ ...B0, state });
  const form = { ...hiddenFields(login.body), action: 'cancel' };
  const { location } = await browser.follow(await browser.post('/login', form));
  const told = fragment(location);
  assert.deepEqual([told['error'], told['state']], ['access_denied', state]);
}

async function throughLogout(stack: Stack, stateOf: StateOf): Promise<void> {
  const bye = { client_id: 'spa1', post_logout_redirect_uri: 'https://app.acme.test/bye' };
  const state = stateOf(bye);
  const path = `/oidc/logout?${query({ ...bye, state })}`;
  const stateIn = ({ location }: Answer) => new URL(location).searchParams.get('state');
  assert.equal(stateIn(await stack.browser().send(path)), state);
  for (const action of ['stay', 'logout']) {
    const browser = stack.browser();
    await browser.signIn(await browser.authorize(B0), await newPerson(stack));
    const confirm = await browser.follow(await browser.send(path));
    assert.match(confirm.body, /id="logout-confirm"/, confirm.body.slice(-1_500));
    assert.equal(stateIn(await browser.post('/logout', { ...hiddenFields(confirm.body), action })), state);
  }
}

/** Whoever comes second is led to the request anew, and goes through it with the same state. */
async function twice(stack: Stack, stateOf: StateOf): Promise<void> {
  const state = stateOf(B0);
  const person = await newPerson(stack);
  const browser = stack.browser();
  const login = await browser.authorize({ ...B0, state });
  assertCarried(await browser.signIn(login, person), state);
  const again = await browser.signIn(login, person);
  const [, href = ''] = /id="error-start-again" href="([^"]+)"/.exec(again.body) ?? [];
  assertCarried(await browser.follow(await browser.send(href.replaceAll('&amp;', '&'))), state);
}
