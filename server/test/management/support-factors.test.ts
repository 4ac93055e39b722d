/**
 * Second factors of people at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { encodeBase32, RFC4648 } from '../../src/protocol/end-user/base32.ts';
import { atMfa, codeOf, newPerson, type Person, setTo, verify, withApp } from '../factors/second-factors.ts';
import { codeFlow } from '../tokens/code-flow.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
  await setTo(api.stack, { second_factor: 'when_enrolled', second_factors: ['otp', 'email', 'webauthn'] });
  await codeFlow(api.stack);
});
after(() => api.stack.close());

const pathOf = ({ sub }: Person, rest: string) => `/users/${encodeURIComponent(sub)}${rest}`;

const methods = async (person: Person) =>
  (await api.call('GET', pathOf(person, '/authentication-methods'))).body;

const KEY = Buffer.from('a key of twenty byte');
const TOTP = { type: 'totp', name: 'Phone', totp_secret: encodeBase32(KEY, RFC4648) };
const PUBLIC_KEY = Buffer.alloc(77, 1).toString('base64');

test('MG-03 factors of another tenant are as unknown as those of nobody', async () => {
  const { person } = await withApp(api.stack);
  const [{ id }] = await methods(person);
  for (const [method, path, status] of [
    ['GET', pathOf(person, '/authentication-methods'), 404],
    ['DELETE', pathOf(person, '/authentication-methods'), 404],
    ['GET', pathOf(person, `/authentication-methods/${id}`), 404],
    ['DELETE', pathOf(person, '/authenticators'), 404],
    ['GET', pathOf(person, '/enrollments'), 404],
    ['DELETE', pathOf(person, '/multifactor/google-authenticator'), 404],
    ['POST', pathOf(person, '/multifactor/actions/invalidate-remember-browser'), 404],
    ['POST', pathOf(person, '/recovery-code-regeneration'), 404],
    ['GET', `/guardian/enrollments/${encodeURIComponent(id)}`, 404],
    ['DELETE', `/guardian/enrollments/${encodeURIComponent(id)}`, 204],
  ] as const)
    assert.equal((await api.call(method, path, undefined, { tenant: 'globex' })).status, status, path);
  assert.equal((await methods(person)).length, 1);
});

test('MG-03 a factor of somebody else is none of this person’s', async () => {
  const { person } = await withApp(api.stack);
  const other = await newPerson(api.stack);
  const [{ id }] = await methods(person);
  const path = pathOf(other, `/authentication-methods/${encodeURIComponent(id)}`);
  assert.equal((await api.call('GET', path)).status, 404);
  assert.equal((await api.call('PATCH', path, { name: 'Mine' })).status, 404);
  assert.equal((await api.call('DELETE', path)).status, 204);
  assert.deepEqual((await methods(person))[0].id, id);
});

test('a factor that nobody could use is refused with its place, and nothing is stored', async () => {
  const person = await newPerson(api.stack);
  const webauthn = { type: 'passkey', key_id: 'A'.repeat(22), public_key: PUBLIC_KEY };
  for (const body of [
    {},
    { type: 'phone', phone_number: '+15550100' },
    { type: 'totp' },
    { ...TOTP, totp_secret: 'MZXW6' },
    { ...TOTP, totp_secret: '01890189018901890189018901890189' },
    { type: 'email', email: 'somebody@else.test' },
    { ...webauthn, key_id: 'not base64url!' },
    { ...webauthn, public_key: 'AAAA' },
    { ...webauthn, relying_party_identifier: 'evil.test' },
    { ...TOTP, secret: 'x' },
  ])
    assert.equal(
      (await api.call('POST', pathOf(person, '/authentication-methods'), body)).status,
      400,
      JSON.stringify(body),
    );
  for (const body of [{}, 'x', [TOTP, { type: 'totp' }], [{ type: 'email' }, { type: 'email' }], '[],"x":1'])
    assert.equal((await api.call('PUT', pathOf(person, '/authentication-methods'), body)).status, 400);
  assert.deepEqual(await methods(person), []);
});

test('MG-07 an app whose key is brought signs in, and its key is never answered', async () => {
  const person = await newPerson(api.stack);
  const made = await api.call('POST', pathOf(person, '/authentication-methods'), TOTP);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { browser, page } = await atMfa(api.stack, person);
  const answer = await verify(browser, page, { code: codeOf({ key: KEY }, api.stack) });
  assert.match(answer.location, /access_token=/);
  const email = await api.call('POST', pathOf(person, '/authentication-methods'), { type: 'email' });
  assert.equal(email.body.email, person.username);
  assert.equal(
    (await api.call('POST', pathOf(person, '/authentication-methods'), { type: 'email' })).status,
    409,
  );
  const key = { type: 'webauthn-roaming', key_id: 'B'.repeat(22), public_key: PUBLIC_KEY };
  assert.equal((await api.call('POST', pathOf(person, '/authentication-methods'), key)).status, 201);
  const id = encodeURIComponent(made.body.id);
  const answers = [
    made.body,
    await methods(person),
    (await api.call('GET', pathOf(person, `/authentication-methods/${id}`))).body,
    (await api.call('GET', pathOf(person, '/enrollments'))).body,
    (await api.call('GET', `/guardian/enrollments/${id}`)).body,
    await api.stack.storage.tenant('t-acme').audit.list(50),
    api.stack.logged(),
  ].map((one) => JSON.stringify(one));
  for (const secret of [TOTP.totp_secret, KEY.toString('base64url'), PUBLIC_KEY, 'sealed', 'public_key'])
    for (const answered of answers) assert.ok(!answered.includes(secret), secret);
  const { body: renamed } = await api.call('PATCH', pathOf(person, `/authentication-methods/${id}`), {
    name: 'Tablet',
  });
  assert.equal(renamed.name, 'Tablet');
  const { body: listed } = await api.call(
    'GET',
    pathOf(person, '/authentication-methods?include_totals=true&per_page=2'),
  );
  assert.deepEqual([listed.total, listed.authenticators.length], [3, 2]);
});

test('factors are put in the place of all there are, and whoever proved something before is out', async () => {
  const { person } = await withApp(api.stack);
  const records = api.stack.storage.tenant('t-acme');
  const before = await records.users.find(person.sub);
  const { status, body } = await api.call('PUT', pathOf(person, '/authentication-methods'), [TOTP]);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(
    body.map(({ name }: { name: string }) => name),
    ['Phone'],
  );
  assert.equal((await records.users.find(person.sub))?.epoch, (before?.epoch ?? 0) + 1);
  assert.deepEqual((await records.sessions.list(person.sub)).length, 0);
  assert.equal(await records.authenticators.countRecoveryCodes(person.sub), 0);
});

for (const [name, method, path] of [
  ['authentication-methods', 'DELETE', '/authentication-methods'],
  ['authenticators', 'DELETE', '/authenticators'],
  ['the provider', 'DELETE', '/multifactor/google-authenticator'],
] as const)
  test(`${name}: the app goes with its recovery codes, the epoch grows, and sessions end`, async () => {
    const { person } = await withApp(api.stack);
    const records = api.stack.storage.tenant('t-acme');
    const before = await records.users.find(person.sub);
    assert.equal((await api.call('DELETE', pathOf(person, '/multifactor/duo'))).status, 204);
    assert.equal((await api.call('DELETE', pathOf(person, '/multifactor/phone'))).status, 400);
    assert.equal((await api.call(method, pathOf(person, path))).status, 204);
    assert.deepEqual(await methods(person), []);
    const now = await records.users.find(person.sub);
    assert.deepEqual([now?.epoch, now?.has_second_factor], [(before?.epoch ?? 0) + 1, undefined]);
    assert.equal(await records.authenticators.countRecoveryCodes(person.sub), 0);
    assert.equal((await records.sessions.list(person.sub)).length, 0);
  });

test('MG-07 new recovery codes are told once, the old ones end, and nobody without a factor gets any', async () => {
  const { person, codes } = await withApp(api.stack);
  const { status, body } = await api.call('POST', pathOf(person, '/recovery-code-regeneration'));
  assert.equal(status, 200);
  assert.equal(body.recovery_codes.length, 10);
  assert.equal(body.recovery_code, body.recovery_codes[0]);
  assert.ok(!body.recovery_codes.includes(codes[0]));
  assert.ok(!api.stack.logged().includes(body.recovery_code));
  const none = await newPerson(api.stack);
  assert.equal((await api.call('POST', pathOf(none, '/recovery-code-regeneration'))).status, 404);
});

test('remembered browsers are asked again', async () => {
  const person = await newPerson(api.stack);
  const { authenticators } = api.stack.storage.tenant('t-acme');
  const device = { sub: person.sub, epoch: 0, token_hash: 'd', expires_at: 4_000_000_000 };
  await authenticators.rememberDevice(device);
  const path = pathOf(person, '/multifactor/actions/invalidate-remember-browser');
  assert.equal((await api.call('POST', path)).status, 204);
  assert.equal(await authenticators.isRememberedDevice(person.sub, 'd'), false);
});

test('the link of an enrolment leads to the page where its user enrols, signed in; what cannot be done is refused', async () => {
  const { sub: user_id } = await newPerson(api.stack);
  const path = '/guardian/enrollments/ticket';
  for (const body of [
    { user_id, send_mail: true },
    { user_id, allow_multiple_enrollments: false },
    { user_id, factor: 'phone' },
    {},
  ])
    assert.equal((await api.call('POST', path, body)).status, 400, JSON.stringify(body));
  assert.equal((await api.call('POST', path, { user_id: 'auth0|nobody' })).status, 404);
  const { body } = await api.call('POST', path, { user_id, factor: 'otp', send_mail: false });
  assert.deepEqual(body, { ticket_url: `${api.stack.issuer('acme')}account/factors` });
});
