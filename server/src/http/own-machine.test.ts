import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAtOwnMachine } from './own-machine.ts';

const VISIT = { baseUrl: 'http://localhost:4000', host: 'localhost:4000', address: '127.0.0.1', headers: {} };

function isThere(
  differences: Partial<typeof VISIT & { headers: Readonly<Record<string, string>> }> = {},
): boolean {
  const { baseUrl, headers, ...visit } = { ...VISIT, ...differences };
  return isAtOwnMachine({ ...visit, baseUrl: new URL(baseUrl), headers: new Headers(headers) });
}

test('who comes by the network is not at the machine', () => {
  for (const address of [
    '192.168.1.2',
    '10.0.0.1',
    '128.0.0.1',
    '126.255.255.255',
    'fe80::1',
    '::2',
    '',
    'unknown',
  ])
    assert.equal(isThere({ address }), false, address);
});

test('a server for others is at nobody’s own machine', () => {
  for (const baseUrl of ['https://auth.test', 'http://localhost.test:4000', 'http://notlocalhost'])
    assert.equal(isThere({ baseUrl }), false, baseUrl);
});

test('behind a tunnel or a proxy may be anybody', () => {
  for (const name of [
    'forwarded',
    'via',
    'cdn-loop',
    'X-Forwarded-For',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-real-ip',
    'x-original-host',
    'x-envoy-external-address',
    'cf-connecting-ip',
    'true-client-ip',
    'ngrok-skip-browser-warning',
  ])
    assert.equal(isThere({ headers: { [name]: '' } }), false, name);
});

test('a name that others can have lead to this machine is not believed (DNS rebinding)', () => {
  for (const host of [
    'evil.test',
    'evil.test:4000',
    'localhost.evil.test',
    'notlocalhost',
    '128.0.0.1',
    '127.0.0.1.evil.test',
    '[::2]',
    '',
    'localhost:4000, localhost:4000',
    'localhost@evil.test',
    '\u212alocalhost',
  ])
    assert.equal(isThere({ host }), false, host);
});

test('who sits at the machine is there, by whatever name or address of it', () => {
  for (const host of [
    'localhost',
    'LOCALHOST:4000',
    'localhost.:4000',
    'clinic.us.localhost:4000',
    '127.0.0.1:4000',
    '127.0.0.2',
    '[::1]:4000',
    '[::1]',
  ])
    assert.equal(isThere({ host }), true, host);
  for (const address of ['127.0.0.1', '127.255.255.254', '::1'])
    assert.equal(isThere({ address }), true, address);
  assert.equal(isThere({ baseUrl: 'http://auth.localhost:4000' }), true);
});
