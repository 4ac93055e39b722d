/**
 * The end of an account at the wish of its user: asked for, told, waited for, kept, done (GDPR Art. 17).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { ALICE, B0, silently } from '../attacks/requests.ts';
import { type BackChannel, openBackChannel } from '../clients/back-channel.ts';
import { done, OPERATOR } from '../databases/desk.ts';
import { takeMails } from '../mail/mailbox.ts';
import { mailTo } from '../mail/mails.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { ASKED, codeFlow, errorOf } from '../tokens/code-flow.ts';
import { type Answer, hiddenFields, type UserAgent } from '../user-agent.ts';
import { openAccount, sendForm } from './account-pages.ts';
import { deleteByMany, deletionMachine } from './deletion-machine.ts';

const DAY = 86_400;
const PATH = '/account/data/delete';

let stack: Stack;
let back: BackChannel;

before(async () => {
  back = await openBackChannel();
  stack = await startStack({ unsafeOutboundHosts: back.unsafeOutboundHosts });
  await back.register(stack);
});
after(async () => {
  await stack.close();
  await back.close();
});

beforeEach(async () => {
  // What the test before has left waiting.
  stack.clock.now += 30 * DAY;
  await deleteByMany(stack, 1);
});

const records = () => stack.storage.tenant('t-acme');

type Person = { readonly username: string; readonly password: string; readonly sub: string };

/** Somebody with alice's password and claims of their own. */
async function newPerson(claims: Readonly<Record<string, unknown>> = {}): Promise<Person> {
  const alice = await records().users.findByEmail(ALICE.username);
  const name = randomBytes(8).toString('hex');
  const person = { username: `${name}@acme.test`, password: PASSWORD, sub: `auth0|${name}` };
  await records().users.save(
    { sub: person.sub, blocked: false, claims: { email: person.username, email_verified: true, ...claims } },
    alice?.password_hash,
  );
  return person;
}

type Visit = { readonly browser: UserAgent; readonly page: Answer };

async function open(user: Person, path = PATH, browser = stack.browser()): Promise<Visit> {
  return { browser, page: await openAccount(stack, browser, { path, user }) };
}

const send = ({ browser, page }: Visit, confirm: string) =>
  sendForm(stack, browser, { path: PATH, page, fields: { confirm } });

const keep = ({ browser, page }: Visit) => sendForm(stack, browser, { path: '/account/keep', page });

/** Asks for the end of the account, on its page. */
async function asked(user: Person): Promise<Visit> {
  const { browser } = await open(user, '/account/data');
  const visit = await open(user, PATH, browser);
  return { browser, page: await send(visit, user.username) };
}

const isThere = async ({ sub }: Person) => (await records().users.find(sub)) !== undefined;

