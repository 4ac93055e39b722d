/**
 * `tacit init` as somebody types it: what it refuses, what it writes, and that what it prints works.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import { createBrowser } from '../../conformance/walk/browser.ts';
import { member } from '../../conformance/walk/metadata.ts';
import { createPrinter } from '../../conformance/walk/printer.ts';
import { freePorts } from '../../server/test/ports.ts';
import { type InitFlags, readChoices } from '../src/init/choices.ts';
import { operator, operatorHere, read } from './operator.ts';

const WRITTEN = 'tacit.yaml';

test('every flag that cannot be meant is named, exit 2, and nothing is written', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const wrong = [
    ...['--flow', 'hybrid', '--sdk', 'react', '--guard', 'none', '--file', '-', '--tenant', 'My'],
    ...['--region', 'E U', '--spa', 'http://app.example', '--api', 'my api', '--user', 'nobody'],
  ];
  const { code, stdout, stderr } = await tacit(['init', ...wrong]);
  assert.deepEqual([code, stdout], [2, '']);
  assert.deepEqual(stderr.trim().split('\n'), [
    '--flow: is to be code or implicit',
    '--sdk: is to be browser or auth0-spa-js or article',
    '--guard: is to be guard or express-oauth2-jwt-bearer',
    '--file: is to be the name of a file',
    '--tenant: must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
    '--region: must be lower-case letters, digits and hyphens, with no hyphen at either end',
    '--spa: uses http: only localhost may',
    '--api: must be ASCII without spaces',
    '--user: must be an e-mail address',
    'Nothing was written.',
  ]);
  assert.deepEqual(await readdir(directory), []);
});

const SDKS: readonly (readonly [Partial<InitFlags>, readonly string[], flow: string])[] = [
  [{}, [], 'code'],
  [{ flow: 'implicit' }, [], 'implicit'],
  [{ sdk: 'article' }, [], 'implicit'],
  [{ sdk: 'auth0-spa-js' }, [], 'code'],
  [
    { sdk: 'auth0-spa-js', flow: 'implicit' },
    ['--sdk: auth0-spa-js does not speak this flow; say --flow code'],
    'implicit',
  ],
  [
    { sdk: 'article', flow: 'code' },
    ['--sdk: article does not speak this flow; say --flow implicit'],
    'code',
  ],
  [{ sdk: 'constructor' }, ['--sdk: is to be browser or auth0-spa-js or article'], 'code'],
  [
    { serve: true, apply: false },
    ['--serve: there is nothing to serve where nothing is applied; leave out --no-apply'],
    'code',
  ],
  [{ serve: true, json: true }, ['--serve: the log would follow the JSON; leave out one of them'], 'code'],
  [{ file: '' }, ['--file: is to be the name of a file'], 'code'],
];

test('an SDK brings its flow, and refuses another one', () => {
  for (const [said, lines, flow] of SDKS) {
    const { choices, mistakes } = readChoices({ file: 'tacit.yaml', apply: true, ...said });
    assert.deepEqual([mistakes, choices.flow], [lines, flow]);
  }
});

test('a file that is there stays, byte for byte, until --force; one that cannot be written is said', async (t) => {
  const { tacit, directory } = await operator(t);
  const file = join(directory, WRITTEN);
  await writeFile(file, '# mine\n');
  assert.deepEqual(await tacit(['init']), {
    code: 1,
    stdout: '',
    stderr:
      'tacit.yaml is there already: --force writes over it, --file NAME writes another.\nNothing was written.\n',
  });
  const nowhere = await tacit(['init', '--file', 'nowhere/tacit.yaml']);
  assert.deepEqual(
    [nowhere.code, nowhere.stderr],
    [1, 'nowhere/tacit.yaml cannot be written: its directory is not there.\nNothing was written.\n'],
  );
  assert.deepEqual([await readFile(file, 'utf8'), await readdir(directory)], ['# mine\n', [WRITTEN]]);
  const unapplied = await tacit(['init', '--force', '--no-apply'], { FORCE_COLOR: '1' });
  assert.equal(unapplied.code, 0);
  assert.match(unapplied.stdout, /; nothing was written\.$/m);
  const next = styleText('bold', 'Next', { validateStream: false });
  assert.ok(unapplied.stdout.includes(`${next}\n  npx tacit apply tacit.yaml\n  npx tacit serve\n`));
  assert.match(await readFile(file, 'utf8'), /^# Your tenant, your page and your API/);
  assert.deepEqual(await readdir(directory), [WRITTEN]);
});

test('--json is for programs: all that was made, the password once, and it is not in the file', async (t) => {
  const { tacit, directory } = await operatorHere(t);
  const first = await tacit(['init', '--json', '--api', 'urn:a', '--user', 'me@a.example']);
  assert.deepEqual([first.code, first.stderr], [0, '']);
  const { authorize_url, password, ...made } = JSON.parse(first.stdout);
  assert.deepEqual(made, {
    issuer: 'http://localhost:4000/',
    client_id: 'my-page',
    audience: 'urn:a',
    user: 'me@a.example',
    file: 'tacit.yaml',
  });
  assert.ok(
    authorize_url.startsWith('http://localhost:4000/authorize?response_type=code&client_id=my-page&'),
  );
  assert.match(password, /^[a-z-]{24}$/);
  assert.ok(!(await readFile(join(directory, WRITTEN), 'utf8')).includes(password));

  // What is there and would become another is shown and stays.
  const other = ['init', '--file', 'other.yaml', '--spa', 'https://app.example', '--api', 'urn:a'];
  const refused = await tacit(other);
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  assert.match(
    refused.stderr,
    /^update +client +dev\.us +my-page\n {4}callbacks: \+"https:\/\/app\.example\/"/m,
  );
  assert.match(refused.stderr, /--force changes it\.\nNothing was written\.\n$/);
  const forced = await tacit([...other, '--force', '--json']);
  const { user, password: none } = JSON.parse(forced.stdout);
  assert.deepEqual([forced.code, user, none], [0, null, null]);
  assert.deepEqual((await readdir(directory)).toSorted(), ['data', 'other.yaml', WRITTEN]);
});

/** Where the packages are that the programs name. */
const ofClients = createRequire(new URL('../../clients/package.json', import.meta.url));
const PACKAGES: Readonly<Record<string, string>> = {
  '@tacit/guard': import.meta.resolve('../../guard/src/index.ts'),
  express: pathToFileURL(ofClients.resolve('express')).href,
  'express-oauth2-jwt-bearer': pathToFileURL(ofClients.resolve('express-oauth2-jwt-bearer')).href,
};

