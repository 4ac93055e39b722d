/**
 * Each word of a policy on either side of its edge, and what is no condition.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { required, type Shape } from '../../resources/field.ts';
import { boolean, list, metadata, oneOf, record, text, uri, whole } from '../../resources/shape.ts';
import { readCondition, WORDS } from './condition.ts';

const names = oneOf(['code', 'token']);
const scopes = list(record({ value: required(text(), { sentence: '' }) }), { max: 10 });

type Case = readonly [shape: Shape, said: unknown, met: readonly unknown[], not: readonly unknown[]];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  is: [
    [boolean, true, [true], [false, undefined]],
    [names, { is: 'code' }, ['code'], ['token', undefined]],
    [list(names, { max: 5 }), ['code', 'token'], [['token', 'code']], [['code'], [], undefined]],
  ],
  one_of: [[whole(0, 9), { one_of: [1, 2] }, [1, 2], [3, undefined]]],
  not: [[names, { not: 'code' }, ['token', undefined], ['code']]],
  any_of: [
    [
      uri,
      { any_of: [{ hosts: ['a.example'], schemes: ['https'] }, { schemes: ['com.example'] }] },
      ['https://a.example/cb', 'com.example:/cb'],
      ['http://a.example/cb', 'https://b.example/cb', undefined],
    ],
  ],
  absent: [
    [text(), null, [undefined], ['']],
    [text(), { absent: false }, ['a'], [undefined]],
  ],
  matches: [
    [text(), { matches: 'admin:*' }, ['admin:', 'admin:x'], ['xadmin:', 'admin', undefined]],
    [text(), { matches: 'a*b*a' }, ['aba', 'axxbxxa'], ['ab', 'aa', 'xaba']],
    [text(), { matches: 'aa*aa' }, ['aaaa', 'aaxaa'], ['aaa']],
    [text(), { matches: '.*' }, ['.x'], ['x']],
  ],
  hosts: [
    [
      uri,
      { hosts: ['*.example.com', 'localhost'] },
      [
        'https://a.example.com/cb',
        'https://a.b.example.com',
        'http://localhost:3000/x',
        'https://A.EXAMPLE.com/',
      ],
      [
        'https://example.com',
        'https://a.example.com.evil.net/',
        'https://evil.net/a.example.com',
        'https://a.example.com@evil.net/',
        'https://xexample.com',
        'myapp://a.example.com/cb',
        'com.example:/cb',
        undefined,
      ],
    ],
    [uri, { hosts: ['bücher.example'] }, ['https://xn--bcher-kva.example/'], ['https://bucher.example']],
  ],
  schemes: [
    [uri, { schemes: ['https', 'com.example'] }, ['https://a', 'com.example:/cb'], ['http://a', undefined]],
  ],
  at_least: [
    [whole(0, 99), { at_least: 5 }, [5, 6], [4, undefined]],
    [scopes, { at_least: 1 }, [[{}]], [[], undefined]],
  ],
  at_most: [
    [whole(0, 99), { at_most: 5 }, [5, 0], [6, undefined]],
    [scopes, { at_least: 1, at_most: 1 }, [[{}]], [[], [{}, {}]]],
  ],
  each: [
    [
      list(uri, { max: 9 }),
      { each: { schemes: ['https'] } },
      [[], ['https://a'], undefined],
      [['https://a', 'http://a']],
    ],
  ],
  some: [[list(names, { max: 9 }), { some: 'code' }, [['token', 'code']], [[], ['token'], undefined]]],
  none: [[list(names, { max: 9 }), { none: 'code' }, [[], ['token'], undefined], [['token', 'code']]]],
  has: [
    [
      scopes,
      { each: { has: { value: { matches: 'read:*' } } } },
      [[{ value: 'read:a' }]],
      [[{ value: 'a' }]],
    ],
    [
      metadata(99),
      { has: { plan: { one_of: ['pro'] }, seats: { at_most: 5 }, tags: { some: 'x' } } },
      [{ plan: 'pro', seats: 5, tags: ['x'] }],
      [{ plan: 'free', seats: 5, tags: ['x'] }, {}, undefined],
    ],
    [metadata(99), { has: { toString: null } }, [{}], [{ toString: 'x' }]],
  ],
};

test('each word holds of what it means, and of nothing beside', () => {
  assert.deepEqual(Object.keys(CASES), Object.keys(WORDS));
  for (const [word, cases] of Object.entries(CASES))
    for (const [shape, said, met, not] of cases) {
      const read = readCondition(said, shape, []);
      assert.ok(read.ok, `${word}: ${JSON.stringify(read)}`);
      for (const value of met) assert.deepEqual(read.value(value), [], `${word} of ${JSON.stringify(value)}`);
      for (const value of not)
        assert.notEqual(read.value(value).length, 0, `${word} of ${JSON.stringify(value)}`);
    }
});

const REFUSED: readonly (readonly [shape: Shape, said: unknown, path: string, message: RegExp])[] = [
  [names, 'cod', '', /^must be one of code, token: did you mean code\?$/],
  [names, {}, '', /says nothing/],
  [names, { iss: 'code' }, 'iss', /^unknown condition iss: did you mean is\?$/],
  [
    names,
    { each: 'code' },
    'each',
    /^cannot be said of one of `code`, `token`: say one of is, one_of, not, any_of, absent, matches$/,
  ],
  [list(names, { max: 9 }), 'code', '', /of a list: say it of entries, by each, some or none/],
  [list(names, { max: 9 }), { some: 'kode' }, 'some', /did you mean code/],
  [names, { one_of: [] }, 'one_of', /must be a list of values/],
  [names, { one_of: ['code', 'tokn'] }, 'one_of.1', /did you mean token/],
  [names, { not: { iss: 1 } }, 'not.iss', /unknown condition/],
  [names, { absent: 'yes' }, 'absent', /must be true or false/],
  [text(), { matches: '' }, 'matches', /must be a pattern/],
  [names, { any_of: { is: 'code' } }, 'any_of', /must be a list of conditions/],
  [names, { any_of: ['code', 'tokn'] }, 'any_of.1', /did you mean token/],
  [uri, { hosts: ['https://example.com'] }, 'hosts.0', /without scheme, port and path/],
  [uri, { hosts: ['example.com:443'] }, 'hosts.0', /without scheme, port and path/],
  [uri, { hosts: ['a.*.example'] }, 'hosts.0', /must be a host/],
  [uri, { hosts: 'example.com' }, 'hosts', /must be a list of names/],
  [uri, { schemes: ['https:'] }, 'schemes.0', /without a colon/],
  [whole(0, 9), { at_most: 1.5 }, 'at_most', /must be a whole number/],
  [scopes, { each: { has: { valu: 'a' } } }, 'each.has.valu', /^unknown field valu: did you mean value\?$/],
  [scopes, { each: { has: [] } }, 'each.has', /must be names and their conditions/],
];

test('what is no condition is refused, with its place', () => {
  for (const [shape, said, path, message] of REFUSED) {
    const read = readCondition(said, shape, []);
    assert.ok(!read.ok, JSON.stringify(said));
    assert.equal(read.error[0]?.path.join('.'), path, JSON.stringify(said));
    assert.match(read.error[0]?.message ?? '', message);
  }
});

test('of several conditions of which none holds each is told', () => {
  const condition = readCondition({ any_of: ['code', { matches: 'x*' }] }, names, []);
  assert.ok(condition.ok);
  assert.deepEqual(
    condition.value('token').map(({ says }) => says),
    ['must be code, or must match x*'],
  );
});

test('what is wrong is told entry by entry, with the change after which it holds', () => {
  const condition = readCondition(
    { each: { schemes: ['https'] }, some: 'https://b' },
    list(uri, { max: 9 }),
    [],
  );
  assert.ok(condition.ok);
  assert.deepEqual(
    condition.value(['https://a', 'http://a']).map(({ path, mend }) => [path, mend]),
    [
      [[1], { kind: 'remove', value: 'http://a' }],
      [[], { kind: 'add', value: 'https://b' }],
    ],
  );
});
