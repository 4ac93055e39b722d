import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROMPTS, parsePrompt } from './prompt.ts';

const REFUSED: readonly (readonly [id: string, prompt: string])[] = [
  ['RT-16', 'none login'],
  ['RT-16', 'login none'],
  ['RT-16', 'none consent'],
  ['RT-16', 'none none'],
  ['RT-16', 'none create'],
  ['RT-16', 'create none'],
  ['RT-16', 'Create'],
  ['RT-16', 'foo'],
  ['RT-16', 'login foo'],
  ['RT-16', 'LOGIN'],
  ['RT-16', 'login,consent'],
  ['RT-16', 'login  consent'],
  ['RT-16', ' login'],
  ['RT-16', 'login\tconsent'],
  ['RT-16 prototype name:', 'constructor'],
  ['RT-16 prototype name:', '__proto__'],
  ['RT-16 prototype name:', 'length'],
  ['RT-16 prototype name:', 'login toString'],
];

for (const [id, prompt] of REFUSED) {
  test(`${id} prompt=${JSON.stringify(prompt)} is refused (OIDC Core §3.1.2.1)`, () => {
    assert.equal(parsePrompt(prompt).ok, false);
  });
}

test('prompt: absent asks for nothing', () => {
  assert.deepEqual(parsePrompt(undefined), { ok: true, value: new Set() });
});

for (const prompt of PROMPTS) {
  test(`prompt=${prompt} alone is read (OIDC Core §3.1.2.1)`, () => {
    assert.deepEqual(parsePrompt(prompt), { ok: true, value: new Set([prompt]) });
  });
}

test('prompt: a list is a set, in any order and once each (OIDC Core §3.1.2.1)', () => {
  const expected = { ok: true, value: new Set(['login', 'consent', 'select_account']) };
  assert.deepEqual(parsePrompt('select_account consent login login'), expected);
});
