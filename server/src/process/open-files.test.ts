import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { connectionLimit } from './open-files.ts';

test('connections are fewer than files, and at least one', () => {
  assert.equal(connectionLimit(20_000), 19_872);
  assert.equal(connectionLimit(128), 32);
  assert.equal(connectionLimit(64), 16);
  assert.equal(connectionLimit(2), 1);
});

test('the limit is that of the process', () => {
  const program = `import { connectionLimit } from ${JSON.stringify(join(import.meta.dirname, 'open-files.ts'))};
    console.log(connectionLimit());`;
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 200 && exec "$0" --input-type=module -e "$1"', process.execPath, program],
    { encoding: 'utf8' },
  );
  assert.equal(stdout, '72\n', stderr);
});
