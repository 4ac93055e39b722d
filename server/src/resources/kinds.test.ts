import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { type Door, doorName, namesAt } from './computed/names.ts';
import type { Field } from './field.ts';
import { KINDS } from './index.ts';

const DOORS: readonly Door[] = ['auth0', 'rfc7591'];
const FIELDS = Object.values(KINDS).flatMap((kind) =>
  Object.entries(kind.fields).map(([own, field]): readonly [string, Field] => [`${kind.name}.${own}`, field]),
);

/** What a field cannot be at once, and why. */
const EXCLUDE: readonly (readonly [why: string, isBoth: (field: Field) => boolean])[] = [
  [
    'what the server writes nobody registers',
    ({ computed, rfc7591 }) => computed === true && rfc7591 !== undefined,
  ],
  [
    'what the server writes is nobody’s to change',
    ({ computed, selfService }) => computed === true && selfService === true,
  ],
  [
    'what is made once is not the End-User’s to change',
    ({ createOnly, selfService }) => createOnly === true && selfService === true,
  ],
  ['a secret has no default', ({ presence, default: value }) => presence === 'secret' && value !== undefined],
  [
    'a client does not choose its secret',
    ({ presence, rfc7591 }) => presence === 'secret' && rfc7591 !== undefined,
  ],
];

for (const [why, isBoth] of EXCLUDE) {
  test(`a field is not both: ${why}`, () => {
    assert.deepEqual(
      FIELDS.filter(([, field]) => isBoth(field)).map(([name]) => name),
      [],
    );
  });
}

test('a field that weakens a protection is named so, and the other way round', () => {
  for (const [name, { unsafe }] of FIELDS) assert.equal(unsafe === true, name.includes('.unsafe_'), name);
});

test('a default is a value of its own shape', () => {
  for (const [name, { presence, shape, default: value }] of FIELDS) {
    if (presence !== 'default') continue;
    const isEmptyName = value === '';
    assert.ok(isEmptyName || v.is(shape.schema, value), name);
  }
});

test('every field has a sentence, and says what may be written', () => {
  for (const [name, { sentence, shape }] of FIELDS) {
    assert.match(sentence, /^.+\.$/, name);
    assert.notEqual(shape.says, '', name);
  }
});

for (const door of DOORS) {
  test(`at the door of ${door} each name is of one field, and none is within another`, () => {
    for (const kind of Object.values(KINDS)) {
      const names = namesAt(door, kind).map(doorName);
      assert.equal(new Set(names).size, names.length, kind.name);
      for (const name of names)
        assert.deepEqual(
          names.filter((other) => other.startsWith(`${name}.`)),
          [],
          `${kind.name} ${name}`,
        );
    }
  });
}

test('keys, columns, implied fields and lists of what must differ name fields that there are', () => {
  for (const { name, fields, key, columns, unlike, implied } of Object.values(KINDS)) {
    const named = [...key, ...columns, ...unlike.flatMap((one) => one.fields), ...Object.keys(implied)];
    assert.deepEqual(
      named.filter((field) => !Object.hasOwn(fields, field)),
      [],
      name,
    );
  }
});

test('what a record is known by never changes', () => {
  for (const { name, fields, key } of Object.values(KINDS))
    for (const field of key)
      assert.ok(fields[field]?.createOnly || fields[field]?.computed, `${name}.${field}`);
});
