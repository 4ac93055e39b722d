import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOfCharacter, sentIn } from './places.ts';

test('each pair is found where it stands, whatever its name is encoded as', () => {
  const text = 'https://a.test/?a=1&&b&%63=3&%ff=+';
  const sent = sentIn(text, text.indexOf('?') + 1);
  assert.deepEqual(
    sent.map(({ name, isEmpty, place }) => [name, isEmpty, text.slice(place.start, place.end)]),
    [
      ['a', false, 'a=1'],
      ['b', true, 'b'],
      ['c', false, '%63=3'],
      ['%ff', false, '%ff=+'],
    ],
  );
});

test('a character is found by its number, though it is several escapes or code units', () => {
  const text = 'x=%C3%A9🔑b';
  const value = { start: 2, end: text.length };
  const from = (character: number) => {
    const { start, end } = placeOfCharacter(text, value, character);
    return text.slice(start, end);
  };
  assert.deepEqual([from(1), from(2), from(3), from(9)], ['%C3%A9🔑b', '🔑b', 'b', '']);
  assert.deepEqual(placeOfCharacter('', { start: 0, end: 0 }, 3), { start: 0, end: 0 });
});
