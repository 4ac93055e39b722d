/**
 * An answer that is too long for the headers of a redirect, in Chromium: a page takes the redirect's place, and nobody sees a
 * difference, in a window, in a hidden frame, and with the button that goes back.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  authorizeUrl,
  BLANK,
  fragmentOf,
  listen,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
} from './harness.ts';

/** A client that renews in a hidden frame, as the SDKs of the field do: its callback tells the page what came. */
const RENEWS = `<!doctype html><meta charset="utf-8"><h1 id="client">client</h1><script>
addEventListener('message', function (event) { window.result = event.data; });
function renew(address) {
  var frame = document.createElement('iframe');
  frame.style.display = 'none';
  frame.src = address;
  document.body.append(frame);
}
</script>`;

const SILENT = '<!doctype html><script>parent.postMessage(location.hash, location.origin);</script>';

const STATE = `${'long '.repeat(1_200)}"'<&amp;>\\`;

let place: Place;
let portal: Awaited<ReturnType<typeof listen>>;

before(async () => {
  place = await openPlace({
    '/app': { html: RENEWS },
    '/callback': { html: BLANK },
    '/silent': { html: SILENT },
  });
  portal = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(RENEWS);
  });
});

after(async () => {
  await portal.close();
  await place.close();
});

test('tokens and a long state arrive in the fragment, and the page in between is not in the history', async () => {
  const { context, page, ...visitor } = await place.visit();
  await page.goto(`${place.pages}/app`);
  await page.goto(authorizeUrl(place, { state: STATE }));
  assert.ok(page.url().length < 2_000, page.url());
  await signInAndConsent({ ...visitor, page });
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(fragmentOf(page)['state'], STATE);
  assert.ok(fragmentOf(page)['access_token']);

  await page.goto(`${place.pages}/app`);
  const before_it: number = await page.evaluate('history.length');
  await page.goto(authorizeUrl(place, { state: STATE }));
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(await page.evaluate('history.length'), before_it + 1);
  await page.goBack();
  assert.equal(page.url(), `${place.pages}/app`);
  await context.close();
});

test('without scripts as well, and back from the login page to the client', async () => {
  const { context, page, ...visitor } = await place.visit({ javaScriptEnabled: false });
  await page.goto(`${place.pages}/app`);
  await page.goto(authorizeUrl(place, { state: STATE }));
  await page.goBack();
  assert.equal(page.url(), `${place.pages}/app`);
  await page.goForward();
  await signIn({ ...visitor, page });
  await page.click('#consent-accept');
  await page.waitForURL(`${place.pages}/callback#**`);
  assert.equal(fragmentOf(page)['state'], STATE);
  await context.close();
});

test('a silent request in a hidden frame is answered to the client, and to nobody else who frames it', async () => {
  const { context, page, ...visitor } = await place.visit();
  const silent = { prompt: 'none', redirect_uri: `${place.pages}/silent`, state: STATE };
  const renew = async (changes: Readonly<Record<string, string>>) => {
    await page.goto(`${place.pages}/app`);
    await page.evaluate(`renew(${JSON.stringify(authorizeUrl(place, { ...silent, ...changes }))})`);
    await page.waitForFunction('window.result');
    const hash: string = await page.evaluate('window.result');
    return Object.fromEntries(new URLSearchParams(hash.slice(1)));
  };
  const refused = await renew({});
  assert.deepEqual([refused['error'], refused['state']], ['login_required', STATE]);
  await page.goto(authorizeUrl(place));
  await signInAndConsent({ ...visitor, page });
  await page.waitForURL(`${place.pages}/callback#**`);
  const renewed = await renew({});
  assert.ok(renewed['access_token']);
  assert.equal(renewed['state'], STATE);

  await page.goto(`${portal.origin}/`);
  await page.evaluate(`renew(${JSON.stringify(authorizeUrl(place, silent))})`);
  await page.waitForFunction('frames[0] && performance.getEntriesByType("resource").length > 0');
  assert.equal(page.frames()[1]?.url().startsWith(`${place.pages}/silent`), false);
  await context.close();
});
