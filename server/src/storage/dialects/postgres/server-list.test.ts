import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServers } from './server-list.ts';

const LISTS: readonly (readonly [url: string, servers: readonly (readonly [name: string, url: string])[]])[] =
  [
    // One server is asked by the URL as it is written.
    ['postgres://u:p@h/d', [['h:5432', 'postgres://u:p@h/d']]],
    ['postgres:///d', [['localhost:5432', 'postgres:///d']]],
    [
      'postgres://u@localhost:6000/d?host=/run/a',
      [['/run/a:6000', 'postgres://u@localhost:6000/d?host=/run/a']],
    ],
    [
      'postgres://u:p%40,@a:5432,b,[::1]:6543/d?sslmode=disable',
      [
        ['a:5432', 'postgres://u:p%40,@a:5432/d?sslmode=disable'],
        ['b:5432', 'postgres://u:p%40,@b/d?sslmode=disable'],
        ['[::1]:6543', 'postgres://u:p%40,@[::1]:6543/d?sslmode=disable'],
      ],
    ],
    [
      'postgres://u@x:6000/d?host=/run/a,/run/b',
      [
        ['/run/a:6000', 'postgres://u@localhost:6000/d?host=%2Frun%2Fa'],
        ['/run/b:6000', 'postgres://u@localhost:6000/d?host=%2Frun%2Fb'],
      ],
    ],
    [
      'postgres://u@x/d?host=a,b&port=1,2',
      [
        ['a:1', 'postgres://u@localhost:1/d?host=a'],
        ['b:2', 'postgres://u@localhost:2/d?host=b'],
      ],
    ],
    [
      'postgres://a,b/d?port=6000',
      [
        ['a:6000', 'postgres://a:6000/d?'],
        ['b:6000', 'postgres://b:6000/d?'],
      ],
    ],
  ];

for (const [url, servers] of LISTS) {
  test(`${url} names ${servers.map(([name]) => name).join(' and ')}`, () => {
    const list = readServers(url);
    assert.ok(list.ok, JSON.stringify(list));
    assert.deepEqual(
      list.value.servers.map((one) => [one.name, one.url]),
      servers,
    );
    assert.equal(list.value.wanted, 'read-write');
  });
}

test('what is wanted of a server is what the URL says', () => {
  for (const wanted of ['any', 'read-write', 'primary']) {
    const list = readServers(`postgres://a,b/d?target_session_attrs=${wanted}`);
    assert.equal(list.ok && list.value.wanted, wanted);
  }
});
