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
