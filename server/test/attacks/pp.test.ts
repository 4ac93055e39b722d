/**
 * PP of the attack catalogue, PP-01 to PP-12: parameters that are doubled, misspelt, badly encoded, empty or not ours.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorPage } from '../authorization/outcomes.ts';
import { withoutOwnScripts } from '../pages/own-scripts.ts';
import { fragment, query } from '../user-agent.ts';
import { B0, sendRaw, statusOf } from './requests.ts';
import { changed, FORM, type SignedIn, startSignedIn } from './signed-in.ts';

const BASE = query(B0);
const GOOD = encodeURIComponent(B0.redirect_uri);
const EVIL = encodeURIComponent('https://evil.test/cb');

let signedIn: SignedIn;
before(async () => {
  signedIn = await startSignedIn();
});
after(() => signedIn.stack.close());

test('PP-01 client_id twice, with one value or two, is an error page', async () => {
  await signedIn.refusedAsPage(`${BASE}&client_id=spa1`);
  await signedIn.refusedAsPage(`${BASE}&client_id=spa2`);
  await signedIn.refusedAsPage(`${BASE}&client_id=`);
});

test('PP-02 redirect_uri twice, identical or good and evil in either order, is an error page', async () => {
  for (const [first, second] of [
    [GOOD, GOOD],
    [GOOD, EVIL],
    [EVIL, GOOD],
    [GOOD, ''],
  ]) {
    await signedIn.refusedAsPage(
      `${changed('redirect_uri', undefined)}&redirect_uri=${first}&redirect_uri=${second}`,
    );
  }
});

test('PP-03 every other parameter twice is invalid_request, and a state that came twice is not echoed', async () => {
  const doubled = ['nonce=N2', 'scope=openid', 'response_type=id_token', 'prompt=none&prompt=none'];
  const others = [
    'max_age=1&max_age=1',
    'response_mode=fragment&response_mode=fragment',
    'nonce=',
    'ui_locales=en&ui_locales=de',
  ];
  for (const second of [...doubled, ...others])
    await signedIn.refusedAs('invalid_request', `${BASE}&${second}`);
  await signedIn.refusedAs('invalid_request', `${BASE}&state=S2`, { state: undefined });
  await signedIn.refusedAs('invalid_request', `${BASE}&state=S1`, { state: undefined });
});

test('PP-04 audience twice is invalid_request, in either order of a good one and an evil one', async () => {
  for (const audience of [B0.audience, 'https://evil.test', 'https://billing.acme.test']) {
    await signedIn.refusedAs('invalid_request', `${BASE}&audience=${encodeURIComponent(audience)}`);
    await signedIn.refusedAs('invalid_request', `audience=${encodeURIComponent(audience)}&${BASE}`);
  }
});

test('PP-04 a resource that is not the audience, or two of them, gives no token (RFC 8707 §2)', async () => {
  const added = ['https://billing.acme.test', 'https://evil.test'].map(
    (value) => `&resource=${encodeURIComponent(value)}`,
  );
  for (const one of added) await signedIn.refusedAs('invalid_target', `${BASE}${one}`);
  // Several that differ are refused by the RFC's error; the same one said twice is said once.
  await signedIn.refusedAs('invalid_target', `${BASE}${added.join('')}`);
  const good = `&resource=${encodeURIComponent(B0.audience)}`;
  await signedIn.refusedAs('invalid_target', `${BASE}${good}${added[0]}`);
  const granted = [
    ...(await signedIn.ask(`${BASE}${good}`)),
    ...(await signedIn.ask(`${BASE}${good}${good}`)),
  ];
  for (const { location } of granted) {
    const [, claims = ''] = fragment(location)['access_token']?.split('.') ?? [];
    const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual(aud, [B0.audience, `${signedIn.stack.issuer('acme')}userinfo`]);
  }
});

test('PP-06 a POST of another media type, or of none, is a 415 page', async () => {
  const boundary = '--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nspa1\r\n--x--';
  const bodies: readonly (readonly [Record<string, string>, string])[] = [
    [{ 'content-type': 'application/json' }, JSON.stringify(B0)],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, boundary],
    [{ 'content-type': 'text/plain' }, BASE],
    [{}, BASE],
    [{ 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' }, BASE],
    [{ ...FORM, 'content-encoding': 'gzip' }, BASE],
  ];
  for (const [headers, body] of bodies) {
    const answer = await signedIn.browser.send('/authorize', { method: 'POST', headers, body });
    await assertErrorPage(answer, signedIn.stack, { status: 415, sent: JSON.stringify(headers) });
  }
});

test('PP-06 the query of a POST and the body of a GET are not read', async () => {
  await assertErrorPage(
    await signedIn.browser.send(`/authorize?${BASE}`, { method: 'POST', headers: FORM, body: '' }),
    signedIn.stack,
  );
  const headers = { ...FORM, 'content-length': Buffer.byteLength(BASE) };
  await assertErrorPage(
    await signedIn.browser.send('/authorize', { method: 'GET', headers, body: BASE }),
    signedIn.stack,
  );
  const tokens = await signedIn.browser.send(`/authorize?${BASE}`, {
    method: 'GET',
    headers: { ...FORM, 'content-length': 9 },
    body: 'state=S22',
  });
  assert.equal(fragment(tokens.location)['state'], 'S1');
});

test('PP-07 names in another case are unknown names: an error page', async () => {
  await signedIn.refusedAsPage(`${changed('redirect_uri', undefined)}&Redirect_Uri=${GOOD}`);
  await signedIn.refusedAsPage(`${changed('client_id', undefined)}&CLIENT_ID=spa1`);
});

test('PP-08 duplicates are counted after names are decoded, and no name is trimmed: an error page', async () => {
  await signedIn.refusedAsPage(`${BASE}&redirect%5Furi=${EVIL}`);
  await signedIn.refusedAsPage(`${BASE}&%72edirect_uri=${GOOD}`);
  for (const name of [
    '%00redirect_uri',
    'redirect_uri%20',
    '+redirect_uri',
    'redirect_uri%00',
    '%EF%BB%BFredirect_uri',
  ]) {
    await signedIn.refusedAsPage(`${changed('redirect_uri', undefined)}&${name}=${GOOD}`);
  }
});

test('PP-09 a semicolon separates nothing, so the client is unknown: an error page', async () => {
  await signedIn.refusedAsPage(
    `response_type=token&client_id=spa1;redirect_uri=${EVIL}&redirect_uri=${GOOD}`,
  );
});

const BROKEN = ['%ff', '%c0%af', '%u0061', '%', '%zz', 'a%', 'a%E2%82', '%ed%a0%80'];

test('PP-10 what is not percent-encoded UTF-8 is invalid_request, and never comes back as U+FFFD', async () => {
  for (const broken of BROKEN) {
    await signedIn.refusedAs('invalid_request', changed('state', broken), { state: undefined });
    await signedIn.refusedAs('invalid_request', changed('scope', broken));
    await signedIn.refusedAs('invalid_request', `${BASE}&login_hint=${broken}`);
    await signedIn.refusedAsPage(changed('client_id', `spa1${broken}`));
    await signedIn.refusedAsPage(changed('redirect_uri', `${GOOD}${broken}`));
  }
  for (const answer of await signedIn.ask(changed('state', '%ff')))
    assert.doesNotMatch(answer.location, /%EF%BF%BD|\ufffd/i);
});

test('PP-10 a body whose bytes are not UTF-8 is an error page', async () => {
  const head = `POST /authorize HTTP/1.1\r\nHost: ${signedIn.stack.host('acme')}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  const body = `${BASE}&login_hint=\xff\xfe`;
  assert.equal(
    statusOf(await sendRaw(signedIn.stack.port, `${head}Content-Length: ${body.length}\r\n\r\n${body}`)),
    '400',
  );
});

test('PP-11 an empty value counts as omitted: no nonce is invalid_request, no state is none', async () => {
  await signedIn.refusedAs('invalid_request', changed('nonce', ''));
  await signedIn.refusedAs('login_required', `${changed('state', '')}&prompt=none&max_age=0`, {
    state: undefined,
  });
  await signedIn.refusedAsPage(changed('client_id', ''));
  const [answer] = await signedIn.ask(`${BASE}&prompt=&max_age=&ui_locales=`);
  assert.notEqual(fragment(answer?.location ?? '')['access_token'], undefined);
});

test('PP-12 unknown parameters are ignored and copied nowhere; a thousand are an error page', async () => {
  const script = encodeURIComponent('"><script>alert(1)</script>');
  const visitor = signedIn.stack.browser();
  const unknown = `&foo=${script}&${script}=1&__proto__=x&constructor=y&toString=z`;
  const toLogin = await visitor.send(`/authorize?${BASE}${unknown}`);
  assert.match(toLogin.location, /^\/login\?interaction=[A-Za-z0-9_.-]+$/);
  const page = await visitor.follow(toLogin);
  assert.equal(page.status, 200);
  assert.doesNotMatch(withoutOwnScripts(page.body), /alert\(1\)|<script/);
  const [answer] = await signedIn.ask(`${BASE}${unknown}`);
  assert.deepEqual(Object.keys(fragment(answer?.location ?? '')), [
    'access_token',
    'expires_in',
    'token_type',
    'id_token',
    'state',
    'iss',
  ]);
  await signedIn.refusedAsPage(
    `${BASE}&${Array.from({ length: 1_000 }, (_, index) => `u${index}=1`).join('&')}`,
  );
});
