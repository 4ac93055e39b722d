/**
 * The rest of one's own account by the My Account API: profile, address, sessions, applications, the copy of one's data, the end.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTo } from '../factors/second-factors.ts';
import { linkIn, mailsOf, mailTo } from '../mail/mails.ts';
import { claimsOf } from '../tokens/code-flow.ts';
import { type Own, startOwn } from './own.ts';

let own: Own;
before(async () => {
  own = await startOwn();
});
after(() => own.stack.close());

test('the profile: what is not said stays, null takes away, and nothing else is anybody’s to write', async () => {
  const { call, person } = await own.signedIn();
  for (const [body, field] of [
    [{ email_verified: true }, 'email_verified'],
    [{ picture: 'http://a.test/p.png' }, 'picture'],
    [{ name: 7 }, 'name'],
    [{ blocked: true }, 'blocked'],
  ] as const) {
    const refused = await call('PATCH', '/profile', body);
    assert.deepEqual([refused.status, refused.body.validation_errors[0].field], [400, field]);
  }
  const changed = await call('PATCH', '/profile', { given_name: 'Ada', zoneinfo: 'Europe/Berlin' });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const { given_name, zoneinfo, name, user_id, email } = changed.body;
  assert.deepEqual(
    [given_name, zoneinfo, user_id, email],
    ['Ada', 'Europe/Berlin', person.sub, person.username],
  );
  assert.ok(name);
  const without = await call('PATCH', '/profile', { given_name: null });
  assert.deepEqual([without.body.given_name, without.body.zoneinfo], [undefined, 'Europe/Berlin']);
});

test('another address: a link goes there, and nothing changes before it is opened', async () => {
  const { call, person } = await own.signedIn();
  assert.equal((await call('POST', '/email', { email: 'nobody' })).status, 400);
  assert.equal((await call('POST', '/email', { email: person.username })).status, 409);
  const email = `new-${person.username}`;
  assert.equal((await call('POST', '/email', { email })).status, 202);
  assert.match(linkIn(await mailTo(own.stack, email)), /^\/account\/confirm-email/);
  assert.equal((await call('GET', '/profile')).body.email, person.username);
  // Somebody else's is answered the same, and is sent nothing.
  const { length } = await mailsOf(own.stack);
  assert.equal((await call('POST', '/email', { email: 'alice@acme.test' })).status, 202);
  assert.equal((await mailsOf(own.stack)).length, length);
  assert.equal((await call('POST', '/email/verification')).status, 202);
});

test('sessions: listed, one ended, all others ended while this one goes on with what it had', async () => {
  const me = await own.signedIn();
  const { person } = me;
  const second = await own.signedIn({ person });
  const third = await own.signedIn({ person });
  const { body } = await me.call('GET', '/sessions');
  assert.equal(body.sessions.length, 3);
  const current = body.sessions.filter((one: { current: boolean }) => one.current);
  assert.deepEqual(
    current.map(({ id }: { id: string }) => id),
    [claimsOf(me.token)['sid']],
  );
  const sid = String(claimsOf(second.token)['sid']);
  const stranger = await own.signedIn();
  assert.equal((await stranger.call('DELETE', `/sessions/${sid}`)).status, 404);
  assert.equal((await me.call('DELETE', `/sessions/${sid}`)).status, 204);
  assert.equal((await second.call('GET', '/profile')).status, 401);
  assert.equal((await third.call('GET', '/profile')).status, 200);
  assert.equal((await me.call('DELETE', '/sessions')).status, 204);
  assert.equal((await third.call('GET', '/profile')).status, 401);
  // The token went through no cookie that could be made new: its application asks again, unseen.
  const { browser } = me;
  const again = await own.signedIn({ person, browser, parameters: { prompt: 'none' } });
  assert.equal((await again.call('GET', '/sessions')).body.sessions.length, 1);
  const { sign_ins } = (await again.call('GET', '/sign-ins')).body;
  assert.ok(sign_ins.length >= 3);
});

test('applications: what somebody agreed to, in words, and taken back with what was given by it', async () => {
  const me = await own.signedIn();
  const { body } = await me.call('GET', '/applications');
  const [application] = body.applications;
  assert.equal(application.client_id, 'me1');
  assert.equal(application.apis[0].name, 'Your account itself');
  assert.ok(
    application.apis[0].scopes.some(
      ({ description }: { description: string }) => description === 'Delete your account',
    ),
  );
  assert.equal((await me.call('DELETE', '/applications/nobody')).status, 404);
  assert.equal((await me.call('DELETE', '/applications/me1')).status, 204);
  assert.equal((await me.call('GET', '/profile')).status, 401);
});

test('the copy of one’s data is a file', async () => {
  const { call, person } = await own.signedIn();
  const { status, headers, body } = await call('GET', '/data');
  assert.equal(status, 200);
  assert.match(String(headers['content-disposition']), /^attachment/);
  assert.equal(body.user_id, person.sub);
});

test('the end of the account: asked for by its address, told by mail, waited for, and taken back', async () => {
  const { call, person } = await own.signedIn();
  await setTo(own.stack, { account_deletion: false });
  assert.equal((await call('POST', '/deletion', { confirm: person.username })).status, 409);
  await setTo(own.stack, { account_deletion: true });
  assert.equal((await call('POST', '/deletion', { confirm: 'alice@acme.test' })).status, 400);
  assert.equal((await call('DELETE', '/deletion')).status, 404);
  const asked = await call('POST', '/deletion', { confirm: person.username });
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  assert.equal((await call('GET', '/profile')).body.deletes_at, asked.body.deletes_at);
  assert.ok(await mailTo(own.stack, person.username));
  assert.equal((await call('POST', '/deletion', { confirm: person.username })).status, 409);
  assert.equal((await call('DELETE', '/deletion')).status, 204);
  await setTo(own.stack, { account_deletion: true, account_deletion_wait_days: 0 });
  assert.equal((await call('POST', '/deletion', { confirm: person.username })).status, 204);
  assert.equal((await call('GET', '/profile')).status, 401);
  await setTo(own.stack, {});
});
