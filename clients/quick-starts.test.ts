/**
 * The code that the dashboard shows to copy, run as it stands there: in Chromium, on a server, as a command. Whoever adds an SDK to
 * the dashboard adds how it is run here, or the first test fails.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import {
  type AppType,
  type Made,
  QUICK_STARTS,
  type QuickStart,
} from '../dashboard/src/pages/applications/quick-starts.ts';
import { sha256 } from '../server/src/protocol/digest.ts';
import {
  AUDIENCE,
  CLIENT_SECRET,
  claimsOf,
  openPlace,
  type Place,
  signInAndConsent,
  type Visitor,
} from '../server/test/e2e/harness.ts';
import { freePort } from '../server/test/ports.ts';
import { implicitClient } from '../server/test/stack.ts';

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>quick start</title><body><script type="module" src="/quick-start.js"></script>';

/** What is served at the moment; a page is loaded anew for each. */
const served: { script: string } = { script: '' };

const script = {
  get script() {
    return served.script;
  },
};

let place: Place;
let folder: string;
before(async () => {
  place = await openPlace({ '/callback': { html: PAGE }, '/quick-start.js': script });
  // Below this folder, so that Node finds what is installed in it.
  const below = join(import.meta.dirname, '.installed');
  await mkdir(below, { recursive: true });
  folder = await mkdtemp(join(below, 'quick-start-'));
});
after(async () => {
  await place.close();
  await rm(folder, { recursive: true, force: true });
});

type Run = (start: QuickStart) => Promise<void>;

const RUNS: Readonly<Record<AppType, Run>> = {
  spa: inPage,
  regular_web: onServer,
  native: native,
  non_interactive: asCommand,
};

for (const app_type of ['spa', 'regular_web', 'native', 'non_interactive'] as const)
  for (const start of QUICK_STARTS[app_type])
    test(`${app_type}: what the dashboard shows for ${start.name} works as it stands`, () =>
      RUNS[app_type](start));

function madeWith(made: Partial<Made>): Made {
  return { issuer: place.issuer, client_id: 'code', callback: '', audience: AUDIENCE, ...made };
}

/** The code as a page loads it, once a bundler has been at it. */
async function bundle(start: QuickStart, code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      // Angular is compiled in the page, as clients/pages has it.
      contents: start.name === 'Angular' ? `import '@angular/compiler';\n${code}` : code,
      resolveDir: import.meta.dirname,
      sourcefile: start.file,
      loader: start.file.endsWith('.jsx') ? 'jsx' : start.file.endsWith('.ts') ? 'ts' : 'js',
    },
    // The SDK's source, so that nothing has to be built before.
    alias: { '@tacit/browser': join(import.meta.dirname, '../browser/src/index.ts') },
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

async function greets({ page }: Visitor): Promise<void> {
  await page.getByText('Hello Alice Example').waitFor();
}

async function inPage(start: QuickStart): Promise<void> {
  const callback = `${place.pages}/callback`;
  served.script = await bundle(start, start.code(madeWith({ callback })));
  const visitor = await place.visit();
  await visitor.page.goto(callback);
  await signInAndConsent(visitor);
  await greets(visitor);
  await visitor.context.close();
}

/** Runs the code as it is, with what its environment has to hold. Several versions of a package are installed by other names. */
async function run(start: QuickStart, code: string): Promise<ChildProcess> {
  const path = join(folder, start.file);
  await writeFile(path, code.replace("from 'openid-client'", "from 'openid-client-6'"));
  return spawn(start.file.endsWith('.sh') ? 'sh' : process.execPath, [path], {
    env: { ...process.env, CLIENT_SECRET, SESSION_SECRET: 'a'.repeat(64) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill();
    await once(child, 'exit');
  }
}

/** All that a program prints. */
async function printed({ stdout }: ChildProcess): Promise<string> {
  assert.ok(stdout);
  return (await stdout.setEncoding('utf8').toArray()).join('');
}

async function onServer(start: QuickStart): Promise<void> {
  const origin = `http://localhost:${await freePort()}`;
  const callback = `${origin}/callback`;
  await place.storage.tenant('t-dev').clients.save(
    implicitClient('quick-web', {
      ...{ app_type: 'regular_web', grant_types: ['authorization_code', 'refresh_token'] },
      ...{ redirect_uris: [callback], client_secret_hash: sha256(CLIENT_SECRET) },
      // As the dashboard registers one.
      token_endpoint_auth_method: 'client_secret_basic_or_post',
    }),
  );
  const child = await run(start, start.code(madeWith({ client_id: 'quick-web', callback })));
  try {
    await isUp(origin, child);
    const visitor = await place.visit();
    await visitor.page.goto(origin);
    await signInAndConsent(visitor);
    await greets(visitor);
    await visitor.context.close();
  } finally {
    await end(child);
  }
}

/** Asks until somebody answers, or the program has ended. */
async function isUp(origin: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(origin, { redirect: 'manual' }).catch(() => undefined);
    if (answer) return;
  }
  throw new Error('It ended.');
}

async function native(start: QuickStart): Promise<void> {
  const callback = `http://localhost:${await freePort()}/callback`;
  const native = { app_type: 'native', grant_types: ['authorization_code', 'refresh_token'] } as const;
  await place.storage
    .tenant('t-dev')
    .clients.save(implicitClient('quick-native', { ...native, redirect_uris: [callback] }));
  const child = await run(start, start.code(madeWith({ client_id: 'quick-native', callback })));
  try {
    assert.ok(child.stdout);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const visitor = await place.visit();
    await visitor.page.goto(String(line).replace('Open ', ''));
    await signInAndConsent(visitor);
    await greets(visitor);
    await visitor.context.close();
  } finally {
    await end(child);
  }
}

async function asCommand(start: QuickStart): Promise<void> {
  const { clients } = place.storage.tenant('t-dev');
  const web = await clients.find('web');
  assert.ok(web);
  await clients.save({ ...web, token_endpoint_auth_method: 'client_secret_basic_or_post' });
  const child = await run(start, start.code(madeWith({ client_id: 'web' })));
  const [token = ''] = /eyJ[\w.-]+/.exec(await printed(child)) ?? [];
  const { aud, gty } = claimsOf(token);
  assert.deepEqual([aud, gty], [AUDIENCE, 'client-credentials']);
}
