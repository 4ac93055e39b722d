import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrinter, showParameters, showUrl } from './printer.ts';

const BASE = new URL('http://localhost:4000/');

test('printer: a hidden value is masked wherever it turns up, encoded or not, also when hidden late', () => {
  const lines: string[] = [];
  const printer = createPrinter((line) => lines.push(line));
  printer.hide(['se cret&1']);
  printer.failure('the page said: se cret&1 is wrong, se%20cret%261 too');
  assert.deepEqual(lines, ['✗ the page said: … is wrong, … too']);
});

test('printer: one event is one line, whatever the server says (XS-14)', () => {
  const lines: string[] = [];
  createPrinter((line) => lines.push(line)).note('a\r\nb\u001b[31m');
  assert.deepEqual(lines, ['· a  b [31m']);
});

test('printer: of parameters only harmless ones show their value', () => {
  const parameters = new URLSearchParams({
    access_token: 'x',
    state: 's',
    code: 'c',
    scope: 'openid',
    error: 'e',
  });
  assert.equal(showParameters(parameters), 'access_token=…&state=…&code=…&scope=openid&error=e');
});

test('printer: a URL shows its fragment masked, and no opaque path segment', () => {
  const url = new URL('http://localhost:4000/interaction/V1StGXR8Z5jdHi6BmyT0#id_token=x&token_type=Bearer');
  assert.equal(showUrl(url, BASE), '/interaction/…#id_token=…&token_type=Bearer');
  assert.equal(showUrl(new URL('http://localhost:3000/callback'), BASE), 'http://localhost:3000/callback');
});
