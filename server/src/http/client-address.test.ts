import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressBucket, clientAddress } from './client-address.ts';

const PROXIES = ['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48'];

describe('clientAddress', () => {
  it('LG-09 believes no header where no proxy is configured', () => {
    assert.equal(
      clientAddress({ peer: '203.0.113.5', forwardedFor: '1.2.3.4', trustProxy: [] }),
      '203.0.113.5',
    );
  });

  const cases: readonly (readonly [
    what: string,
    peer: string,
    forwardedFor: string | undefined,
    address: string,
  ])[] = [
    ['believes no header of a peer that is no proxy', '203.0.113.5', '1.2.3.4', '203.0.113.5'],
    ['believes no header of a neighbour of a proxy', '192.0.2.8', '1.2.3.4', '192.0.2.8'],
    [
      'takes the right-most hop, not what the client wrote',
      '10.0.0.1',
      '1.2.3.4, 203.0.113.5',
      '203.0.113.5',
    ],
    [
      'passes over the hops that are proxies',
      '10.0.0.1',
      '1.2.3.4, 203.0.113.5, 10.9.9.9, 192.0.2.7',
      '203.0.113.5',
    ],
    ['falls back to the peer for a hop that is no address', '10.0.0.1', '1.2.3.4, a', '10.0.0.1'],
    ['does not look beyond a hop that is no address', '10.0.0.1', '1.2.3.4, a, 10.0.0.2', '10.0.0.1'],
    ['falls back to the peer for an empty header', '10.0.0.1', '', '10.0.0.1'],
    ['falls back to the peer for an octal address', '10.0.0.1', '0177.0.0.1', '10.0.0.1'],
    ['falls back to the peer for a port', '10.0.0.1', '203.0.113.5:80', '10.0.0.1'],
    ['falls back to the peer where all hops are proxies', '10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.1'],
    ['falls back to the peer without a header', '10.0.0.1', undefined, '10.0.0.1'],
    ['knows a proxy in IPv6 clothes', '::ffff:10.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['knows a proxy by an IPv6 network', '2001:DB8:1:0::9', '203.0.113.5', '203.0.113.5'],
    ['gives back a peer that is no address', 'unix', '203.0.113.5', 'unix'],
  ];
  for (const [what, peer, forwardedFor, address] of cases) {
    it(`LG-09 ${what}`, () => {
      assert.equal(clientAddress({ peer, forwardedFor, trustProxy: PROXIES }), address);
    });
  }

  for (const [peer, address] of [
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:102:304', '1.2.3.4'],
    ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
  ] as const) {
    it(`LG-10 writes ${peer} as ${address}`, () => {
      assert.equal(clientAddress({ peer, forwardedFor: undefined, trustProxy: [] }), address);
    });
  }
});

describe('addressBucket', () => {
  it('LG-10 has one bucket for all addresses of a /64, in every spelling', () => {
    const spellings = ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:0:0:0:5'];
    assert.deepEqual(new Set(spellings.map(addressBucket)), new Set(['2001:db8:1:2::/64']));
  });

  it('LG-10 has another bucket for the next /64', () => {
    assert.notEqual(addressBucket('2001:db8:1:2::1'), addressBucket('2001:db8:1:3::1'));
  });

  it('LG-10 has one bucket for an IPv4 address and the same in IPv6 clothes', () => {
    assert.equal(addressBucket('::ffff:1.2.3.4'), '1.2.3.4');
    assert.equal(addressBucket('1.2.3.4'), '1.2.3.4');
  });

  it('counts what is no address together', () => {
    assert.equal(addressBucket('unix'), addressBucket(''));
  });

  it('finds the network where the zeros come first', () => {
    assert.equal(addressBucket('::1'), '0:0:0:0::/64');
  });
});
