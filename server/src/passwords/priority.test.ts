import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { test } from 'node:test';
import { Secret } from '../protocol/secret.ts';
import { createPasswords } from './passwords.ts';
import { canStandBack } from './priority.ts';

for (const niceness of [0, 1, 5, 19]) {
  test(`threads that hash stand ${niceness} steps behind the rest of the process, which stays where it is`, async (t) => {
    if (!canStandBack) return t.diagnostic('threads of this system have no priority of their own');
    const before = getPriority();
    const passwords = createPasswords({ threads: 1, niceness });
    t.after(() => passwords.close());
    await passwords.hash(new Secret('x'));
    assert.ok((await nicenessOfThreads()).includes(Math.min(19, before + niceness)));
    assert.equal(getPriority(), before);
  });
}

test('a process that stands back itself needs no right for its threads to stand behind it', (t) => {
  if (!canStandBack) return t.diagnostic('threads of this system have no priority of their own');
  const priority = JSON.stringify(new URL('./priority.ts', import.meta.url).href);
  const source = `import(${priority}).then(({ standBack }) =>
    console.log(standBack(5), require('node:os').getPriority(), standBack(19), require('node:os').getPriority()))`;
  const { stdout } = spawnSync('nice', ['-n', '7', process.execPath, '-e', source], { encoding: 'utf8' });
  assert.equal(stdout, `true ${Math.min(19, getPriority() + 7 + 5)} true 19\n`);
});

/** Of every thread of this process (proc_pid_stat(5), field 19). */
async function nicenessOfThreads(): Promise<readonly number[]> {
  const threads = await readdir('/proc/self/task');
  const stats = await Promise.all(
    threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => '')),
  );
  return stats.map((stat) => Number(stat.split(') ')[1]?.split(' ')[16]));
}
