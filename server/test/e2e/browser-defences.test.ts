/**
 * What Chromium does with the defences of the pages: framing, messages, links that wander, cookies that vanish.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { INTERACTION_LIFETIME } from '../../src/protocol/authorization/interaction.ts';
import {
  authorizeUrl,
  BLANK,
  fragmentOf,
  listen,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from './harness.ts';

/** Frames an address and keeps every message; `closing` comes last of all, from a page of its own origin. */
const FRAMES = `<!doctype html><meta charset="utf-8"><script>
var messages = [];
addEventListener('message', function (event) {
  if (event.data === 'closing') window.result = { messages: messages };
  else messages.push({ origin: event.origin, data: event.data });
});
function frame(address) {
  var frame = document.createElement('iframe');
  frame.onload = function () {
    frame.onload = null;
    frame.src = '/closing';
  };
  frame.src = address;
  document.body.append(frame);
}
function hold(address) {
  var frame = document.createElement('iframe');
  frame.onload = function () { window.result = { messages: messages }; };
  frame.src = address;
  document.body.append(frame);
}
</script><body>`;

const CLOSING = '<!doctype html><script>parent.postMessage("closing", location.origin);</script>';

let place: Place;
let evil: Awaited<ReturnType<typeof listen>>;

before(async () => {
  const pages = { '/app': { html: FRAMES }, '/closing': { html: CLOSING } };
  place = await openPlace({ ...pages, '/callback': { html: BLANK }, '/silent': { html: BLANK } });
  evil = await listen((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(request.url === '/closing' ? CLOSING : FRAMES);
  });
});

after(async () => {
  await evil.close();
  await place.close();
});

async function answer(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.waitForURL(`${place.pages}/callback#**`);
  return fragmentOf(page);
}

/** Somebody who has signed in and agreed. */
async function signedIn(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place));
  await signInAndConsent(visitor);
  await answer(visitor.page);
  return visitor;
}

type Message = {
  readonly origin: string;
  readonly data: { readonly type: string; readonly response: Readonly<Record<string, string>> };
};

/** All messages that a page at `origin` gets from a frame with this address. */
async function messages(page: Page, origin: string, address: string): Promise<readonly Message[]> {
  await page.goto(`${origin}/app`);
  await page.evaluate(`frame(${JSON.stringify(address)})`);
  await page.waitForFunction('window.result');
  return page.evaluate('window.result.messages');
}

const SILENT = { prompt: 'none', response_mode: 'web_message' };

test('SA-01 web_message to an origin that is not registered: nothing is posted', async () => {
  const { context, page } = await signedIn();
  const address = authorizeUrl(place, { ...SILENT, client_id: 'article' });
  assert.deepEqual(await messages(page, place.pages, address), []);
  await context.close();
});

test('SA-01 SA-02 web_message framed by another origin than that of redirect_uri: nothing is posted', async () => {
  const { context, page } = await signedIn();
  assert.deepEqual(await messages(page, evil.origin, authorizeUrl(place, SILENT)), []);
  const refused = authorizeUrl(place, { ...SILENT, scope: 'openid', audience: 'nobody:api' });
  assert.deepEqual(await messages(page, evil.origin, refused), []);
  await context.close();
});

test('SA-01 web_message with a redirect_uri of the framing origin: nothing is posted', async () => {
  const { context, page } = await signedIn();
  const address = authorizeUrl(place, { ...SILENT, redirect_uri: `${evil.origin}/callback` });
  assert.deepEqual(await messages(page, evil.origin, address), []);
  await context.close();
});

test('web_message to the registered origin: one message, from the issuer, with state and tokens', async () => {
  const { context, page } = await signedIn();
  const [message, ...others] = await messages(page, place.pages, authorizeUrl(place, SILENT));
  assert.deepEqual(others, []);
  assert.ok(message);
  assert.equal(message.origin, new URL(place.issuer).origin);
  assert.equal(message.data.type, 'authorization_response');
  assert.equal(message.data.response['state'], 'S1');
  assert.ok(message.data.response['access_token']);
  await context.close();
});

test('SA-03 a state that would end a script travels in a message as it came', async () => {
  const { context, page } = await signedIn();
  const state = `</script><script>parent.hacked=1</script><!-- ]]> \u2028 \\ "'`;
  const [message] = await messages(page, place.pages, authorizeUrl(place, { ...SILENT, state }));
  assert.equal(message?.data.response['state'], state);
  assert.equal(await page.evaluate('window.hacked'), undefined);
  await context.close();
});