test('SE-19 a login of six minutes ago is not enough, and without the token of the page nothing is asked for', async () => {
  const person = await newPerson();
  const { browser, page } = await open(person, '/account/data');
  const form = { ...hiddenFields(page.body), confirm: person.username };
  for (const [fields, headers] of [
    [{ confirm: person.username }, {}],
    [{ ...form, csrf: 'x' }, {}],
    [form, { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
  ] as const)
    assert.equal((await browser.post(PATH, fields, headers)).status, 403);
  stack.clock.now += 301;
  assert.match((await browser.post(PATH, form)).location, /^\/authorize\?.*max_age=300/);
  assert.equal(await records().users.deletion(person.sub), undefined);
});

test('what is typed has to be the address of the account, in any spelling of it', async () => {
  const person = await newPerson();
  const visit = await open(person, '/account/data');
  for (const typed of ['', ALICE.username, person.sub, `${person.username}.`]) {
    const page = await send(visit, typed);
    assert.equal(page.status, 400);
    assert.match(page.body, /id="confirm-error"/);
  }
  assert.equal(await records().users.deletion(person.sub), undefined);
  const confirmed = await send(visit, ` ${person.username.toUpperCase()} `);
  assert.match(confirmed.body, /id="account-deletion"/);
});

test('an account without an address goes without a mail', async () => {
  const { sub } = await newPerson();
  await records().users.save({ sub, blocked: false, claims: {} });
  const epoch = (await records().users.find(sub))?.epoch ?? 0;
  const { now } = stack.clock;
  const session = { id_hash: sub, sid: sub, sub, epoch, auth_time: now, amr: ['pwd'] };
  await records().sessions.begin({ ...session, expires_at: now + DAY, idle_seconds: DAY });
  const asking = { session: { sid: sub, epoch }, deletes_at: now, language: 'en', notice: undefined };
  assert.ok(await records().users.askForDeletion(sub, asking));
  await takeMails(stack);
  assert.equal(await deleteByMany(stack, 1), 1);
  assert.equal(await records().users.find(sub), undefined);
  assert.deepEqual(await takeMails(stack), []);
});

test('the mail tells when and leads to the account, which works as before and says so on every section', async () => {
  const person = await newPerson();
  await takeMails(stack);
  const { browser, page } = await asked(person);
  assert.match(page.body, /id="account-deletion"/);
  assert.doesNotMatch(page.body, /id="data-remove"/);
  const mail = await mailTo(stack, person.username);
  assert.match(mail.subject, /will be deleted/);
  const when = new Date((stack.clock.now + 14 * DAY) * 1_000);
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(when);
  assert.ok(mail.text.includes(`It is deleted on: ${day}`), mail.text);
  assert.ok(mail.text.includes(`${stack.issuer('acme')}account\n`), mail.text);
  assert.equal(await silently(browser), 'tokens');
  for (const path of ['/account', '/account/sessions', '/account/applications'])
    assert.match((await browser.send(path)).body, /id="account-keep"/, path);
  // Asking again is answered by what is there already, and sends no other mail.
  const again = await send({ browser, page }, person.username);
  assert.match(again.body, /id="account-deletion"/);
  assert.equal((await takeMails(stack)).filter(({ to }) => to === person.username).length, 1);
  const listed = await (await deletionMachine(stack)).desk.show('user', 't-acme', [person.sub]);
  assert.equal(listed?.record['deletes_at'], stack.clock.now + 14 * DAY);
});

test('nothing is deleted a second before its time; then once, by however many machines, with a mail that says nothing else', async () => {
  const person = await newPerson({ name: 'Somebody', locale: 'de' });
  await asked(person);
  stack.clock.now += 14 * DAY - 1;
  assert.equal(await deleteByMany(stack, 3), 0);
  assert.ok(await isThere(person));
  const { browser } = await open(person, '/account');
  await takeMails(stack);
  stack.clock.now += 1;
  assert.equal(await deleteByMany(stack, 5), 1);
  assert.equal(await isThere(person), false);
  const mails = (await takeMails(stack)).filter(({ to }) => to === person.username);
  assert.deepEqual(
    mails.map(({ kind, link }) => [kind, link]),
    [['account_deleted', '']],
  );
  const { text } = await mailTo(stack, person.username);
  assert.doesNotMatch(text, /Somebody|127\.0\.0\.1/);
  assert.equal(await silently(browser), 'login_required');
  assert.equal(await deleteByMany(stack, 2), 0);
  const events = (await records().audit.list(200)).filter(({ sub }) => sub === person.sub);
  const types = events.map(({ type }) => type);
  assert.equal(types.filter((type) => type === 'account_deleted').length, 1);
  assert.ok(types.includes('account_deletion_asked'));
  assert.equal(JSON.stringify(events).includes(person.username), false, 'no address stays in the log');
});

test('what applications hold ends with the account, their back channels are told, and who is made anew inherits nothing', async () => {
  const person = await newPerson();
  const flow = await codeFlow(stack);
  const asker = stack.browser();
  const answer = await asker.signIn(await asker.authorize(ASKED), person);
  const code = new URL(answer.location).searchParams.get('code') ?? '';
  const { refresh_token } = JSON.parse((await flow.exchange(code)).body);
  assert.ok(refresh_token);
  const browser = stack.browser();
  const { audience: _, ...request } = {
    ...B0,
    client_id: 'back',
    response_type: 'id_token',
    scope: 'openid',
  };
  const login = await browser.signIn(await browser.authorize(request), person);
  assert.match(login.location, /id_token=/);
  await asked(person);
  const told = once(back.receiver, 'told');
  stack.clock.now += 14 * DAY;
  assert.equal(await deleteByMany(stack, 1), 1);
  assert.deepEqual(await told, ['/back']);
  assert.equal(errorOf(await flow.refresh(refresh_token)), 'invalid_grant');
  await records().users.save({ sub: person.sub, blocked: false, claims: { email: person.username } });
  assert.equal(await records().users.deletion(person.sub), undefined);
  assert.deepEqual(await records().signIns.list(person.sub, 5), []);
  assert.deepEqual(await records().consents.list(person.sub), []);
});

test('who keeps the account keeps it, from any section, and may ask anew', async () => {
  const person = await newPerson();
  const visit = await asked(person);
  stack.clock.now += 14 * DAY - 5;
  const here = await open(person, '/account/sessions');
  const kept = await keep(here);
  assert.match(kept.body, /id="account-done"[^>]*>Your account stays/);
  assert.doesNotMatch(kept.body, /id="account-deletion"/);
  // Pressed twice, or on an older page.
  assert.equal((await keep({ ...visit, browser: here.browser })).status, 403);
  assert.equal((await keep(here)).status, 200);
  stack.clock.now += DAY;
  assert.equal(await deleteByMany(stack, 2), 0);
  assert.ok(await isThere(person));
  const types = (await records().audit.list(50))
    .filter(({ sub }) => sub === person.sub)
    .map(({ type }) => type);
  assert.equal(types.filter((type) => type === 'account_kept').length, 1);
  await asked(person);
  assert.equal((await records().users.deletion(person.sub))?.deletes_at, stack.clock.now + 14 * DAY);
});

test('keeping and deleting at once: one of them happens, whole', async () => {
  for (let round = 0; round < 8; round += 1) {
    const person = await newPerson();
    await asked(person);
    stack.clock.now += 14 * DAY;
    const here = await open(person, '/account');
    const [, deleted] = await Promise.all([keep(here), deleteByMany(stack, 2)]);
    assert.equal(await isThere(person), deleted === 0);
    if (deleted === 0) assert.equal(await records().users.deletion(person.sub), undefined);
  }
});

test('a form without the token of its page keeps nothing', async () => {
  const person = await newPerson();
  const { browser } = await asked(person);
  assert.equal((await browser.post('/account/keep', {})).status, 403);
  assert.notEqual(await records().users.deletion(person.sub), undefined);
});

test('who is blocked meanwhile stays, and who changed the address is told at the new one', async () => {
  const blocked = await newPerson();
  await asked(blocked);
  await records().users.save({ sub: blocked.sub, blocked: true, claims: { email: blocked.username } });
  const moved = await newPerson();
  await asked(moved);
  const email = `new-${moved.username}`;
  await records().users.save({ sub: moved.sub, blocked: false, claims: { email, email_verified: true } });
  await takeMails(stack);
  stack.clock.now += 14 * DAY;
  assert.equal(await deleteByMany(stack, 1), 1);
  assert.equal(await isThere(blocked), true);
  assert.equal(await isThere(moved), false);
  assert.deepEqual(
    (await takeMails(stack)).map(({ to, kind }) => [to, kind]),
    [[email, 'account_deleted']],
  );
});

test('users of a tenant that was deleted wait with it', async () => {
  const person = await newPerson();
  await asked(person);
  stack.clock.now += 14 * DAY;
  const { desk } = await deletionMachine(stack);
  const tenant = { kind: 'tenant', key: ['acme', 'us'] } as const;
  done(await desk.carryOut([{ ...tenant, verb: 'delete' }], OPERATOR));
  assert.equal(await deleteByMany(stack, 1), 0);
  assert.ok(await isThere(person));
  done(await desk.carryOut([{ ...tenant, verb: 'restore' }], OPERATOR));
  assert.equal(await deleteByMany(stack, 1), 1);
});

test('an address of which we know that nobody verified it is told nothing', async () => {
  const person = await newPerson({ email_verified: false });
  await takeMails(stack);
  await asked(person);
  stack.clock.now += 14 * DAY;
  assert.equal(await deleteByMany(stack, 1), 1);
  assert.deepEqual(await takeMails(stack), []);
});

test('who asks and keeps again and again is not sent mail after mail', async () => {
  const person = await newPerson();
  const visit = await open(person, '/account/data');
  const statuses: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    const page = await send(visit, person.username);
    statuses.push(page.status);
    if (page.status === 200) await keep({ ...visit, page });
  }
  assert.deepEqual(statuses.slice(-2), [429, 429]);
  assert.equal(await records().users.deletion(person.sub), undefined);
});
