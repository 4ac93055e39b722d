/**
 * The command as an operator runs it.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asObject } from './checks/json.ts';
import { startOidcProvider } from './subjects/oidc-provider.ts';
import type { Subject } from './subjects/subject.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const REDIRECT_URI = 'https://app.example/callback';

let subject: Subject;

before(async () => {
  subject = await startOidcProvider();
});

after(() => subject.close());

/** The lines it prints and the code it ends with. */
async function run(...args: readonly string[]): Promise<{ lines: readonly string[]; code: unknown }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { lines: chunks.join('').trimEnd().split('\n'), code };
}

function onSubject(...args: readonly string[]) {
  return run('--issuer', `${subject.issuer}/`, '--user', 'alice', '--password', 'any', ...args);
}

test('conformance: an issuer that cannot be reached ends it with code 2', () => {
  const args = [MAIN, '--issuer', 'http://127.0.0.1:9', '--password', 'p'];
  assert.equal(spawnSync(process.execPath, args).status, 2);
});

test('conformance: a failure is counted in the last line and ends it with code 1', async () => {
  const { lines, code } = await onSubject(
    '--module',
    'oidcc-server',
    '--plan',
    'basic',
    '--client-id',
    'unknown',
    '--redirect-uri',
    REDIRECT_URI,
  );
  assert.equal(lines.at(-1), '0 passed, 1 failed');
  assert.match(
    lines.find((line) => line.startsWith('FAILED')) ?? '',
    /^FAILED oidcc-server \(code\): no authorization/,
  );
  assert.equal(code, 1);
});

test('conformance: a client of the operator serves where registration is not needed', async () => {
  const registered = await fetch(`${subject.issuer}/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [REDIRECT_URI] }),
  });
  const { client_id, client_secret } = asObject(await registered.json());
  // With `=`: what is random may begin with a dash.
  const client = [`--client-id=${client_id}`, `--client-secret=${client_secret}`];
  const { lines, code } = await onSubject('--plan', 'basic', ...client, '--redirect-uri', REDIRECT_URI);
  assert.ok(lines.includes('PASSED oidcc-server (code)'));
  assert.ok(
    lines.some((line) => /^SKIPPED oidcc-idtoken-signature \(code\): it registers a client/.test(line)),
  );
  assert.match(lines.at(-1) ?? '', /^[1-9]\d+ passed, 0 failed$/);
  assert.equal(code, 0);
});

test('conformance: all passed ends it with code 0', async () => {
  const { lines, code } = await onSubject('--plan', 'config');
  assert.deepEqual(lines, [
    '',
    'config',
    'PASSED oidcc-discovery-endpoint-verification (code)',
    '',
    '0 of the passed with a warning, 0 skipped',
    '1 passed, 0 failed',
  ]);
  assert.equal(code, 0);
});
