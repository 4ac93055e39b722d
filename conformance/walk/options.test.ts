import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOptions } from './options.ts';

test('options: an issuer without a password is refused', () => {
  assert.throws(() => readOptions(['--issuer', 'https://id.test/'], {}), /--password/);
});

test('options: an unknown flag is refused', () => {
  assert.throws(() => readOptions(['--isuer', 'x'], {}), /isuer/);
});

test('options: nothing asks for a stack of its own', () => {
  assert.equal(readOptions([], {}), 'own');
});

test("options: another audience gets neither the example's scopes nor its API", () => {
  const options = readOptions(['--issuer', 'https://id.test/', '--password', 'p', '--audience', 'other'], {});
  assert.ok(typeof options === 'object');
  assert.equal(options.scope, 'openid');
  assert.equal(options.api, undefined);
});

test("options: the example's audience brings its scopes and its API", () => {
  const options = readOptions(['--issuer', 'x', '--password', 'p', '--audience', 'appointments:api'], {});
  assert.ok(typeof options === 'object');
  assert.match(options.scope, /appointments contacts/);
  assert.equal(options.api, 'http://localhost:7001/api/appointments');
});

test('options: the password may come from the environment, and the command line goes before it', () => {
  const env = { TACIT_DEMO_PASSWORD: 'from-env' };
  const given = readOptions(['--issuer', 'x'], env);
  assert.ok(typeof given === 'object');
  assert.equal(given.password, 'from-env');
  const both = readOptions(['--issuer', 'x', '--password', 'from-line'], env);
  assert.ok(typeof both === 'object');
  assert.equal(both.password, 'from-line');
});
