/**
 * Where the text of a file comes from, and what is none.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { startOperator } from '../../../test/operator/operator.ts';
import { applyFile } from '../apply.ts';

const TENANT = 'tenants:\n  - name: acme\n    region: eu\n';

test('a file that is missing, no file, too large or not UTF-8 is refused', async (t) => {
  const { apply, config, database } = await startOperator(t);
  const refusal = async (file: string) => {
    const applied = await applyFile({ file, config, env: {}, dryRun: false });
    return applied.ok ? [] : applied.error;
  };
  assert.deepEqual(await refusal('no-such.yaml'), [
    `no-such.yaml: There is no such file; names are looked up in ${process.cwd()}.`,
  ]);
  assert.deepEqual(await refusal(tmpdir()), [`${tmpdir()}: This is a directory: name a file in it.`]);
  assert.match((await apply(`#${' '.repeat(1_048_576)}`))[0] ?? '', /larger than 1048576 bytes/);
  assert.deepEqual(await refusal('/dev/null'), ['/dev/null: This is not a file.']);
  assert.match((await refusal('package.json/a.yaml')).join(), /what should be its directory is one\.$/);
  const latin1 = `${database}.yaml`;
  await writeFile(latin1, Buffer.from([0x23, 0xe9]));
  assert.deepEqual(await refusal(latin1), [`${latin1}: The file is not UTF-8: save it in that encoding.`]);
  // As PowerShell writes what is redirected.
  await writeFile(latin1, Buffer.from(`\ufeff${TENANT}`, 'utf16le'));
  assert.deepEqual(await refusal(latin1), [`${latin1}: The file is not UTF-8: save it in that encoding.`]);
  assert.equal(existsSync(database), false);
});

test('what is piped in is read as a file is, and called stdin', async (t) => {
  const { config, database } = await startOperator(t);
  const piped = (...parts: readonly unknown[]) =>
    applyFile({ file: '-', stdin: Readable.from(parts), config, env: {}, dryRun: true });
  const refusal = async (...parts: readonly unknown[]) => {
    const applied = await piped(...parts);
    return applied.ok ? [] : applied.error;
  };
  assert.deepEqual(await refusal('tenants: [', '{ name: 7, region: us }]'), ['stdin:1:19 name must be text']);
  assert.deepEqual(await refusal(Buffer.from([0x23, 0xe9])), [
    'stdin: The file is not UTF-8: save it in that encoding.',
  ]);
  assert.deepEqual(await refusal(Buffer.alloc(1_000_000, ' '), Buffer.alloc(1_000_000, ' ')), [
    'stdin: What is piped in is larger than 1048576 bytes; split it.',
  ]);
  // Characters may be torn apart on the way.
  const bytes = Buffer.from(`${TENANT}    clients: [{ name: Zoë, client_id: a }]`);
  const at = bytes.indexOf('ë') + 1;
  const applied = await piped(bytes.subarray(0, at), bytes.subarray(at));
  assert.ok(applied.ok);
  assert.equal(applied.value.length, 2);
  assert.equal(existsSync(database), false);
});
