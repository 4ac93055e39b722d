import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createBuiltFiles, encodingFor } from './built-files.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacit-built-'));
});
after(() => rm(folder, { recursive: true }));

const accepting = (value: string) =>
  new Request('http://acme.test/', { headers: { 'accept-encoding': value } });

describe('built files', () => {
  test('where nothing was built there is none, until something is', async () => {
    const files = createBuiltFiles([join(folder, 'nowhere'), join(folder, 'dist')]);
    assert.equal(await files.find('index.html'), undefined);
    await mkdir(join(folder, 'dist/assets'), { recursive: true });
    await writeFile(join(folder, 'dist/index.html'), '<!doctype html>');
    await writeFile(join(folder, 'dist/assets/a.js'), 'a');
    await writeFile(join(folder, 'dist/assets/a.js.br'), 'b');
    assert.equal((await files.find('index.html'))?.type, 'text/html; charset=utf-8');
    assert.match((await files.find('assets/a.js'))?.etag ?? '', /^"[\w-]{22}"$/);
  });

  test('a path is a name among those that were built, and leads nowhere else', async () => {
    await writeFile(join(folder, 'secret.js'), 'not built');
    const files = createBuiltFiles([join(folder, 'dist')]);
    for (const path of ['../secret.js', 'assets/../../secret.js', 'assets/a.js.br', '', 'constructor'])
      assert.equal(await files.find(path), undefined, path);
  });

  test('whoever asks is sent the smallest form that there is and that they read (RFC 9110 §12.5.3)', async () => {
    const file = await createBuiltFiles([join(folder, 'dist')]).find('assets/a.js');
    assert.ok(file);
    for (const [accept, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['BR;q=0.1', 'br'],
      ['br;q=0', 'identity'],
      // Not compressed so here.
      ['gzip', 'identity'],
      ['', 'identity'],
    ] as const)
      assert.equal(encodingFor(accepting(accept), file), encoding, accept);
  });
});