const JOURNEYS = [[], ['--sdk', 'article', '--guard', 'express-oauth2-jwt-bearer']];

for (const flags of JOURNEYS) {
  test(`init, serve, the printed link, the sign-in, and the printed API answers 200: ${flags.join(' ')}`, {
    timeout: 120_000,
  }, async (t) => {
    const { tacit, start, directory } = await operator(t);
    const [port, spaPort, apiPort] = await freePorts(3);
    const env = { TACIT_PORT: String(port), TACIT_LOG_LEVEL: 'silent' };
    const { code, stdout, stderr } = await tacit(
      ['init', '--spa', `http://localhost:${spaPort}`, ...flags],
      env,
    );
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^ {2}npx tacit serve$/m);
    const printed = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(stdout)?.[1] ?? '';

    const server = start(['serve'], env);
    t.after(() => server.kill('SIGKILL'));
    await firstLine(server.stderr);
    const [, program = ''] = /^Your API: api\.mjs \([^)]*\)\n(.*?)^Next$/ms.exec(stdout) ?? [];
    const file = join(directory, 'api.mjs');
    const bound = program.replaceAll(/from '(.*)'/g, (_, name: string) => `from '${PACKAGES[name]}'`);
    await writeFile(file, `${bound.replace('listen(3001', `listen(${apiPort}`)}\nconsole.log('ready');\n`);
    const api = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'] });
    t.after(() => api.kill('SIGKILL'));
    await firstLine(api.stdout);

    const access_token = await signIn(new URL(printed('Sign in')), {
      user: printed('User'),
      password: printed('Password'),
    });
    const ask = (headers: Record<string, string>) => fetch(`http://localhost:${apiPort}/hello`, { headers });
    assert.equal((await ask({})).status, 401);
    const answer = await ask({ authorization: `Bearer ${access_token}` });
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /^\{"hello":".+"\}$/);
    assert.equal(answer.headers.get('access-control-allow-origin'), `http://localhost:${spaPort}`);
  });
}

test('with --serve the process is the server afterwards; where one answers already, that one goes on', {
  timeout: 120_000,
}, async (t) => {
  const { tacit, start } = await operator(t);
  const [port] = await freePorts(1);
  const env = { TACIT_PORT: String(port), TACIT_LOG_LEVEL: 'silent' };
  const server = start(['init', '--serve', '--api', 'urn:a'], env);
  t.after(() => server.kill('SIGKILL'));
  const printed = read(server.stdout);
  await firstLine(server.stderr);
  const { issuer } = Object(await (await fetch(`http://localhost:${port}/`)).json());
  assert.equal(issuer, `http://localhost:${port}/`);

  const again = await tacit(['init', '--serve', '--force', '--api', 'urn:b'], env);
  assert.deepEqual([again.code, again.stderr], [0, '']);
  assert.ok(again.stdout.endsWith(`\n${told(port)}\n`), again.stdout);
  assert.equal((await fetch(`${issuer}.well-known/openid-configuration`)).status, 200);

  const ended = once(server, 'close');
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  assert.match(await printed, /^Password: [a-z-]{24}$/m);
  assert.doesNotMatch(await printed, /npx tacit serve/);
});

function told(port: number | undefined): string {
  return `The server that answers at http://localhost:${port} knows it all already, and goes on.`;
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<void> {
  assert.ok(stream);
  await once(createInterface({ input: stream }), 'line');
}

/** As the page does it: by the printed link, with a verifier of its own where the link asks for a code. */
async function signIn(link: URL, person: { user: string; password: string }): Promise<string> {
  const verifier = 'v'.repeat(43);
  const parameters = link.searchParams;
  if (parameters.has('code_challenge'))
    parameters.set('code_challenge', hash('sha256', verifier, 'base64url'));
  const redirect_uri = parameters.get('redirect_uri') ?? '';
  const browser = createBrowser(
    redirect_uri,
    createPrinter(() => undefined),
  );
  const { search, hash: fragment } = await browser.signIn(await browser.open(link), person);
  const answer = new URLSearchParams(fragment === '' ? search : fragment.slice(1));
  assert.equal(answer.get('state'), parameters.get('state'));
  const access_token = answer.get('access_token');
  if (access_token !== null) return access_token;
  const client_id = parameters.get('client_id') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    code_verifier: verifier,
    client_id,
    redirect_uri,
  });
  const response = await fetch(new URL('/oauth/token', link), { method: 'POST', body });
  return String(member(await response.json(), 'access_token'));
}
