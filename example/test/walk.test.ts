import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type OwnStack, startOwnStack } from '../../conformance/walk/own-stack.ts';

const WALK = join(import.meta.dirname, '../../conformance/walk.ts');
const WRONG = 'this-is-not-the-password';

let stack: OwnStack;

before(async () => {
  stack = await startOwnStack();
});

after(() => stack.stop());

async function walk(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, [WALK, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { code: Number(code), output: chunks.join('') };
}

function options(changes: Record<string, string>): readonly string[] {
  const values = {
    issuer: stack.issuer,
    'client-id': 'appointments-spa',
    audience: 'appointments:api',
    user: 'alice@example.com',
    password: stack.password,
    'redirect-uri': new URL('/callback', stack.spa).href,
    api: new URL('/api/appointments', stack.api).href,
    ...changes,
  };
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}

test('npm run walk: a wrong password ends it, and the password is nowhere in what it prints', async () => {
  const { code, output } = await walk(options({ password: WRONG }));
  assert.equal(code, 1, output);
  assert.match(output, /✗ The server did not accept the user and password/);
  assert.ok(!output.includes(WRONG));
});

test('npm run walk: an unknown API ends it with access_denied, sent to the redirect URI', async () => {
  const { code, output } = await walk(options({ audience: 'nobody:api' }));
  assert.equal(code, 1, output);
  assert.match(output, /✗ The server answered access_denied: Service not found/);
});

test('npm run walk: an unregistered redirect URI ends it on an error page', async () => {
  const { code, output } = await walk(options({ 'redirect-uri': new URL('/elsewhere', stack.spa).href }));
  assert.equal(code, 1, output);
  assert.match(output, /✗ The server answered 4\d\d with an error page/);
});

test('npm run walk: a server that is not there ends it with a sentence', async () => {
  const { code, output } = await walk(options({ issuer: 'http://127.0.0.1:9/' }));
  assert.equal(code, 1, output);
  assert.match(output, /✗ The server cannot be reached/);
});

for (const [client_id, path] of [
  ['appointments-spa', '/callback'],
  ['appointments-strict', '/strict'],
] as const) {
  test(`npm run walk: ${client_id} is walked to the end, and no token or password is printed`, async () => {
    const changes = { 'client-id': client_id, 'redirect-uri': new URL(path, stack.spa).href };
    const { code, output } = await walk(options(changes));
    assert.equal(code, 0, output);
    for (const step of [
      'authorization response',
      'ID token: RS256',
      'access token: RS256',
      'the API answers 200',
    ]) {
      assert.ok(output.includes(`✓ ${step}`), `${step}\n${output}`);
    }
    assert.match(output, /✓ prompt=none: renewed without a page/);
    assert.doesNotMatch(output, /eyJ[\w-]{20,}/);
    assert.ok(!output.includes(stack.password));
  });
}

test('npm run walk: without options it starts a stack of its own, walks it and stops it', async () => {
  const { code, output } = await walk([]);
  assert.equal(code, 0, output);
  assert.match(output, /✓ walked to the end without a surprise/);
});
