import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Arrived, isLoopbackDeveloper } from './loopback-developer.ts';

const AT_HOME: Arrived = {
  served: 'localhost',
  asked: 'acme.us.localhost:4000',
  peer: '127.0.0.1',
  headers: ['host', 'accept', 'accept-language', 'sec-fetch-site'],
};

const NOBODY: readonly (readonly [why: string, differences: Partial<Arrived>])[] = [
  ['a server that is served elsewhere', { served: 'auth.acme.test' }],
  ['a server of a name that only begins so', { served: 'localhost.acme.test' }],
  ['a host that is not this machine', { asked: 'acme.us.auth.test:4000' }],
  ['a tunnel that leaves its host and nothing else', { asked: 'quick-fox.tunnel.test' }],
  ['a host that only looks so', { asked: '127.0.0.1.nip.io' }],
  ['another machine of the network', { peer: '192.168.0.7' }],
  ['another machine by IPv6', { peer: 'fe80::1%eth0' }],
  ['an address of nobody', { peer: '' }],
  ['an IPv4 address in IPv6 clothes that is not this machine', { peer: '::ffff:192.168.0.7' }],
  ...[
    'X-Forwarded-For',
    'x-forwarded-host',
    'X-Forwarded-Proto',
    'Forwarded',
    'Via',
    'X-Real-IP',
    'CF-Connecting-IP',
    'True-Client-IP',
    'CDN-Loop',
    'X-Original-Host',
    'X-Envoy-External-Address',
    'ngrok-skip-browser-warning',
  ].map((name) => [`a request with ${name}`, { headers: ['host', name] }] as const),
];

for (const [why, differences] of NOBODY) {
  test(`${why} is no developer at this machine`, () => {
    assert.equal(isLoopbackDeveloper({ ...AT_HOME, ...differences }), false);
  });
}

const SOMEBODY: readonly Partial<Arrived>[] = [
  {},
  { peer: '::1' },
  { peer: '::ffff:127.0.0.1' },
  { peer: '127.8.0.1' },
  { asked: 'LOCALHOST' },
  { served: '127.0.0.1', asked: '127.0.0.1:4000' },
  { served: '[::1]', asked: '[::1]:4000' },
];

for (const differences of SOMEBODY) {
  test(`${JSON.stringify(differences)} is a developer at this machine`, () => {
    assert.equal(isLoopbackDeveloper({ ...AT_HOME, ...differences }), true);
  });
}
