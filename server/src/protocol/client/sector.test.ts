import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sectorOf } from './sector.ts';

test('sector: the one host of the callbacks, or the host of the document that lists them (OIDC Core §8.1)', () => {
  const one = ['https://a.test/cb', 'https://a.test/other'];
  assert.equal(sectorOf({ redirect_uris: one }), 'a.test');
  const two = ['https://a.test/cb', 'https://b.test/cb'];
  assert.equal(sectorOf({ redirect_uris: two, sector_identifier_uri: 'https://c.test/uris' }), 'c.test');
});

test('sector: of callbacks on several hosts, or none, there is none', () => {
  assert.equal(sectorOf({ redirect_uris: ['https://a.test/', 'https://b.test/'] }), undefined);
  assert.equal(sectorOf({ redirect_uris: [] }), undefined);
});

test('sector: a callback of a private-use scheme is of that scheme, whatever host it names', () => {
  assert.equal(sectorOf({ redirect_uris: ['com.evil.app://bank.test/cb'] }), 'com.evil.app:');
  assert.equal(sectorOf({ redirect_uris: ['com.a.app:/cb', 'com.a.app:/other'] }), 'com.a.app:');
  assert.equal(sectorOf({ redirect_uris: ['com.a.app:/cb', 'com.b.app:/cb'] }), undefined);
  assert.equal(sectorOf({ redirect_uris: ['http://localhost:3000/cb'] }), 'localhost:3000');
});
