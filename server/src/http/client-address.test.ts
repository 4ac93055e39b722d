import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNKNOWN_ADDRESS } from '../protocol/host-name.ts';
import { addressBucket, canonicalAddress } from './client-address.ts';

describe('canonicalAddress', () => {
  for (const [written, address] of [
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:102:304', '1.2.3.4'],
    ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
  ] as const) {
    it(`LG-10 writes ${written} as ${address}`, () => {
      assert.equal(canonicalAddress(written), address);
    });
  }

  for (const written of ['', 'unix', '0177.0.0.1', '1.2.3', '1.2.3.4%eth0', '203.0.113.7:80', '[::1]', '1'])
    it(`LG-09 takes ${JSON.stringify(written)} for no address`, () => {
      assert.equal(canonicalAddress(written), undefined);
    });
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

  it('counts sockets without an address together', () => {
    assert.equal(addressBucket('unix'), addressBucket(''));
    assert.notEqual(addressBucket(''), undefined);
  });

  it('counts nobody by an address that a proxy does not say', () => {
    assert.equal(addressBucket(UNKNOWN_ADDRESS), undefined);
  });

  it('finds the network where the zeros come first', () => {
    assert.equal(addressBucket('::1'), '0:0:0:0::/64');
  });
});
