/**
 * What is published: its size, what it touches of a page, and that it depends on nothing.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { BUNDLE } from '../bundle.ts';
import { openWorkers } from './worker.ts';

const LIMIT_BYTES = 6000;

const { outputFiles, metafile } = await build({ ...BUNDLE, write: false, metafile: true });
const [bundle] = outputFiles;
assert.ok(bundle);

async function read(file: string): Promise<string> {
  return readFile(new URL(file, import.meta.url), 'utf8');
}

suite('SD-14 the bundle', () => {
  test(`SD-14 it is at most ${LIMIT_BYTES} bytes, minified and gzipped`, () => {
    const size = gzipSync(bundle.contents, { level: 9 }).length;
    assert.ok(size <= LIMIT_BYTES, `${size} bytes`);
  });

  // Each of them is refused by a strict CSP or by Trusted Types, or would leave a token lying about.
  for (const forbidden of [
    /\beval\b/,
    /\bFunction\(/,
    /\bimport\(/,
    /innerHTML|outerHTML|insertAdjacentHTML|srcdoc|document\.write/,
    /set(?:Timeout|Interval)\(["'`]/,
    /localStorage|indexedDB|document\.cookie|window\.name/,
    /\bconsole\b/,
    /__proto__/,
  ]) {
    test(`SD-02 SD-14 it has no ${forbidden.source}`, () => {
      assert.doesNotMatch(bundle.text, forbidden);
    });
  }

  test('SD-14 it is made of our own files only', async () => {
    assert.ok(Object.keys(metafile.inputs).every((file) => /(?:^|\/)src\/(?:[^/]+\/)?[^/]+\.ts$/.test(file)));
    const manifest: unknown = JSON.parse(await read('../package.json'));
    assert.ok(typeof manifest === 'object' && manifest !== null);
    for (const member of ['dependencies', 'peerDependencies', 'optionalDependencies'])
      assert.equal(Object.hasOwn(manifest, member), false, member);
    assert.ok(!(await read('../package.json')).includes('install"'), 'it has an install script');
  });

  test('SD-14 loading it does nothing to the page', () => {
    const script = bundle.text.replace(/export\{[^}]*\};?\s*$/, '');
    assert.notEqual(script, bundle.text);
    // Only the language and no page: whatever it touched would be a ReferenceError.
    assert.doesNotThrow(() => runInNewContext(`'use strict';${script}`, {}));
  });
});

suite('the worker of the bundle', () => {
  test('minified, its text refers to nothing outside itself', async () => {
    const entryPoints = [fileURLToPath(new URL('../src/tokens/worker-keeper.ts', import.meta.url))];
    const built = await build({ ...BUNDLE, entryPoints, write: false });
    const { startWorkerKeeper } = await import(
      `data:text/javascript,${encodeURIComponent(built.outputFiles[0]?.text ?? '')}`
    );
    const setup = {
      client_id: 'spa1',
      token_endpoint: 'https://acme.auth.test/oauth/token',
      revocation_endpoint: 'https://acme.auth.test/oauth/revoke',
      timeout: 10,
    };
    const { startWorker } = openWorkers(async () => Response.json({ access_token: 'a', refresh_token: 'r' }));
    const ask = startWorkerKeeper(setup, startWorker);
    assert.deepEqual(await ask({ handle: 'h', grant: { code: 'c' } }), { body: { access_token: 'a' } });
    assert.deepEqual(await ask({ handle: 'h' }), { body: { access_token: 'a' } });
    assert.deepEqual(await ask({}), {});
    assert.deepEqual(await ask({ handle: 'h' }), {});
  });
});

suite('README', () => {
  test('every code of TacitError is listed', async () => {
    const source = await read('../src/errors.ts');
    const quoted = source.slice(source.indexOf('WIRE_ERRORS = ['), source.indexOf('type Details'));
    const codes = [...quoted.matchAll(/'([a-z_]+)'/g)].map(([, code]) => code);
    assert.ok(codes.length > 20);
    const readme = await read('../README.md');
    for (const code of codes) assert.ok(readme.includes(`\`${code}\``), `${code} is missing`);
  });
});
