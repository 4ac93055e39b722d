import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  parametersOf,
  settingsWith,
} from '../../../test/authorization/authorization-requests.ts';
import { returnAddress } from './logout.ts';

const SETTINGS = settingsWith({ allowed_logout_urls: ['https://tenant.test/bye'] });
const REGISTERED = 'https://app.acme.test/bye';

function returnTo(address: string) {
  const parameters = parametersOf(`client_id=spa1&returnTo=${encodeURIComponent(address)}`);
  return returnAddress(parameters, clientWith(), SETTINGS);
}

const REFUSED: readonly (readonly [id: string, why: string, address: string])[] = [
  ['LO-01', 'an address that was never registered', 'https://evil.test/'],
  ['LO-01', 'an address of the tenant, which this client did not register', 'https://tenant.test/bye'],
  ['LO-02', 'user information before another host', 'https://app.acme.test@evil.test/bye'],
  ['LO-02', 'user information on the right host', 'https://user:pw@app.acme.test/bye'],
  ['LO-02', 'a backslash', 'https://app.acme.test\\@evil.test/bye'],
  ['LO-02', 'backslashes for slashes', 'https:\\\\app.acme.test\\bye'],
  ['LO-02', 'upper case', 'HTTPS://APP.ACME.TEST/bye'],
  ['LO-02', 'the default port', 'https://app.acme.test:443/bye'],
  ['LO-02', 'a dot segment', 'https://app.acme.test/./bye'],
  ['LO-02', 'a path that goes on', 'https://app.acme.test/bye/x'],
  ['LO-02', 'a host that goes on', 'https://app.acme.test.evil.test/bye'],
  ['LO-02', 'an added query', 'https://app.acme.test/bye?x=1'],
  ['LO-02', 'an added fragment', 'https://app.acme.test/bye#x'],
  ['LO-02', 'a line break', 'https://app.acme.test/bye\r\nSet-Cookie:a=b'],
  ['LO-02', 'a space at the end', 'https://app.acme.test/bye '],
  ['LO-02', 'the scheme javascript', 'javascript:alert(1)'],
  ['LO-02', 'the scheme data', 'data:text/html,x'],
  ['LO-02', 'http for https', 'http://app.acme.test/bye'],
  ['LO-03', 'no scheme', '//evil.test'],
  ['LO-03', 'a slash and a backslash', '/\\evil.test'],
  ['LO-03', 'a tab inside the slashes', '/\t/evil.test'],
  ['LO-03', 'a scheme without slashes', 'https:evil.test'],
  ['LO-03', 'a backslash alone', '\\evil.test'],
  ['LO-03', 'a query and an @', '?@evil.test'],
  ['LO-03', 'dot segments before a host', '/..//evil.test'],
];

for (const [id, why, address] of REFUSED) {
  test(`${id} logout: returnTo with ${why} is refused (RFC 9700 §4.11)`, () => {
    const result = returnTo(address);
    assert.equal(!result.ok && result.error.error, 'invalid_request');
  });
}

test('LO-01 logout: the refusal quotes the address in our log only, and not more than 300 characters', () => {
  const result = returnTo(`https://evil.test/${'x'.repeat(1_000)}`);
  assert.ok(!result.ok);
  assert.equal(result.error.error_description.includes('evil'), false);
  assert.equal(result.error.detail?.length, 300);
  const secret = returnTo('https://evil.test/?token=secret');
  assert.ok(!secret.ok);
  assert.equal(secret.error.detail?.includes('secret'), false);
});

const UNREADABLE: readonly (readonly [why: string, query: string])[] = [
  ['returnTo twice', `returnTo=${REGISTERED}&returnTo=${REGISTERED}`],
  ['returnTo that is not UTF-8', 'returnTo=%ff'],
  ['client_id twice', 'client_id=spa1&client_id=spa1'],
  ['client_id that is not UTF-8', 'client_id=%ff'],
];

for (const [why, query] of UNREADABLE) {
  test(`LO-06 logout: ${why} is refused (RFC 6749 §3.1)`, () => {
    const result = returnAddress(parametersOf(query), clientWith(), SETTINGS);
    assert.equal(!result.ok && result.error.error, 'invalid_request');
  });
}

test('LO-06 logout: an unknown client is refused although the address is the tenant’s', () => {
  const parameters = parametersOf('client_id=nobody&returnTo=https%3A%2F%2Ftenant.test%2Fbye');
  const result = returnAddress(parameters, undefined, SETTINGS);
  assert.equal(!result.ok && result.error.error_description, 'client_id is unknown');
});

test('LO-01 logout: without a client the addresses of clients do not count', () => {
  const parameters = parametersOf(`returnTo=${encodeURIComponent(REGISTERED)}`);
  assert.equal(returnAddress(parameters, undefined, SETTINGS).ok, false);
});

test('logout: names of parameters are exact, so returnto is no address', () => {
  const parameters = parametersOf('returnto=https%3A%2F%2Fevil.test');
  assert.deepEqual(returnAddress(parameters, undefined, SETTINGS), { ok: true, value: undefined });
});

test('LO-01 logout: an address the client registered is gone to, byte for byte', () => {
  assert.deepEqual(returnTo(REGISTERED), { ok: true, value: REGISTERED });
});

test('logout: without a client the addresses of the tenant count', () => {
  const parameters = parametersOf('returnTo=https%3A%2F%2Ftenant.test%2Fbye');
  assert.deepEqual(returnAddress(parameters, undefined, SETTINGS), {
    ok: true,
    value: 'https://tenant.test/bye',
  });
});

test('logout: a client and no returnTo goes to the first address registered, if there is one', () => {
  const parameters = parametersOf('client_id=spa1');
  assert.deepEqual(returnAddress(parameters, clientWith(), SETTINGS), { ok: true, value: REGISTERED });
  const none = clientWith({ allowed_logout_urls: [] });
  assert.deepEqual(returnAddress(parameters, none, SETTINGS), { ok: true, value: undefined });
});
