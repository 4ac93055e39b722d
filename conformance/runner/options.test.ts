import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOptions } from './options.ts';

const MISTAKES: readonly (readonly [args: string, says: RegExp])[] = [
  ['--issuer https://as.example', /--password/],
  ['--client-id c', /--redirect-uri/],
  ['--client-id c --redirect-uri nowhere', /--redirect-uri/],
  ['--listener-port 70000', /--listener-port/],
  ['--unknown', /--unknown/],
];

for (const [args, says] of MISTAKES) {
  test(`options: ${args} is refused`, () => {
    assert.throws(() => readOptions(args.split(' '), {}), says);
  });
}

test('options: none start Tacit and register clients', () => {
  const options = readOptions([], {});
  assert.ok(typeof options === 'object');
  assert.equal(options.issuer, undefined);
  assert.equal(options.subject, 'tacit');
  assert.equal(options.staticClient, undefined);
});

test('options: the password of an issuer may come from the environment', () => {
  const options = readOptions(['--issuer', 'https://as.example'], { CONFORMANCE_PASSWORD: 'p' });
  assert.ok(typeof options === 'object');
  assert.equal(options.password, 'p');
});

test('options: a client of the operator comes with its redirect URI', () => {
  const options = readOptions(['--client-id', 'c', '--redirect-uri', 'https://rp.example/cb'], {});
  assert.ok(typeof options === 'object');
  assert.deepEqual(options.staticClient, {
    client_id: 'c',
    client_secret: undefined,
    redirect_uri: 'https://rp.example/cb',
  });
});
