import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSearch, type Search } from './search.ts';
import { termsOf } from './terms.ts';

function meant(q: string): Search {
  const read = readSearch(q);
  assert.ok(read.ok, `${q}: ${read.ok ? '' : read.error}`);
  return read.value;
}

function refusal(q: string): string {
  const read = readSearch(q);
  assert.ok(!read.ok, `${q} is answered`);
  return read.error;
}

const equal = (field: string, value: string) => ({ is: 'equal', field, value });

test('what no index answers, and what is no search, is refused', () => {
  for (const [q, says] of [
    ['NOT name:bob', /^only says who is not meant/],
    ['-name:bob -email:x', /^only says/],
    ['name:a OR NOT name:b', /^only says/],
    ['NOT (name:a AND name:b)', /^only says/],
    ['name:*b', /elsewhere than at the end/],
    ['name:a?', /elsewhere than at the end/],
    ['name:bob~', /~ or \^/],
    ['nmae:bob', /^asks for "nmae".*name/],
    ['name:[a TO b]', /only times and numbers/],
    ['[a TO b]', /has "\["/],
    ['created_at:[x TO 2020]', /no time/],
    ['created_at:2020*', /ask for a range/],
    ['blocked:perhaps', /true or false/],
    ['name:', /nothing behind name:/],
    ['"bob', /not closed/],
    ['(bob', /not closed/],
    ['bob)', /nothing opens/],
    ['bob OR', /nothing behind it/],
    ['OR bob', /nothing beside it/],
    ['bob AND', /something is missing/],
    ['name:(a email:b)', /within the field/],
    ['', /nothing to look for/],
    ['a\0b', /no text has/],
    ['('.repeat(30), /brackets within each other/],
    ['-'.repeat(30), /negations within each other/],
    ['a '.repeat(201), /more than 200 words/],
    ['a'.repeat(5_000), /more than 4096 characters/],
  ] as const) {
    assert.match(refusal(q), says, q);
    assert.match(refusal(q), /What can be searched: user_id, email/);
  }
});

test('a field and a value, a phrase, a beginning, something at all; case and width say nothing', () => {
  for (const [q, search] of [
    ['email:Bob@X.test', equal('email', 'bob@x.test')],
    ['name:BOB', equal('name~', 'bob')],
    ['name:"Bob  Smith"', equal('name', 'bob smith')],
    ['name:bo*', { is: 'prefix', field: 'name~', value: 'bo' }],
    ['name:bob\\ s*', { is: 'prefix', field: 'name', value: 'bob s' }],
    ['name:"bo*"', equal('name~', 'bo*')],
    ['username:bo\\*', equal('username', 'bo*')],
    ['name:*', { is: 'exists', field: 'name' }],
    ['_exists_:app_metadata.a', { is: 'exists', field: 'app_metadata.a' }],
    ['_exists_:user_id', { is: 'all' }],
    ['*', { is: 'all' }],
    ['user_id:auth0|A', equal('user_id', 'auth0|A')],
    ['identities.user_id:A', equal('user_id', 'auth0|A')],
    ['identities.provider:auth0', { is: 'all' }],
    ['identities.connection:google*', { is: 'none' }],
    ['phone_number:"+49 (170) 1"', equal('phone_number', '+491701')],
    ['app_metadata.a\\ b:C', equal('app_metadata.a b', 'c')],
    ['NOT blocked:true', equal('blocked', 'false')],
    ['NOT NOT name:a', equal('name~', 'a')],
  ] as const)
    assert.deepEqual(meant(q), search, q);
});

test('AND binds more than OR; words beside each other are one of several; minus takes from all', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((value) => equal('username', value));
  for (const [q, search] of [
    ['username:a username:b', { is: 'or', of: [a, b] }],
    ['username:a OR username:b AND username:c', { is: 'or', of: [a, { is: 'and', of: [b, c] }] }],
    ['(username:a || username:b) && username:c', { is: 'and', of: [{ is: 'or', of: [a, b] }, c] }],
    ['username:(a b)', { is: 'or', of: [a, b] }],
    ['username:a -username:b', { is: 'and', of: [a, { is: 'not', of: b }] }],
    ['NOT username:b username:a', { is: 'and', of: [a, { is: 'not', of: b }] }],
    ['username:a AND NOT username:b', { is: 'and', of: [a, { is: 'not', of: b }] }],
    ['+username:a username:b', a],
    [
      'username:a AND blocked:true AND identities.isSocial:false',
      { is: 'and', of: [a, equal('blocked', 'true')] },
    ],
    ['username:a AND identities.isSocial:true', { is: 'none' }],
  ] as const)
    assert.deepEqual(meant(q), search, q);
});

test('a day is all of its day, whichever side of a range it is on', () => {
  const range = (q: string) => {
    const search = meant(`created_at:${q}`);
    assert.equal(search.is, 'range');
    if (search.is !== 'range') return [];
    return [search.from, search.to].map((bound) => bound && [Number(bound.text), bound.isIncluded]);
  };
  const day = Date.UTC(2020, 0, 1) / 1_000;
  assert.deepEqual(range('[2020-01-01 TO 2020-01-01]'), [
    [day, true],
    [day + 86_399, true],
  ]);
  assert.deepEqual(range('{2020-01-01 TO *]'), [[day + 86_399, false], undefined]);
  assert.deepEqual(range('[* TO 2020-01-02}'), [undefined, [day + 86_400, false]]);
  assert.deepEqual(range('2020-01'), [
    [day, true],
    [day + 31 * 86_400 - 1, true],
  ]);
  assert.deepEqual(range('2020'), [
    [day, true],
    [day + 366 * 86_400 - 1, true],
  ]);
  assert.deepEqual(range('>=2020-01-01T01:00:00.000Z'), [[day + 3_600, true], undefined]);
  assert.deepEqual(range('<"2020-01-01T01:00:00+01:00"'), [undefined, [day, false]]);
});

test('whatever is typed is answered or refused with a sentence, soon', () => {
  const word = fc.constantFrom(
    ...'name: email: "a b" a* AND OR NOT - + ( ) [1 TO 2] > \\ * _exists_: blocked:true && || ! ~'.split(' '),
    '"a b"',
    '[1 TO 2]',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (q) => {
        const read = readSearch(q);
        assert.ok(read.ok || read.error.length > 20);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('somebody is found by each text of their record, escaped or in quotation marks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => {
      const terms = termsOf({ sub: 'a', name, username: name.trim() });
      const quoted = `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
      const search = readSearch(`name:${quoted}`);
      if (name.trim() === '' || name.includes('\0') || !name.isWellFormed()) return;
      assert.ok(search.ok, name);
      const { value } = search;
      assert.ok(
        value.is === 'equal' &&
          terms.some((term) => term.field === value.field && term.value === value.value),
        name,
      );
    }),
  );
});
