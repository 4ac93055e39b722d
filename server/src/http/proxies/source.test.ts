import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNKNOWN_ADDRESS } from '../../protocol/host-name.ts';
import { type Source, sourceOf } from './source.ts';
import { trustedProxies } from './trusted-proxies.ts';

const PROXIES = ['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48'];

type Sent = Readonly<Record<string, string | readonly string[]>>;

type From = { readonly peer?: string; readonly header?: string; readonly trusted?: readonly string[] };

/** What is made of these headers from a proxy, unless said otherwise. */
function source(sent: Sent, { peer = '10.0.0.1', header, trusted = PROXIES }: From = {}): Source {
  const lines = Object.entries(sent).map(([name, value]) => [name, [value].flat()]);
  return sourceOf(
    { peer, headers: Object.fromEntries(lines) },
    { isTrusted: trustedProxies(trusted), header },
  );
}

const listed = (value: string | readonly string[], from?: From) =>
  source({ 'x-forwarded-for': value }, from).address;
const standard = (value: string | readonly string[], from?: From) =>
  source({ forwarded: value }, from).address;

describe('whom nobody trusts is believed nothing', () => {
  it('LG-09 where no proxy is configured, or another one', () => {
    for (const trusted of [[], PROXIES]) {
      for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip']) {
        const { address } = source({ [name]: 'for=1.2.3.4, 1.2.3.4' }, { peer: '203.0.113.5', trusted });
        assert.equal(address, '203.0.113.5', name);
      }
    }
    assert.equal(listed('1.2.3.4', { peer: '192.0.2.8' }), '192.0.2.8', 'a neighbour of a proxy');
    assert.equal(listed('1.2.3.4', { peer: 'unix' }), 'unix');
  });

  it('LG-09 and what a client writes before what its proxy does', () => {
    for (const written of [
      '1.2.3.4',
      'a',
      '',
      '"',
      '"[',
      ',',
      'for="1.2.3.4',
      '\\',
      '"\\',
      '10.0.0.9',
      'unknown',
    ]) {
      assert.equal(listed(`${written}, 203.0.113.5`), '203.0.113.5', written);
      assert.equal(listed([written, '203.0.113.5']), '203.0.113.5', written);
      for (const own of [
        'for=203.0.113.5',
        'for="203.0.113.5:80";proto=https',
        'by="[2001:db8::2]";for="203.0.113.5"',
      ]) {
        assert.equal(standard(`${written}, ${own}`), '203.0.113.5', `${written}, ${own}`);
        assert.equal(standard([written, own]), '203.0.113.5', `${written} | ${own}`);
      }
    }
  });

  it('LG-09 HH-05 and a header that is not the one the proxy sets', () => {
    const both = { 'x-forwarded-for': '203.0.113.5', forwarded: 'for=198.51.100.9' };
    assert.equal(source(both).address, '203.0.113.5');
    assert.equal(source(both, { header: 'x-forwarded-for' }).address, '203.0.113.5');
    assert.equal(source(both, { header: 'forwarded' }).address, '198.51.100.9');
    const cloud = { ...both, 'cf-connecting-ip': '192.0.2.99' };
    assert.equal(source(cloud, { header: 'cf-connecting-ip' }).address, '192.0.2.99');
    assert.equal(source({ x_forwarded_for: '1.2.3.4' }).address, '10.0.0.1');
  });
});

