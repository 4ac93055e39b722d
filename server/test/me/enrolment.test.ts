/**
 * How people sign in, changed by the My Account API: passkeys, apps, codes by mail, recovery codes, the password.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashRecoveryCode } from '../../src/protocol/end-user/recovery-code.ts';
import { fromBase32 } from '../factors/base32.ts';
import {
  atMfa,
  codeOf,
  MULTI_FACTOR,
  newPerson,
  setTo,
  verify,
  withApp,
  wrongCodeOf,
} from '../factors/second-factors.ts';
import { makeSoftwareAuthenticator } from '../factors/software-authenticator.ts';
import { askByMail, typeCode } from '../login/passwordless.ts';
import { codeIn, mailTo } from '../mail/mails.ts';
import { ORIGIN, type Own, type SignedIn, startOwn } from './own.ts';

const PATH = '/authentication-methods';

let own: Own;
before(async () => {
  own = await startOwn({ settings: { second_factors: ['otp', 'email', 'webauthn'] } });
});
after(() => own.stack.close());

/** The first step, and the path of the second. */
async function begin({ call }: SignedIn, body: object) {
  const begun = await call('POST', PATH, body);
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  const location = String(begun.headers.location);
  assert.ok(location.startsWith(`${own.audience}v1${PATH}/`), location);
  return { ...begun.body, path: `${location.slice(`${own.audience}v1`.length)}/verify` };
}

/** Somebody with an app, who has shown it just now. */
async function withBoth(): Promise<SignedIn & { readonly key: Uint8Array }> {
  const { person, key } = await withApp(own.stack);
  return { ...(await own.signedIn({ person, app: { key }, parameters: { acr_values: MULTI_FACTOR } })), key };
}

async function eventsOf({ person }: SignedIn) {
  const events = await own.stack.storage.tenant('t-acme').audit.list(100);
  return events.filter(({ sub }) => sub === person.sub).map(({ type }) => type);
}

