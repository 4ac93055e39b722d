/**
 * How `tacit serve` ends when it is told to: attack catalogue F-29.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { describeSettings } from '@tacit/server/config';
import { freePort } from '../../server/test/ports.ts';
import { operator, TACIT } from './operator.ts';
import {
  connected,
  keepAsking,
  keepAskingByAgent,
  type Load,
  logLines,
  readiness,
  startServing,
  startWithTenant,
  until,
  watch,
} from './serving.ts';

const WARN = 40;

test('F-29 SIGTERM while kept connections are busy: each request is answered, none is an error, and the code is 0', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const serving = await startServing(t);
    const load: Load = { answered: 0, told: 0, lost: [] };
    const clients = Array.from({ length: 16 }, () => keepAsking(serving.port, load));
    const agents = Array.from({ length: 8 }, () => keepAskingByAgent(serving.port, load));
    await until(() => load.answered > 500, serving);
    serving.child.kill(signal);
    await Promise.all([...clients, ...agents]);
    assert.equal(await serving.ended, 0);
    assert.deepEqual(load.lost, []);
    assert.equal(load.told, 16);
    const lines = logLines(serving.said);
    const told = lines.filter(({ level }) => level >= WARN).map(({ msg }) => msg);
    assert.deepEqual(told, ['a new, empty database was made'], 'nothing but what is told at the start');
    assert.equal(lines.at(-1)?.msg, 'stopped');
  }
});

test('connections that are silent, idle or begin a request for ever do not keep the process', async (t) => {
  const serving = await startServing(t);
  const answered = await connected(serving.port, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(answered, 'data');
  await connected(serving.port);
  await connected(serving.port, 'GET / HTTP/1.1\r\nHos');
  serving.child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});

test('draining: not ready, everything is served as always, connections are kept; then it ends', async (t) => {
  const serving = await startServing(t, { TACIT_DRAIN_SECONDS: '1' });
  assert.match(await readiness(serving.port), /^200 /);
  serving.child.kill('SIGTERM');
  await until(
    async () => (await readiness(serving.port)) === '503 {"status":"unavailable","why":"draining"}',
    serving,
  );
  const served = await fetch(`http://127.0.0.1:${serving.port}/healthz`);
  assert.deepEqual([served.status, served.headers.get('connection')], [200, 'keep-alive']);
  assert.equal(await serving.ended, 0);
  const said = logLines(serving.said).map(({ msg }) => msg.split(':')[0]);
  assert.deepEqual(said.slice(-3), ['draining', 'stopping', 'stopped']);
});

test('time is up: what has not ended is cut, told in one line, and the code is 1', async (t) => {
  const serving = await startWithTenant(t, { TACIT_STOP_SECONDS: '1' });
  // A body that does not come within the second.
  const head = `POST /oauth/token HTTP/1.1\r\nHost: localhost:${serving.port}`;
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9';
  await connected(serving.port, `${head}\r\n${form}\r\n\r\nhal`);
  await readiness(serving.port);
  serving.child.kill('SIGTERM');
  assert.equal(await serving.ended, 1);
  const told = logLines(serving.said).filter(({ level }) => level >= WARN);
  assert.equal(told.length, 1, serving.said.out);
  assert.equal(told[0]?.msg, 'stopped, and what had not ended in time was given up');
});

test('a second signal, of either kind, ends it at once', async (t) => {
  const serving = await startServing(t, { TACIT_DRAIN_SECONDS: '20' });
  serving.child.kill('SIGTERM');
  await until(() => serving.said.out.includes('draining'), serving);
  // The same word twice in a row is one word, so it is said until it is heard.
  while (serving.child.exitCode === null && serving.child.signalCode === null) {
    serving.child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await serving.ended, 'SIGINT');
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  test(`\`npx tacit serve\` that is ended by ${signal} leaves nobody at the port`, (t) => endNpx(t, signal));

async function endNpx(t: TestContext, signal: NodeJS.Signals): Promise<void> {
  const { directory } = await operator(t);
  const bin = join(directory, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(TACIT, join(bin, 'tacit'));
  const port = await freePort();
  const child = spawn('npx', ['--no', 'tacit', 'serve'], {
    cwd: directory,
    env: { ...process.env, TACIT_PORT: String(port) },
  });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  child.kill(signal);
  // Its pipes are ours, so they end when the last of the three has ended.
  await serving.ended;
  assert.equal(logLines(serving.said).at(-1)?.msg, 'stopped');
  await assert.rejects(readiness(port));
}

test('the guide has a unit, a container and a Deployment, and none of them puts npx before the program', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/operate/stop.md'), 'utf8');
  const [unit, container, deployment] = ['ini', 'dockerfile', 'yaml\n# of a Deployment'].map(
    (language) => guide.split(`\`\`\`${language}`)[1]?.split('```')[0] ?? '',
  );
  assert.match(unit ?? '', /^ExecStart=\/\S+\/node_modules\/\.bin\/tacit serve$/m);
  assert.match(container ?? '', /^CMD \["node_modules\/\.bin\/tacit", "serve"\]$/m);
  assert.match(deployment ?? '', /^ +command: \[node_modules\/\.bin\/tacit, serve\]$/m);
  const given = Number(/terminationGracePeriodSeconds: (\d+)/.exec(deployment ?? '')?.[1]);
  const longest = Number(describeSettings({}).find(({ name }) => name === 'TACIT_STOP_SECONDS')?.value) + 2;
  assert.ok(longest < given && longest < Number(/TimeoutStopSec=(\d+)/.exec(unit ?? '')?.[1]));
});