test('form_post: the answer arrives in the body of a POST, and the address stays clean', async () => {
  const { context, page } = await signedIn();
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.goto(authorizeUrl(place, { response_mode: 'form_post', state: 'posted' }));
  const fields = new URLSearchParams((await posted).postData() ?? '');
  await page.waitForURL(`${place.pages}/callback`);
  assert.equal(fields.get('state'), 'posted');
  assert.ok(fields.get('access_token'));
  await context.close();
});

test('CO-01 login, consent and error pages cannot be framed, not even by the client', async () => {
  const { context, page } = await signedIn();
  const addresses = [
    authorizeUrl(place, { prompt: 'login' }),
    authorizeUrl(place, { prompt: 'consent' }),
    authorizeUrl(place, { client_id: 'nobody' }),
    `${place.issuer}v2/logout`,
  ];
  for (const address of addresses) {
    for (const origin of [place.pages, evil.origin]) {
      await page.goto(`${origin}/app`);
      await page.evaluate(`hold(${JSON.stringify(address)})`);
      await page.waitForFunction('window.result');
      const [, framed] = page.frames();
      assert.ok(framed, address);
      assert.equal(framed.url(), 'chrome-error://chromewebdata/', address);
      assert.equal(await framed.locator('main').count(), 0, address);
    }
  }
  await context.close();
});

test('a frame does not end a session: /v2/logout wants a page that is gone to', async () => {
  const { context, page } = await signedIn();
  await messages(page, evil.origin, `${place.issuer}v2/logout`);
  await page.goto(authorizeUrl(place, { prompt: 'none', state: 'still' }));
  assert.ok((await answer(page))['access_token']);
  await context.close();
});

test('FR-01 a fragment somebody hung on the request does not reach the client', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(`${authorizeUrl(place)}#access_token=EVIL&planted=1`);
  await signInAndConsent(visitor);
  const given = await answer(page);
  assert.equal(given['planted'], undefined);
  assert.ok(!page.url().includes('EVIL'));
  await context.close();
});

test('ST-06 an interaction link opened in another browser starts anew there, and its maker gains nothing', async () => {
  const attacker = await place.visit();
  const victim = await place.visit();
  await attacker.page.goto(authorizeUrl(place, { state: 'planted' }));
  const link = attacker.page.url();

  // A browser without any cookie of ours is told; one click begins a request of its own.
  await victim.page.goto(link);
  await victim.page.click('#error-start-again');
  await victim.page.waitForSelector('#username');
  assert.notEqual(victim.page.url(), link);
  // Now that it has one, the link leads straight to a fresh start.
  await victim.page.goto(link);
  await victim.page.waitForSelector('#username');
  assert.notEqual(victim.page.url(), link);
  await signInAndConsent(victim);
  assert.ok((await answer(victim.page))['access_token']);

  await attacker.page.reload();
  assert.equal(await attacker.page.locator('#username').count(), 1);
  await attacker.page.goto(authorizeUrl(place, { prompt: 'none', state: 'gained' }));
  assert.equal((await answer(attacker.page))['error'], 'login_required');
  await attacker.context.close();
  await victim.context.close();
});

test('cookies that vanish on the login page: the user is told, and one click begins again', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await context.clearCookies();
  await signIn(visitor);
  assert.match((await page.textContent('#error-description')) ?? '', /cookie/);
  await page.click('#error-start-again');
  await signInAndConsent(visitor);
  assert.ok((await answer(page))['access_token']);
  await context.close();
});

test('cookies that vanish on the consent page: nothing is agreed to, and one click begins again', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  await signIn(visitor);
  await page.waitForSelector('#consent-accept');
  await context.clearCookies();
  await page.click('#consent-accept');
  await page.click('#error-start-again');
  await signInAndConsent(visitor);
  assert.ok((await answer(page))['access_token']);
  await context.close();
});

// Issue 18: the right password was swallowed here; a form whose one fault is its age is taken.
test('a login page left open too long takes the right password all the same', async () => {
  const visitor = await place.visit();
  const { context, page } = visitor;
  await page.goto(authorizeUrl(place));
  try {
    place.clock.ahead = INTERACTION_LIFETIME + 1;
    await signInAndConsent(visitor);
    assert.equal((await answer(page))['state'], 'S1');
  } finally {
    place.clock.ahead = 0;
  }
  await context.close();
});