test('an app: a wrong code adds nothing, the right one does, with recovery codes told once and a mail', async () => {
  const me = await own.signedIn();
  const { auth_session, barcode_uri, manual_input_code, path } = await begin(me, { type: 'totp' });
  assert.ok(barcode_uri.includes(`secret=${manual_input_code}`));
  const app = { key: fromBase32(manual_input_code) };
  for (const otp_code of [wrongCodeOf(app, own.stack), undefined]) {
    const refused = await me.call('POST', path, { auth_session, otp_code });
    assert.equal(refused.status, 400);
    assert.equal(refused.body.validation_errors[0].field, 'otp_code');
  }
  const added = await me.call('POST', path, { auth_session, otp_code: codeOf(app, own.stack) });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  assert.deepEqual([added.body.type, added.body.usage, added.body.confirmed], ['totp', ['secondary'], true]);
  assert.equal(added.body.recovery_codes.length, 10);
  const again = await me.call('POST', path, { auth_session, otp_code: codeOf(app, own.stack, 1) });
  assert.equal(again.status, 401, 'whoever has two factors must have shown both');
  assert.match((await mailTo(own.stack, me.person.username)).subject, /./);
  const events = await eventsOf(me);
  for (const type of ['second_factor_failed', 'second_factor_added', 'my_account_used', 'my_account_refused'])
    assert.ok(events.includes(type), type);
  const shown = await me.call('GET', `${PATH}/${encodeURIComponent(added.body.id)}`);
  assert.deepEqual([shown.status, shown.body.id, shown.body.recovery_codes], [200, added.body.id, undefined]);
  const { browser, page } = await atMfa(own.stack, me.person);
  const signedIn = await verify(browser, page, { code: codeOf(app, own.stack, 1) });
  assert.match(signedIn.location, /#.*access_token=/);
});

test('what was begun is of one session, one application and one kind, and ends after ten minutes', async () => {
  const me = await own.signedIn();
  const { auth_session, manual_input_code, path } = await begin(me, { type: 'totp' });
  const code = () => ({ auth_session, otp_code: codeOf({ key: fromBase32(manual_input_code) }, own.stack) });
  const elsewhere = await own.signedIn({ person: me.person });
  const ended = await elsewhere.call('POST', path, code());
  assert.equal(ended.body.validation_errors[0].field, 'auth_session');
  assert.equal((await me.call('POST', path.replace('totp', 'email'), code())).status, 400);
  assert.equal((await me.call('POST', path.replace('totp', 'nothing'), code())).status, 404);
  assert.equal((await me.call('POST', path, { ...code(), auth_session: 'x' })).status, 400);
  own.stack.clock.now += 601;
  const { browser, person } = me;
  const late = await own.signedIn({ person, browser, parameters: { prompt: 'login' } });
  assert.equal((await late.call('POST', path, code())).body.validation_errors[0].field, 'auth_session');
});

test('wrong codes are counted with those of the pages', async () => {
  const me = await own.signedIn();
  const { auth_session, manual_input_code, path } = await begin(me, { type: 'totp' });
  const otp_code = wrongCodeOf({ key: fromBase32(manual_input_code) }, own.stack);
  const statuses = [];
  for (let tried = 0; tried < 7; tried += 1)
    statuses.push((await me.call('POST', path, { auth_session, otp_code })).status);
  assert.ok(statuses.includes(429), String(statuses));
});

test('codes by mail go to the address of the account and nowhere else', async () => {
  const me = await own.signedIn();
  const other = await me.call('POST', PATH, { type: 'email', email: 'mallory@acme.test' });
  assert.equal(other.body.validation_errors[0].field, 'email');
  const somebody = await me.call('POST', PATH, { type: 'email', identity_user_id: 'auth0|nobody' });
  assert.equal(somebody.body.validation_errors[0].field, 'identity_user_id');
  const email = me.person.username;
  const { auth_session, path } = await begin(me, { type: 'email', email, identity_user_id: me.person.sub });
  const otp_code = codeIn(await mailTo(own.stack, email));
  const added = await me.call('POST', path, { auth_session, otp_code });
  assert.deepEqual([added.status, added.body.type, added.body.email], [201, 'email', email]);
});

test('a passkey is made for the host of the tenant, at an origin of the application; at none else', async () => {
  const me = await own.signedIn();
  const rpId = new URL(own.audience).hostname;
  const { auth_session, authn_params_public_key: asked, path } = await begin(me, { type: 'passkey' });
  assert.equal(asked.rp.id, rpId);
  const { challenge } = asked;
  const answerAt = (origin: string) =>
    JSON.parse(makeSoftwareAuthenticator({ rpId, origin }).register({ challenge }));
  const stranger = await me.call('POST', path, {
    auth_session,
    authn_response: answerAt('https://evil.test'),
  });
  assert.equal(stranger.body.validation_errors[0].field, 'authn_response');
  const authn_response = answerAt(ORIGIN);
  const added = await me.call('POST', path, { auth_session, authn_response });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const { type, key_id, relying_party_id } = added.body;
  assert.deepEqual([type, key_id, relying_party_id], ['webauthn-roaming', authn_response.id, rpId]);
});

test('a factor is named, and taken away with all that was proved before: this session ends too', async () => {
  const me = await withBoth();
  const { body } = await me.call('GET', `${PATH}?type=totp`);
  const [{ id }] = body.authentication_methods;
  const address = `${PATH}/${encodeURIComponent(id)}`;
  assert.equal((await me.call('PATCH', address, { name: '  ' })).status, 400);
  assert.equal((await me.call('PATCH', address, { name: 'Telephone' })).body.name, 'Telephone');
  const other = await own.signedIn();
  assert.equal((await other.call('PATCH', address, { name: 'Mine' })).status, 404);
  assert.equal((await other.call('DELETE', address)).status, 404);
  assert.equal((await me.call('DELETE', `${PATH}/password`)).status, 409);
  assert.equal((await me.call('PATCH', `${PATH}/password`, { name: 'Secret' })).status, 409);
  assert.equal((await me.call('DELETE', address)).status, 204);
  assert.equal((await me.call('GET', PATH)).status, 401);
  const { browser, person } = me;
  const asked = await own.ask({ person, browser, parameters: { prompt: 'none' } });
  assert.equal(new URL(asked.location).searchParams.get('error'), 'login_required');
});

test('where everybody needs a second factor the last one stays', async () => {
  const me = await withBoth();
  await setTo(own.stack, { second_factor: 'always', second_factors: ['otp'] });
  const { body } = await me.call('GET', `${PATH}?type=totp`);
  const kept = await me.call('DELETE', `${PATH}/${encodeURIComponent(body.authentication_methods[0].id)}`);
  await setTo(own.stack, { second_factors: ['otp', 'email', 'webauthn'] });
  assert.deepEqual([kept.status, kept.body.type], [409, 'urn:tacit:error:last_one']);
});

test('recovery codes take the place of the old ones when they were verified, and not before', async () => {
  const without = await own.signedIn();
  assert.equal((await without.call('POST', PATH, { type: 'recovery-code' })).status, 409);
  const me = await withBoth();
  const { authenticators } = own.stack.storage.tenant('t-acme');
  const { auth_session, recovery_code, recovery_codes, path } = await begin(me, { type: 'recovery-code' });
  assert.equal(recovery_code, recovery_codes.join('\n'));
  const hashes = recovery_codes.map(hashRecoveryCode);
  assert.equal(await authenticators.holdsAnyRecoveryCode(me.person.sub, hashes), false);
  const added = await me.call('POST', path, { auth_session });
  assert.deepEqual([added.status, added.body.type, added.body.confirmed], [201, 'recovery-code', true]);
  assert.equal(await authenticators.countRecoveryCodes(me.person.sub), 10);
  assert.equal(await authenticators.holdsAnyRecoveryCode(me.person.sub, hashes), true);
  assert.equal((await me.call('GET', PATH)).status, 401);
});

test('a password: judged by the rules of the tenant, and it ends all that the old one led to', async () => {
  const me = await own.signedIn();
  const { auth_session, policy, path } = await begin(me, { type: 'password' });
  assert.ok(policy.complexity.min_length >= 8);
  const weak = await me.call('POST', path, { auth_session, new_password: 'password' });
  assert.equal(weak.body.validation_errors[0].field, 'new_password');
  assert.equal((await me.call('POST', path, { auth_session })).status, 400);
  const new_password = 'lantern orbit velvet 41';
  const changed = await me.call('POST', path, { auth_session, new_password });
  assert.deepEqual([changed.status, changed.body.type], [201, 'password']);
  assert.equal((await me.call('GET', PATH)).status, 401);
  const { person } = me;
  await own.signedIn({ person: { ...person, password: new_password } });
  assert.ok((await eventsOf(me)).includes('password_changed'));
});

test('whoever did not sign in by the password just now has to type it', async () => {
  await setTo(own.stack, { login_methods: ['password', 'email_code'], second_factors: ['otp'] });
  const person = await newPerson(own.stack);
  const browser = own.stack.browser();
  await typeCode(
    await askByMail(own.stack, 'email_code', { username: person.username }, browser),
    codeIn(await mailTo(own.stack, person.username)),
  );
  const me = await own.signedIn({ person, browser });
  const { auth_session, path } = await begin(me, { type: 'password' });
  const said = { auth_session, new_password: 'lantern orbit velvet 42' };
  for (const current of [{}, { current_password: 'not this one at all' }]) {
    const { status, body } = await me.call('POST', path, { ...said, ...current });
    assert.deepEqual([status, body.validation_errors[0].field], [400, 'current_password']);
  }
  const right = await me.call('POST', path, { ...said, current_password: person.password });
  await setTo(own.stack, { second_factors: ['otp', 'email', 'webauthn'] });
  assert.equal(right.status, 201);
});

test('what the tenant does not take cannot be added, and what it takes is listed', async () => {
  const me = await own.signedIn();
  const { body } = await me.call('GET', '/factors');
  const types = body.factors.map(({ type }: { type: string }) => type);
  assert.deepEqual(types, ['webauthn-roaming', 'totp', 'email', 'password']);
  await setTo(own.stack, { second_factors: ['otp'] });
  assert.equal((await me.call('POST', PATH, { type: 'passkey' })).status, 409);
  await setTo(own.stack, { second_factors: ['otp', 'email', 'webauthn'] });
  assert.equal((await me.call('POST', PATH, { type: 'phone', phone_number: '+1' })).status, 400);
});
