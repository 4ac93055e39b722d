import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostMistake, isLocalhost } from './host-name.ts';

const L63 = 'a'.repeat(63);

const NOWHERE: readonly (readonly [url: string, why: RegExp])[] = [
  ['https://xn--/', /not punycode/],
  ['https://xn--a.test/', /not punycode/],
  ['https://app.xn--0/', /not punycode/],
  ['https://xn--foo-.test/', /not punycode|hyphen/],
  [`https://a${L63}.test/`, /label.* longer than 63/],
  [`https://${'a'.repeat(300)}/`, /longer than 253/],
  [`https://${`${L63}.`.repeat(3)}${'a'.repeat(62)}/`, /longer than 253/],
  ['https://a..test/', /empty/],
  ['https://.test/', /empty/],
  ['https://app.test./', /empty/],
  ['https://-app.test/', /hyphen/],
  ['https://app-.test/', /hyphen/],
  ['https://app.-test/', /hyphen/],
  ['https://a!b.test/', /character/],
  ["https://a'b.test/", /character/],
  ['https://a,b.test/', /character/],
  ['https://app.test:0/', /port 0/],
  ['https://[::1]:0/', /port 0/],
  ['https://0.0.0.0/', /no one host/],
  ['https://0.1.2.3/', /no one host/],
  ['https://224.0.0.1/', /no one host/],
  ['https://255.255.255.255/', /no one host/],
  ['https://[::]/', /no one host/],
  ['https://[ff02::1]/', /no one host/],
];

for (const [url, why] of NOWHERE) {
  test(`${url.slice(0, 60)} has a host that can never be reached (RFC 1035 §2.3.4, RFC 5891 §4.4)`, () => {
    assert.match(hostMistake(new URL(url)) ?? '', why);
  });
}

const SOMEWHERE = [
  'https://app.acme.test/',
  'https://localhost/',
  'https://intranet:8443/',
  `https://${L63}.test/`,
  `https://${`${L63}.`.repeat(3)}${'a'.repeat(61)}/`,
  'https://xn--bcher-kva.test/',
  'https://xn--zca.xn--p1ai/',
  'https://r3---sn-4g5e.test/',
  'https://a_b.test/',
  'https://127.0.0.1/',
  'https://203.0.113.9:1/',
  'https://223.255.255.255/',
  'https://[2001:db8::1]/',
  'https://[::1]:65535/',
];

for (const url of SOMEWHERE) {
  test(`${url.slice(0, 60)} has a host that may exist`, () => {
    assert.equal(hostMistake(new URL(url)), undefined);
  });
}

test('localhost and what is below it are names of this machine alone (RFC 6761 §6.3)', () => {
  for (const name of ['localhost', 'acme.localhost', 'acme.us.localhost']) assert.ok(isLocalhost(name), name);
  for (const name of ['', '.', 'notlocalhost', 'localhost.test', 'localhost.', '127.0.0.1'])
    assert.ok(!isLocalhost(name), name);
});