/** As proxies of the field spell the same client. */
const SPELLINGS: readonly (readonly [node: string, address: string])[] = [
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:50001', '203.0.113.7'],
  ['203.0.113.7:', '203.0.113.7'],
  ['203.0.113.7:_gazonk', '203.0.113.7'],
  ['"203.0.113.7"', '203.0.113.7'],
  ['"203.0.113.7:80"', '203.0.113.7'],
  ['[203.0.113.7]:80', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
  ['::FFFF:203.0.113.7:50001', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['"[2001:db8::1]:443"', '2001:db8::1'],
  ['"[2001:db8::1]"', '2001:db8::1'],
  ['2001:db8::1:50001', '2001:db8::1'],
  ['2001:db8:0:0:0:0:0:1:443', '2001:db8::1'],
  // As CloudFront-Viewer-Address has it.
  ['2001:0db8:85a3:0000:0000:8a2e:0370:7334:57850', '2001:db8:85a3::8a2e:370:7334'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
];

describe('every spelling of an address is that address', () => {
  for (const [node, address] of SPELLINGS) {
    it(`in X-Forwarded-For: ${node}`, () => {
      for (const value of [
        node,
        ` ${node}\t`,
        `, ${node}`,
        `${node}, ,`,
        `1.2.3.4,,${node},`,
        `a, ${node}, 10.0.0.2:81`,
      ])
        assert.equal(listed(value), address, value);
      assert.equal(listed(['1.2.3.4', node]), address);
      assert.equal(source({ 'x-real-ip': node }, { header: 'x-real-ip' }).address, address);
    });

    it(`in Forwarded: ${node} (RFC 7239 §4)`, () => {
      const quoted = node.startsWith('"') ? node : `"${node}"`;
      for (const value of [
        `for=${quoted}`,
        `FOR=${quoted};proto=https`,
        `proto=https; For = ${quoted} ;by="[2001:db8::2]:80";host="a,b;c\\"d"`,
        `for=1.2.3.4, for=${quoted}`,
        `, for=1.2.3.4,, for=${quoted},`,
        `for="x, for=${quoted}`,
        `for=${quoted}, for=10.0.0.2`,
        `for=${quoted.replace('.', '\\.')}`,
      ])
        assert.equal(standard(value), address, value);
    });
  }
});

describe('of several proxies', () => {
  it('takes the right-most hop that is none of ours', () => {
    assert.equal(listed('1.2.3.4, 203.0.113.5, 10.9.9.9, 192.0.2.7'), '203.0.113.5');
    assert.equal(listed('203.0.113.5', { peer: '::ffff:10.0.0.1' }), '203.0.113.5');
    assert.equal(listed('203.0.113.5', { peer: '2001:DB8:1:0::9' }), '203.0.113.5');
  });

  it('takes the farthest where all are ours: the client is one of them, and not the nearest proxy', () => {
    assert.equal(listed('10.0.0.2, 10.0.0.3'), '10.0.0.2');
    assert.equal(standard('for=10.0.0.2, for="10.0.0.3:80"'), '10.0.0.2');
  });

  it('takes the same of a list as long as a header may be', () => {
    const spoofed = Array.from({ length: 2_000 }, (_, index) => `10.0.${index % 250}.9`).join(', ');
    assert.equal(listed(`${spoofed}, 203.0.113.5, 10.0.0.2`), '203.0.113.5');
    assert.equal(listed([spoofed, spoofed, '203.0.113.5']), '203.0.113.5');
    assert.equal(standard(`${'for="1.2.3.4,'.repeat(2_000)}, for=203.0.113.5`), '203.0.113.5');
    assert.equal(standard(`for="${'\\'.repeat(20_000)}, for=203.0.113.5`), '203.0.113.5');
  });

  it('takes the proxy itself where it sends no header: it may be who asks', () => {
    assert.equal(source({}).address, '10.0.0.1');
  });
});

describe('a client that its proxy does not name is unknown: neither the proxy nor who stands to the left', () => {
  for (const node of [
    'a',
    'unknown',
    '_hidden',
    '_SEVKISEK:80',
    'unix:',
    '-',
    '(null)',
    '""',
    '"',
    '[]',
    '[::1',
    '::1]',
    '[1.2.3.4',
    '0177.0.0.1',
    '203.0.113.7:123456',
    '203.0.113.7:80:80',
    '203.0.113.7 203.0.113.8',
    'localhost',
    '1'.repeat(10_000),
    '"'.repeat(10_001),
    '\\'.repeat(10_000),
  ]) {
    it(node.slice(0, 30), () => {
      for (const value of [node, `1.2.3.4, ${node}`, `1.2.3.4, ${node}, 10.0.0.2`]) {
        const { address, remark } = source({ 'x-forwarded-for': value });
        assert.equal(address, UNKNOWN_ADDRESS, value);
        assert.equal(remark?.kind, 'not_readable');
      }
      assert.equal(standard(`for=1.2.3.4, for=${node}`), UNKNOWN_ADDRESS);
    });
  }

  it('nor is it anybody where there are no elements, or none of them says for whom', () => {
    for (const value of ['', ' ', ',', ' , ,']) assert.equal(listed(value), UNKNOWN_ADDRESS, value);
    for (const value of [
      'proto=https',
      'for',
      'for=1.2.3.4;for=1.2.3.5',
      'for=1.2.3.4, by=10.0.0.1',
      ';',
      '=',
    ])
      assert.equal(standard(value), UNKNOWN_ADDRESS, value);
  });

  it('but an empty list leaves the word to the other header', () => {
    assert.equal(source({ 'x-forwarded-for': ' ,', forwarded: 'for=203.0.113.5' }).address, '203.0.113.5');
  });
});

describe('an operator hears of', () => {
  const kindOf = (sent: Sent, from?: From) => source(sent, from).remark?.kind;
  const XFF = { 'x-forwarded-for': '203.0.113.5' };

  it('nothing where proxy and setting agree', () => {
    assert.equal(kindOf(XFF), undefined);
    assert.equal(kindOf({ forwarded: 'for=203.0.113.5' }, { header: 'forwarded' }), undefined);
    assert.equal(kindOf({}, { peer: '203.0.113.5' }), undefined);
    assert.equal(kindOf({ forwarded: 'x' }, { peer: '203.0.113.5', header: 'x-forwarded-for' }), undefined);
  });

  it('a peer that is not trusted, a proxy that names nobody, and a header that nobody chose', () => {
    assert.equal(kindOf(XFF, { peer: '203.0.113.5' }), 'not_trusted');
    assert.equal(kindOf({ forwarded: 'for=1.2.3.4' }, { trusted: [] }), 'not_trusted');
    assert.equal(kindOf({}), 'not_named');
    assert.equal(kindOf(XFF, { header: 'x-real-ip' }), 'not_named');
    assert.equal(kindOf({ forwarded: 'for=203.0.113.5' }), 'not_chosen');
    assert.equal(kindOf({ ...XFF, forwarded: 'for=203.0.113.5' }), 'not_chosen');
  });
});

describe('the list of proxies', () => {
  it('knows words for ranges', () => {
    const isTrusted = trustedProxies(['loopback', 'private', 'linklocal']);
    for (const address of [
      '127.0.0.9',
      '::1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.0.1',
      'fd00::1',
      '169.254.1.1',
      'fe80::1',
    ])
      assert.ok(isTrusted(address), address);
    for (const address of ['128.0.0.1', '172.32.0.1', '192.169.0.1', '2001:db8::1', '::2', '', 'unix'])
      assert.equal(isTrusted(address), false, address);
  });

  it('takes IPv4 in IPv6 clothes for IPv4, with a prefix or without, and ranges that overlap', () => {
    const isTrusted = trustedProxies([
      '::ffff:192.0.2.7',
      '::ffff:198.51.100.0/120',
      '10.0.0.0/8',
      '10.1.0.0/16',
    ]);
    for (const address of ['192.0.2.7', '198.51.100.200', '10.1.0.1']) assert.ok(isTrusted(address), address);
    for (const address of ['192.0.2.8', '198.51.101.1']) assert.equal(isTrusted(address), false, address);
  });

  it('may be everybody', () => {
    assert.ok(trustedProxies(['0.0.0.0/0'])('203.0.113.5'));
    assert.ok(trustedProxies(['::/0'])('2001:db8::1'));
  });
});
