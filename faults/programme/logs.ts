/**
 * F-31: nobody reads the log.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../rig/installation.ts';
import { secondsUntil } from '../rig/processes.ts';
import type { Scene } from '../rig/scene.ts';
import { underLoad } from '../rig/under-load.ts';
import { Visitor } from '../rig/visitor.ts';

/** Both streams go by way of a pipe to a collector, as a supervisor has it. */
const COLLECTED = 'mkfifo "$1"; cat "$1" & echo $! >"$1.pid"; log=$1; shift; exec "$@" >"$log" 2>&1';

/** At a line or two each they fill a pipe of 64 KiB more than once. */
const REQUESTS = 900;
const AT_ONCE = 30;
const PIPE_BYTES = 65_536;
const WITHIN_S = 5;
const LIMIT_MS = 5_000;

/** The collector stands still and its pipe is full; people are served all the same, and later it is read again. */
export async function readerStalls(scene: Scene): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tacit-log-'));
  scene.after(() => rm(folder, { recursive: true, force: true }));
  const log = join(folder, 'log');
  // Everything is logged.
  const options = { under: ['sh', '-c', COLLECTED, 'sh', log], env: { TACIT_LOG_LEVEL: 'trace' } };
  await underLoad(scene, options, async ({ installation, ledger, work }) => {
    const collector = Number(readFileSync(`${log}.pid`, 'utf8'));
    process.kill(collector, 'SIGSTOP');
    const read = installation.said().length;
    try {
      const answered = await ask(installation);
      scene.must(
        'I10',
        answered === REQUESTS,
        `${answered} of ${REQUESTS} are answered while nobody reads the log`,
      );
      const { acks } = ledger.count;
      await work(scene.seconds);
      scene.figures['acks while nobody read'] = ledger.count.acks - acks;
      scene.must('I10', ledger.count.acks > acks, 'nobody is served while nobody reads the log');
    } finally {
      process.kill(collector, 'SIGCONT');
    }
    await secondsUntil(() => installation.said().length - read > PIPE_BYTES, WITHIN_S);
    const kept = installation.said().length - read;
    scene.figures['kept back KiB'] = Math.round(kept / 1_024);
    scene.must('I10', kept > PIPE_BYTES, `the pipe was not full: ${kept} bytes`);
  });
}

/** How many are answered; whoever comes after one that was not does not wait as well. */
async function ask(installation: Installation): Promise<number> {
  const visitor = new Visitor(installation.door('acme'), '10.5.0.1', LIMIT_MS);
  let answered = 0;
  for (let sent = 0; sent < REQUESTS && answered === sent; sent += AT_ONCE) {
    const sendings = Array.from({ length: AT_ONCE }, () => visitor.send('/.well-known/jwks.json'));
    const answers = await Promise.allSettled(sendings);
    answered += answers.filter((one) => one.status === 'fulfilled' && one.value.status === 200).length;
  }
  return answered;
}
