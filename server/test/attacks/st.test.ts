/**
 * ST of the attack catalogue, the server's half: state comes back as it was, and a form counts only in the browser, from the
 * page and for the request it was made for.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorPage } from '../authorization/outcomes.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, hiddenFields, query, type UserAgent } from '../user-agent.ts';
import { ALICE, ALICE_SUB, B0, BOB, payload, signIn, silently, THIRD_PARTY } from './requests.ts';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SAME_ORIGIN = { ...FORM, 'sec-fetch-site': 'same-origin' };

/** `sub` of who a browser is signed in as, or the error of a silent request. */
async function signedInAs(browser: UserAgent): Promise<unknown> {
  const answer = fragment((await browser.authorize({ ...B0, prompt: 'none' })).location);
  return answer['id_token'] === undefined ? answer['error'] : payload(answer['id_token'])['sub'];
}

async function consentsOfAlice(): Promise<readonly string[]> {
  const key = { sub: ALICE_SUB, client_id: 'spa2', audience: B0.audience };
  return stack.storage.tenant('t-acme').consents.find(key);
}

function loginForm(page: Answer, user: typeof ALICE | typeof BOB = ALICE): Record<string, string> {
  return { ...hiddenFields(page.body), ...user, action: 'login' };
}

function post(
  browser: UserAgent,
  path: string,
  body: string,
  headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> {
  return browser.send(path, { method: 'POST', headers, body });
}

test('ST-05 credentials of the attacker posted from another site are a 403 page, and the session stays', async () => {
  const attackers = await stack.browser().authorize(B0);
  const victim = stack.browser();
  await signIn(victim, ALICE);
  const own = await victim.authorize({ ...B0, prompt: 'login' });
  const forms = [loginForm(attackers, BOB), loginForm(own, BOB), { ...BOB, action: 'login' }];
  for (const form of forms) {
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await post(victim, '/login', query(form), { ...FORM, ...headers });
      await assertErrorPage(answer, stack, { status: 403 });
    }
  }
  assert.equal(await signedInAs(victim), ALICE_SUB);
});

test('ST-05 the token of the form of another browser is none, headers or not: the request starts anew', async () => {
  const attackers = await stack.browser().authorize(B0);
  const victim = stack.browser();
  await signIn(victim, ALICE);
  const answer = await post(victim, '/login', query(loginForm(attackers, BOB)), FORM);
  assert.equal(answer.status, 303);
  // The victim's own session answers the request, as it would have without the form.
  const answered = await victim.follow(answer);
  assert.equal(answered.location.startsWith(`${B0.redirect_uri}#`), true);
  assert.equal(await signedInAs(victim), ALICE_SUB);
});

test('ST-06 a login link of the attacker starts anew in the browser of the victim, and gives the attacker nothing', async () => {
  const attacker = stack.browser();
  const toLogin = await attacker.send(`/authorize?${query({ ...B0, prompt: 'login' })}`);
  const planted = toLogin.location;
  const victim = stack.browser();
  await victim.authorize(B0);

  const opened = await victim.send(planted);
  assert.equal(opened.status, 303);
  const bare = `/authorize?${query({ ...B0, prompt: 'login' })}`;
  assert.equal(opened.location, bare);
  const page = await victim.follow(opened);
  assert.notEqual(hiddenFields(page.body)['interaction'], planted.split('=')[1]);
  const tokens = await victim.signIn(page, ALICE);
  assert.equal(payload(fragment(tokens.location)['id_token'])['sub'], ALICE_SUB);

  for (const path of [
    planted,
    planted.replace('/login', '/authorize'),
    planted.replace('/login', '/consent'),
  ]) {
    const answer = await attacker.follow(await attacker.send(path));
    assert.equal(answer.status, 200);
    assert.match(answer.body, /action="\/login"/);
  }
  assert.equal(await signedInAs(attacker), 'login_required');
});

test('ST-06 in a browser without any cookie the planted link is an error page', async () => {
  const toLogin = await stack.browser().send(`/authorize?${query(B0)}`);
  await assertErrorPage(await stack.browser().send(toLogin.location), stack);
  await assertErrorPage(await stack.browser().send(toLogin.location.replace('/login', '/consent')), stack);
});

test('ST-06 an interaction in which the victim signed in is worth nothing to the attacker who began it', async () => {
  const attacker = stack.browser();
  const page = await attacker.authorize(B0);
  const victim = stack.browser();
  for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
  const signedIn = await victim.post('/login', loginForm(page));
  assert.match(signedIn.location, /^\/authorize\?interaction=/);
  const answer = await attacker.follow(await attacker.send(signedIn.location));
  assert.match(answer.body, /action="\/login"/);
  assert.equal(await signedInAs(attacker), 'login_required');
});

