import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { freePorts } from '../../server/test/ports.ts';
import { listen } from '../listener.ts';

const START = join(import.meta.dirname, '../start.ts');

let directory: string;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tacit-start-'));
});

after(() => rm(directory, { recursive: true, force: true }));

async function start(env: Record<string, string>): Promise<ChildProcess> {
  const [port, spa, api] = await freePorts(3);
  return spawn(process.execPath, [START], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TACIT_PORT: String(port),
      TACIT_BASE_URL: `http://localhost:${env['TACIT_PORT'] ?? port}`,
      TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
      EXAMPLE_SPA_PORT: String(spa),
      EXAMPLE_API_PORT: String(api),
      ...env,
    },
  });
}

async function linesUntilReady(child: ChildProcess): Promise<readonly string[]> {
  assert.ok(child.stdout);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === 'ready') break;
  }
  return lines;
}

for (const setting of ['TACIT_PORT', 'EXAMPLE_SPA_PORT', 'EXAMPLE_API_PORT']) {
  test(`npm start: a taken ${setting} ends it with one sentence that says what to set`, async () => {
    const taken = await listen((_, response) => void response.end(), { port: 0, setting });
    const port = new URL(taken.url).port;
    const child = await start({ [setting]: port });
    const complaints: string[] = [];
    child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
    const [code] = await once(child, 'close');
    await taken.close();
    assert.equal(code, 1);
    assert.equal(complaints.join('').trim().split('\n').length, 1, complaints.join(''));
    assert.match(complaints.join(''), new RegExp(`Port ${port} is taken.*${setting}`));
  });
}

test('npm start: a port that is no number ends it with one sentence', async () => {
  const child = await start({ EXAMPLE_SPA_PORT: 'three thousand' });
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(complaints.join(''), /^EXAMPLE_SPA_PORT must be a port number.*\n$/);
});

test('npm start: prints addresses, account and ready; each start has another password; a signal ends it', async () => {
  const passwords = new Set<string>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = await start({});
    const lines = await linesUntilReady(child);
    child.stdout?.resume();
    assert.equal(
      lines.filter((line) => /^http:\/\/localhost:\d+\/(?:dashboard\/)? /.test(line)).length,
      4,
      lines.join('\n'),
    );
    assert.ok(lines.includes('user: alice@example.com'));
    const password = lines.find((line) => line.startsWith('password: '));
    assert.ok(password);
    passwords.add(password);
    assert.deepEqual(lines.slice(-2), [
      'Your own application: end this (Ctrl-C), then npx tacit init --serve',
      'ready',
    ]);
    child.kill(signal);
    const [code] = await once(child, 'close');
    assert.equal(code, 0);
  }
  assert.equal(passwords.size, 2);
});
