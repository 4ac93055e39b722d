/**
 * Why somebody cannot sign in, as the Management API tells it; and the mail that helps whoever has lost a password.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countedAccount, counterKey } from '../../src/protocol/end-user/guess-budgets.ts';
import { CHOSEN, pressLink, soleMail } from '../account/accounts.ts';
import {
  atMfa,
  newPerson,
  type Person,
  setTo,
  verify,
  withApp,
  wrongCodeOf,
} from '../factors/second-factors.ts';
import { takeMails } from '../mail/mailbox.ts';
import { type Api, startApi } from './api.ts';
import { tryPassword } from './support.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const path = ({ sub }: Person) => `/users/${encodeURIComponent(sub)}`;

async function look(person: Person) {
  const { status, body } = await api.call('GET', `${path(person)}/diagnosis`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const codes = ({ obstacles }: { readonly obstacles: readonly { readonly code: string }[] }) =>
  obstacles.map(({ code }) => code);

async function verified(): Promise<Person> {
  const person = await newPerson(api.stack);
  await api.call('PATCH', path(person), { email_verified: true });
  return person;
}

test('nobody, and somebody of another tenant, is unknown', async () => {
  assert.equal((await api.call('GET', '/users/nobody/diagnosis')).status, 404);
  const person = await verified();
  const there = await api.call('GET', `${path(person)}/diagnosis`, undefined, { tenant: 'globex' });
  assert.equal(there.status, 404);
});

test('of whom nothing is in the way nothing is said', async () => {
  assert.deepEqual(await look(await verified()), { obstacles: [] });
});

test('what is so now: blocked, unverified, without a password', async () => {
  const person = await newPerson(api.stack);
  assert.deepEqual(codes(await look(person)), ['address_unverified']);
  await api.call('PATCH', path(person), { blocked: true });
  const [first] = (await look(person)).obstacles;
  assert.deepEqual([first.code, first.stops], ['blocked', true]);
  const made = await api.call('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email: 'no-password@acme.test',
    email_verified: true,
  });
  const other = await api.call('GET', `/users/${encodeURIComponent(made.body.user_id)}/diagnosis`);
  assert.deepEqual(codes(other.body), ['no_password']);
});

test('what was refused last, by its reference, as long as nobody got in after it', async () => {
  const person = await verified();
  await tryPassword(api.stack, person, 'wrong');
  const { obstacles, refused } = await look(person);
  assert.deepEqual(obstacles, []);
  assert.equal(refused.code, 'wrong_password');
  assert.ok(refused.reference.length > 0 && refused.sentence.length > 0 && refused.remedy.length > 0);
  const few = await api.callAs(await api.token(['read:users']), 'GET', `${path(person)}/diagnosis`);
  assert.deepEqual(few.body, { obstacles: [] });
  assert.equal(await tryPassword(api.stack, person, person.password), 303);
  assert.equal((await look(person)).refused, undefined);
});

test('a lock has its end and its place, each kind of guess its own name', async () => {
  const { loginAttempts } = api.stack.storage.tenant('t-acme');
  const kinds = [
    ['account-at-address', 10, 'locked_account'],
    ['factor-account', 10, 'too_many_factors'],
    ['code', 10, 'too_many_codes'],
    ['mail_everywhere', 20, 'too_many_mails'],
    ['notice', 5, undefined],
  ] as const;
  for (const [budget, limit, code] of kinds) {
    const person = await verified();
    const counter = { budget, account: countedAccount(person.sub), place: '192.0.2.7' };
    for (let tried = 0; tried < limit; tried += 1)
      await loginAttempts.reserve([{ key: `${budget} ${person.sub}`, window_seconds: 60, counter }]);
    const [lock] = (await look(person)).obstacles;
    assert.equal(lock?.code, code, budget);
    if (code === undefined) continue;
    assert.deepEqual([lock.place, lock.stops], ['192.0.2.7', code !== 'too_many_mails']);
    assert.equal(new Date(lock.until).getTime() / 1_000, api.stack.clock.now + 60);
  }
});

test('whose network is locked out is told so until it is let go', async () => {
  const person = await verified();
  const { loginAttempts } = api.stack.storage.tenant('t-acme');
  const counter = { budget: 'address', place: '127.0.0.1' } as const;
  const bucket = { key: counterKey('address', '127.0.0.1'), window_seconds: 900, counter };
  for (let tried = 0; tried < 100; tried += 1) await loginAttempts.reserve([bucket]);
  assert.equal(await tryPassword(api.stack, person, person.password), 429);
  const { obstacles, refused } = await look(person);
  assert.deepEqual([codes({ obstacles }), refused.code, refused.ip], [[], 'locked_address', '127.0.0.1']);
  assert.equal((await api.call('DELETE', '/anomaly/blocks/ips/127.0.0.1')).status, 204);
  assert.deepEqual(await look(person), { obstacles: [] });
});

test('whoever has a second factor is asked for it; where none can be set up nobody gets in', async () => {
  const { person, key } = await withApp(api.stack);
  assert.ok(codes(await look(person)).includes('factor_asked'));
  const { browser, page } = await atMfa(api.stack, person);
  await verify(browser, page, { code: wrongCodeOf({ key }, api.stack) });
  assert.equal((await look(person)).refused.code, 'wrong_second_factor');
  await api.call('DELETE', `${path(person)}/authentication-methods`);
  assert.equal((await look(person)).refused, undefined);
  await setTo(api.stack, { second_factor: 'always', second_factors: [] });
  assert.deepEqual(codes(await look(await verified())), ['no_factor']);
  await setTo(api.stack, { login_methods: ['password', 'email_code'] });
  const made = await api.call('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email: 'by-code@acme.test',
    email_verified: true,
  });
  const other = await api.call('GET', `/users/${encodeURIComponent(made.body.user_id)}/diagnosis`);
  assert.deepEqual([codes(other.body), other.body.obstacles[0].stops], [['password_missing'], false]);
  await setTo(api.stack, {});
});

test('a mail for a new password is refused where there is nobody to write to, and lets nobody see its link', async () => {
  const ask = (user_id: string) => api.call('POST', '/tickets/password-change-email', { user_id });
  assert.equal((await ask('nobody')).status, 404);
  const person = await verified();
  await api.call('PATCH', path(person), { blocked: true });
  assert.equal((await ask(person.sub)).body.errorCode, 'user_blocked');
  await api.call('PATCH', path(person), { blocked: false });
  await setTo(api.stack, { login_methods: ['email_code'] });
  assert.equal((await ask(person.sub)).body.errorCode, 'no_passwords');
  await setTo(api.stack, {});
  await takeMails(api.stack);
  const { status, body } = await ask(person.sub);
  assert.deepEqual([status, body], [202, '']);
  const { link } = await soleMail(api.stack, 'reset_password');
  await pressLink(api.stack.browser(), link, { password: CHOSEN });
  assert.equal(await tryPassword(api.stack, person, CHOSEN), 303);
  const events = await api.stack.storage.tenant('t-acme').audit.list(20);
  assert.equal(events.find(({ type }) => type === 'password_ticket_made')?.detail, 'mailed');
  const answers = [];
  for (let sent = 0; sent < 6; sent += 1) answers.push((await ask(person.sub)).status);
  assert.equal(answers.at(-1), 429);
});
