/**
 * `tacit serve` where the machine has too little of something: attack catalogue F-14, F-31.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { freePort } from '../../server/test/ports.ts';
import { operator, TACIT } from './operator.ts';
import {
  connected,
  logLines,
  readiness,
  type Serving,
  startServing,
  startWithTenant,
  until,
  watch,
} from './serving.ts';

/** Starts it by a shell, which takes something from it. */
async function startBy(t: TestContext, command: (serve: string) => string): Promise<Serving> {
  const { directory } = await operator(t);
  const port = await freePort();
  const serve = `exec "${process.execPath}" "${TACIT}" serve`;
  const env = { ...process.env, TACIT_PORT: String(port), TACIT_LOG_LEVEL: 'debug' };
  const child = spawn('sh', ['-c', command(serve)], { cwd: directory, env });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  return serving;
}

/** What a signal sets off inside the process, as a fault would. */
function onSignal(code: string): Readonly<Record<string, string>> {
  const module = `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${code} })`)}`;
  return { NODE_OPTIONS: `--import=${module}` };
}

/** More than a pipe holds. */
const WRITE_A_LOT = "process.stdout.write('x'.repeat(500_000))";

test('F-31 nobody reads the log: it answers all the same, says how many lines were lost, and ends', async (t) => {
  const serving = await startWithTenant(t, { TACIT_LOG_LEVEL: 'debug' });
  serving.child.stdout?.pause();
  // Its path is in the log, and no pipe holds all of them.
  const path = `/oidc/register/${'a'.repeat(15_000)}`;
  for (let asked = 0; asked < 150; asked += 1)
    assert.equal((await fetch(`http://localhost:${serving.port}${path}`)).status, 401);
  serving.child.stdout?.resume();
  await until(
    () => logLines(serving.said).some(({ msg }) => msg.startsWith('lines of this log were lost')),
    serving,
  );
  serving.child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
  assert.equal(logLines(serving.said).at(-1)?.msg, 'stopped');
});

test('F-31 whoever reads the log stands still when the process is to end: it ends', async (t) => {
  const serving = await startServing(t, { TACIT_LOG_LEVEL: 'debug', ...onSignal(WRITE_A_LOT) });
  serving.child.stdout?.pause();
  serving.child.kill('SIGUSR2');
  const exit = once(serving.child, 'exit');
  serving.child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

test('F-31 the disk of the log is full: the process goes on, and ends as always', async (t) => {
  const serving = await startBy(t, (serve) => `${serve} >/dev/full`);
  for (let asked = 0; asked < 5; asked += 1) assert.match(await readiness(serving.port), /^200 /);
  serving.child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});

test('F-31 whoever read the log has ended: the process goes on, and ends as always', async (t) => {
  const serving = await startServing(t, { TACIT_LOG_LEVEL: 'debug' });
  serving.child.stdout?.destroy();
  for (let asked = 0; asked < 5; asked += 1) assert.match(await readiness(serving.port), /^200 /);
  const exit = once(serving.child, 'exit');
  serving.child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

test('F-14 no file descriptor left: the process lives and lets people in again', async (t) => {
  const serving = await startBy(t, (serve) => `ulimit -n 128; ${serve}`);
  const crowd = await Promise.all(Array.from({ length: 200 }, () => connected(serving.port)));
  await Promise.all(crowd.map((socket) => socket.destroy() && once(socket, 'close')));
  await until(async () => (await readiness(serving.port).catch(() => '')).startsWith('200'), serving);
  serving.child.kill('SIGTERM');
  assert.equal(await serving.ended, 0);
});

test('an error that nobody caught, a promise included, is logged and ends the process with 1', async (t) => {
  for (const code of ["throw new Error('half done')", "Promise.reject(new Error('half done'))"]) {
    const serving = await startServing(t, onSignal(code));
    serving.child.kill('SIGUSR2');
    assert.equal(await serving.ended, 1);
    const last = logLines(serving.said).at(-1);
    assert.deepEqual([last?.level, last?.msg], [60, 'an error that nobody caught: the process ends']);
    assert.match(serving.said.err, /half done/);
  }
});

test('F-17 nothing is answered for a while: the log says for how long', async (t) => {
  const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)';
  const serving = await startServing(t, onSignal(wait));
  serving.child.kill('SIGUSR2');
  const isTold = () => logLines(serving.said).some(({ msg }) => msg === 'nothing was answered meanwhile');
  await until(isTold, serving);
  assert.match(await readiness(serving.port), /^200 /);
  const blocked_ms = Number(/"blocked_ms":(\d+)/.exec(serving.said.out)?.[1]);
  assert.ok(blocked_ms >= 1_000 && serving.said.out.includes('"cpu_ms":'));
});
