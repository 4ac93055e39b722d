import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherHost, readAddress } from './address.ts';

const CASES: readonly (readonly [
  address: string,
  host: string | undefined,
  query: string,
  codes: readonly string[],
])[] = [
  ['https://a.test/authorize?x=1', 'a.test', 'x=1', []],
  ['https://a.test/authorize?x=1#y', 'a.test', 'x=1', ['fragment_sent']],
  ['HTTPS://a.test:44/oauth2/authorize?x=?', 'a.test:44', 'x=?', ['endpoint_other']],
  ['https://a.test', 'a.test', '', []],
  ['https://a.test/authorize', 'a.test', '', []],
  ['?x=1', undefined, 'x=1', []],
  ['x=https://a.test/', undefined, 'x=https://a.test/', []],
  ['', undefined, '', []],
  ['/authorize?x=1', undefined, 'x=1', []],
  ['authorize?x=1', undefined, 'x=1', []],
  ['/oauth2/authorize?x=1', undefined, 'x=1', ['endpoint_other']],
  ['  https://a.test/authorize?x=1\n', 'a.test', 'x=1', []],
  ['https://a.test/authorize?x=a b&y=1', 'a.test', 'x=a b&y=1', []],
  ['"https://a.test/authorize?x=1"', 'a.test', 'x=1', []],
  ["curl -i 'https://a.test/authorize?x=1' -H a", 'a.test', 'x=1', []],
  ['<a href="https://a.test/authorize?x=1&amp;y=2">', 'a.test', 'x=1&amp;y=2', []],
  ['GET /authorize?x=1 HTTP/1.1', undefined, 'x=1', []],
];

for (const [address, host, query, codes] of CASES) {
  test(`of ${address} the host is ${host} and the query ${query}`, () => {
    const read = readAddress(address);
    assert.deepEqual([read.host, read.query, read.findings.map(({ code }) => code)], [host, query, codes]);
    assert.equal(read.text.slice(read.from), query);
  });
}

test('another host than the tenant’s is named beside the issuer', () => {
  const { code, sentence } = otherHost('b.test', 'https://a.test/');
  assert.deepEqual(
    [code, sentence],
    ['issuer_other', 'the host b.test is not that of this tenant: ask at https://a.test/'],
  );
});
