import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  parametersOf,
  settingsWith,
} from '../../../test/authorization/authorization-requests.ts';
import type { Client } from '../../resources/client/client.ts';
import { logoutTarget } from '../session/end-session.ts';
import { returnAddress } from '../session/logout.ts';
import { logoutAddressOfAnother, unregisteredLogoutAddress } from './diagnose-logout.ts';
import type { Diagnosis } from './diagnosis.ts';

const PAGE = 'http://localhost:5173';
const SETTINGS = settingsWith({ allowed_logout_urls: ['https://tenant.test/bye'] });

function diagnosed(sent: string, client?: Partial<Client>): Diagnosis {
  const asked = { where: 'returnTo', sent } as const;
  const registrant = client && clientWith({ allowed_logout_urls: [PAGE], ...client });
  return unregisteredLogoutAddress(asked, registrant, SETTINGS);
}

/** After `returnTo differs at character `. */
const DIFFERENCES: readonly (readonly [sent: string, said: string])[] = [
  [`${PAGE}/`, '22: trailing slash'],
  ['http://127.0.0.1:5173', '8: host 127.0.0.1 instead of localhost'],
  ['http://localhost:3000', '18: port 3000 instead of 5173'],
  [`${PAGE}/bye`, '22: path /bye instead of none'],
];

for (const [sent, said] of DIFFERENCES) {
  test(`${sent} differs at character ${said}, and one line of the client would allow it`, () => {
    const { code, where, sentence, fix } = diagnosed(sent, {});
    assert.deepEqual([code, where], ['logout_address_unregistered', 'returnTo']);
    assert.equal(sentence, `returnTo differs at character ${said}`);
    const joining = { field: 'allowed_logout_urls', add: sent, beside: [PAGE] };
    assert.deepEqual(fix, { kind: 'client', key: 'spa1', ...joining });
  });
}

test('the port of a native client does not vary here: nothing is looked at but the bytes', () => {
  const native = { app_type: 'native', allowed_logout_urls: ['http://127.0.0.1/bye'] } as const;
  assert.match(diagnosed('http://127.0.0.1:99/bye', native).sentence, /17: port 99 instead of none$/);
});

test('without a client it is a setting of the tenant', () => {
  const { sentence, registered, fix } = diagnosed('https://tenant.test/bye/');
  assert.equal(sentence, 'returnTo differs at character 24: trailing slash');
  assert.deepEqual(registered, SETTINGS.allowed_logout_urls);
  const joining = { add: 'https://tenant.test/bye/', beside: SETTINGS.allowed_logout_urls };
  assert.deepEqual(fix, { kind: 'settings', field: 'allowed_logout_urls', ...joining });
});

test('where nothing is registered that is what is said', () => {
  const { sentence, registered } = diagnosed(PAGE, { allowed_logout_urls: [] });
  assert.equal(sentence, 'the address to go to after a logout is not registered');
  assert.deepEqual(registered, []);
});

for (const sent of ['http://app.example/', 'com.example.app:/bye', `${PAGE}#x`, ' ', 'localhost:5173']) {
  test(`${JSON.stringify(sent)} is proposed for registration to nobody`, () => {
    assert.deepEqual([diagnosed(sent, {}).fix, diagnosed(sent).fix], [undefined, undefined]);
  });
}

test('one that another client has: client_id is to blame', () => {
  const unregistered = diagnosed(`${PAGE}/`);
  const { code, where, sentence, sent, fix } = logoutAddressOfAnother(unregistered, { client_id: 'spa2' });
  assert.deepEqual([code, where], ['logout_address_of_another_client', 'client_id']);
  assert.match(sentence, /^returnTo is registered for the client spa2 of this tenant/);
  assert.deepEqual([sent, fix], [`${PAGE}/`, unregistered.fix]);
});

test('every refusal of an address carries its reason, and the secret half of the address is in no sentence', () => {
  const asked = `${encodeURIComponent(`${PAGE}/bye?token=SECRET`)}`;
  const auth0 = returnAddress(parametersOf(`client_id=spa1&returnTo=${asked}`), clientWith(), SETTINGS);
  const openid = logoutTarget(parametersOf(`post_logout_redirect_uri=${asked}`), clientWith());
  const bare = logoutTarget(parametersOf(`post_logout_redirect_uri=${asked}`), undefined);
  const nobody = returnAddress(parametersOf('client_id=nobody'), undefined, SETTINGS);
  const told = [auth0, openid, bare, nobody].map((result) =>
    result.ok ? undefined : result.error.diagnosis,
  );
  assert.deepEqual(
    told.map((one) => [one?.code, one?.where]),
    [
      ['logout_address_unregistered', 'returnTo'],
      ['logout_address_unregistered', 'post_logout_redirect_uri'],
      ['logout_client_missing', 'client_id'],
      ['client_id_unknown', 'client_id'],
    ],
  );
  for (const one of told) assert.doesNotMatch(one?.sentence ?? '', /SECRET/);
});
