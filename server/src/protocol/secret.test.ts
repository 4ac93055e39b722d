import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, inspect } from 'node:util';
import { Secret } from './secret.ts';

const TOKEN = new Secret('hunter2');

const PRINTED: readonly (readonly [how: string, text: string])[] = [
  ['a template', `${TOKEN}`],
  ['String()', String(TOKEN)],
  ['concatenation', `a${String(TOKEN)}`],
  ['JSON', JSON.stringify({ token: TOKEN })],
  ['inspect', inspect({ token: TOKEN }, { depth: 9, showHidden: true })],
  ['a log format', format('%s %o %j', TOKEN, TOKEN, TOKEN)],
  ['an error message', new Error(`failed for ${TOKEN}`).message],
  ['its own keys', JSON.stringify(Object.entries({ ...TOKEN }))],
];

for (const [how, text] of PRINTED) {
  test(`FR-08 a secret does not show in ${how}`, () => {
    assert.equal(text.includes('hunter2'), false);
  });
}

test('FR-08 a secret shows that there is one', () => {
  assert.equal(`${TOKEN}`, '[secret]');
  assert.equal(JSON.stringify(TOKEN), '"[secret]"');
  assert.equal(inspect(TOKEN), '[secret]');
});

test('a secret reveals its value to whoever asks for it by name', () => {
  assert.equal(TOKEN.reveal(), 'hunter2');
});