test('ST-08 without the right token a login is a 403 page: missing, empty, changed, of another form, in the query', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const { csrf = '', ...form } = loginForm(page);
  const other = hiddenFields((await browser.authorize(B0)).body)['csrf'] ?? '';
  const foreign = hiddenFields((await stack.browser().authorize(B0)).body)['csrf'] ?? '';
  const globex = await stack.browser('globex').authorize({ ...B0, client_id: 'spaG' });
  const changed = `${csrf.slice(0, -2)}${csrf.endsWith('AA') ? 'BB' : 'AA'}`;
  const tokens = [
    changed,
    csrf.toLowerCase(),
    `${csrf}x`,
    'x'.repeat(10_000),
    other,
    foreign,
    hiddenFields(globex.body)['csrf'] ?? '',
  ];
  const bodies = [
    '',
    '&csrf=',
    `&csrf=${csrf}&csrf=${csrf}`,
    `&csrf[]=${csrf}`,
    ...tokens.map((token) => `&csrf=${token}`),
  ];
  for (const added of bodies) {
    const answer = await post(browser, '/login', `${query(form)}${added}`);
    await assertErrorPage(answer, stack, { status: 403, sent: added.slice(0, 100) });
  }
  await assertErrorPage(await post(browser, `/login?csrf=${csrf}`, query(form)), stack, { status: 403 });
  assert.equal(await signedInAs(browser), 'login_required');
  assert.equal((await post(browser, '/login', query({ ...form, csrf }))).status, 303);
  assert.equal(await signedInAs(browser), ALICE_SUB);
});

test('ST-08 without the right token a consent is a 403 page, and nothing is agreed to', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const { csrf = '', ...form } = hiddenFields((await browser.authorize(THIRD_PARTY)).body);
  const login = hiddenFields((await browser.authorize({ ...B0, prompt: 'login' })).body)['csrf'];
  for (const added of ['', '&csrf=', `&csrf=${csrf}x`, `&csrf=${login}`, `&csrf=${csrf}&csrf=${csrf}`]) {
    const answer = await post(browser, '/consent', `${query({ ...form, action: 'accept' })}${added}`);
    await assertErrorPage(answer, stack, { status: 403, sent: added });
  }
  assert.deepEqual(await consentsOfAlice(), []);
});

/** What a browser says of a post that another site, or a sandbox, made. */
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.test' },
  { origin: 'https://app.acme.test' },
  { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
];

test('ST-09 a post whose browser names another origin is a 403 page, right token or not', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const own = { origin: `http://${stack.host('globex')}` };
  const forms = {
    '/login': loginForm(await browser.authorize({ ...B0, prompt: 'login' }), BOB),
    '/consent': { ...hiddenFields((await browser.authorize(THIRD_PARTY)).body), action: 'accept' },
  };
  for (const [path, form] of Object.entries(forms)) {
    for (const headers of [...FOREIGN, own]) {
      const answer = await post(browser, path, query(form), { ...FORM, ...headers });
      await assertErrorPage(answer, stack, { status: 403, sent: `${path} ${JSON.stringify(headers)}` });
    }
  }
  assert.equal(await signedInAs(browser), ALICE_SUB);
  assert.deepEqual(await consentsOfAlice(), []);
});

test('ST-10 nothing makes a GET a POST: _method, X-HTTP-Method-Override and X-Method are ignored', async () => {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  const form = query({ ...loginForm(page), _method: 'POST' });
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override', 'x-method']) {
    const answer = await browser.send(`/login?${form}`, { headers: { [name]: 'POST' } });
    assert.equal(answer.status, 200);
    assert.match(answer.body, /action="\/login"/);
  }
  assert.equal(await signedInAs(browser), 'login_required');
  const answer = await post(browser, '/authorize', query({ ...B0, _method: 'DELETE', prompt: 'none' }), FORM);
  assert.equal(fragment(answer.location)['error'], 'login_required');
});

test('ST-11 GET and HEAD agree to nothing and sign nobody in', async () => {
  const browser = stack.browser();
  await signIn(browser);
  const form = query({
    ...hiddenFields((await browser.authorize(THIRD_PARTY)).body),
    action: 'accept',
    accept: '1',
  });
  for (const method of ['GET', 'HEAD']) {
    const answer = await browser.send(`/consent?${form}`, { method });
    assert.equal(answer.status, method === 'GET' ? 200 : 405);
    assert.equal(answer.location, '');
  }
  assert.deepEqual(await consentsOfAlice(), []);

  const visitor = stack.browser();
  const login = query(loginForm(await visitor.authorize(B0)));
  assert.equal((await visitor.send(`/login?${login}`)).status, 200);
  assert.equal((await visitor.send(`/login?${login}`, { method: 'HEAD' })).status, 405);
  assert.equal(await signedInAs(visitor), 'login_required');
});

test('ST-11 the session survives a logout that is no navigation: HEAD, image, frame, script', async () => {
  const browser = stack.browser();
  await signIn(browser);
  assert.equal((await browser.send('/v2/logout', { method: 'HEAD' })).status, 405);
  for (const destination of ['image', 'iframe', 'script', 'empty', 'style']) {
    const answer = await browser.send('/v2/logout', { headers: { 'sec-fetch-dest': destination } });
    await assertErrorPage(answer, stack, { sent: destination });
  }
  assert.equal(await silently(browser), 'tokens');
});
