/**
 * A person at a server far away: signed in by their browser, asked each time, until the token ends.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../server/test/ports.ts';
import { UserAgent } from '../../server/test/user-agent.ts';
import { runAt } from '../src/main.ts';
import { openBrowser } from '../src/sign-in/browser.ts';
import { type LoginOptions, login, logout } from '../src/sign-in/login.ts';
import { atTerminal } from '../src/terminal.ts';
import { bothWays } from './both-ways.ts';
import { TACIT } from './operator.ts';

const ALICE = { username: 'alice@example.com', password: 'correct horse battery staple' };

/** Nobody but the person who runs it. */
const PERSON = { TACIT_CLIENT_ID: '', TACIT_CLIENT_SECRET: '' };

const USUAL: LoginOptions = { browser: true, port: '0' };

async function place(t: TestContext) {
  const config = await mkdtemp(join(tmpdir(), 'tacit-config-'));
  t.after(() => rm(config, { recursive: true, force: true }));
  const ways = await bothWays(t, { env: { XDG_CONFIG_HOME: config } });
  const file = join(config, 'tacit/signed-in.json');
  /** In this process, as the command does it there. */
  async function within<T>(
    work: () => Promise<T>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly done: T; readonly said: string }> {
    Object.assign(process.env, { XDG_CONFIG_HOME: config, TACIT_SERVER: ways.url, ...env });
    const mocks = (['log', 'error'] as const).map((name) => t.mock.method(console, name, () => undefined));
    try {
      const done = await work();
      return {
        done,
        said: mocks.flatMap(({ mock }) => mock.calls.map(({ arguments: a }) => a.join(' '))).join('\n'),
      };
    } finally {
      for (const { mock } of mocks) mock.restore();
      for (const name of ['XDG_CONFIG_HOME', 'TACIT_SERVER']) delete process.env[name];
    }
  }
  const far = (...args: readonly string[]) => ways.far(args, PERSON);
  return { ...ways, far, file, within };
}

/** What the system opens an address by, and which hands it over here instead. */
async function fakeBrowser(t: TestContext) {
  const bin = await mkdtemp(join(tmpdir(), 'tacit-browser-'));
  t.after(() => rm(bin, { recursive: true, force: true }));
  const pipe = join(bin, 'opened');
  await promisify(execFile)('mkfifo', [pipe]);
  for (const name of ['xdg-open', 'open', 'own'])
    await writeFile(join(bin, name), `#!/bin/sh\nprintf '%s' "$1" > '${pipe}'\n`, { mode: 0o755 });
  return {
    bin,
    /** The address, as soon as somebody opens one. */
    opened: () => readFile(pipe, 'utf8'),
    /** A command before a person. */
    async at(args: readonly string[], env: Readonly<Record<string, string>>) {
      const said: string[] = [];
      const stdout = new Writable({
        write: (text, _, done) => {
          said.push(String(text));
          done();
        },
      });
      const stderr = Object.assign(new Writable({ write: (_text, _encoding, done) => done() }), {
        isTTY: true,
      });
      const stdin = Object.assign(Readable.from([]), { isTTY: true });
      const code = await runAt({ stdin, stdout, stderr, env }, [process.execPath, TACIT, ...args]);
      return { code, stdout: said.join('') };
    },
  };
}

/** Signs in at the page that opens, and agrees or does not; where the browser is led then. */
async function asAlice(address: string, answer: 'accept' | 'deny'): Promise<string> {
  const { host, port, searchParams } = new URL(address);
  const agent = new UserAgent({ port: Number(port), host });
  const consent = await agent.signIn(await agent.authorize(Object.fromEntries(searchParams)), ALICE);
  assert.match(
    consent.body,
    /id="consent-command">.*<code>tacit login<\/code>/,
    'which any program could ask',
  );
  return (await agent.consent(consent, answer)).location;
}

/** Signs in, led by somebody. */
async function led(lead: (address: string) => Promise<void>): Promise<number> {
  const opened = Promise.withResolvers<string>();
  const [code] = await Promise.all([login(USUAL, opened.resolve), opened.promise.then(lead)]);
  return code;
}

test('RFC 8252: whoever signs in by their browser does by --server what their roles hold, until they sign out', async (t) => {
  const { here, far, url, file, within } = await place(t);
  const nobody = await far('clients', 'list');
  assert.equal(nobody.code, 1);
  assert.match(nobody.stderr, /sign in by `tacit login`/);
  const answered = (answer: 'accept' | 'deny') =>
    within(() => led(async (address) => void (await fetch(await asAlice(address, answer)))));
  await assert.rejects(answered('deny'), /You are not signed in: /);
  await assert.rejects(answered('accept'), /you have no role of its Management API.*tacit admin create/);
  // Where no tenant answers no browser opens, and nobody waits for one.
  const never = () => assert.fail('No browser opens.');
  const elsewhere = { TACIT_SERVER: `http://localhost:${await freePort()}` };
  await assert.rejects(
    within(() => login(USUAL, never), elsewhere),
    /no server listens there: start it, or correct --server/,
  );
  const unnamed = await within(() => login(USUAL, never), { TACIT_SERVER: '' });
  assert.match(unnamed.said, /^At which server\? Say --server, or set TACIT_SERVER/);
  const wrong = await within(() => login({ ...USUAL, port: '70000' }));
  assert.deepEqual([wrong.done, wrong.said], [1, '--port: "70000" is no port.']);
  await assert.rejects(stat(file), { code: 'ENOENT' });
  assert.equal((await here(['admin', 'create', ALICE.username, '--tenant', 'acme'])).code, 0);

  const strangers: number[] = [];
  const signedIn = await within(() =>
    led(async (address) => {
      const location = new URL(await asAlice(address, 'accept'));
      // What is not the answer that is waited for lets nobody in, and ends nothing.
      for (const name of ['state', 'iss']) {
        const forged = new URL(location);
        forged.searchParams.set(name, 'x');
        strangers.push((await fetch(forged)).status);
      }
      const posted = await fetch(location, { method: 'POST' });
      strangers.push(posted.status, (await fetch(new URL('/', location))).status);
      const answer = await fetch(location);
      assert.match(await answer.text(), /You are signed in/);
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    }),
  );
  assert.deepEqual([signedIn.done, strangers], [0, [400, 400, 400, 400]]);
  assert.match(signedIn.said, /You are signed in at http:\/\/localhost:\d+ until 2/);
  const kept = await readFile(file, 'utf8');
  const { access_token } = JSON.parse(kept)[url];
  assert.ok(!signedIn.said.includes(access_token));
  if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);

  const listed = await far('clients', 'list', '--json');
  assert.equal(listed.code, 0, listed.stderr);
  assert.equal(listed.stdout, (await here(['clients', 'list', '--json'])).stdout);

  // One that is over is not sent; where there is a terminal the browser opens anew, and the command goes on.
  await writeFile(file, JSON.stringify({ [url]: { access_token, expires_at: 1 } }));
  assert.match(
    (await far('clients', 'list')).stderr,
    /your sign-in has ended: sign in again by `tacit login`/,
  );
  const browser = await fakeBrowser(t);
  const again = browser.at(['clients', 'list', '--json'], {
    TACIT_SERVER: url,
    XDG_CONFIG_HOME: dirname(dirname(file)),
    PATH: browser.bin,
  });
  await fetch(await asAlice(await browser.opened(), 'accept'));
  assert.deepEqual(await again, { code: 0, stdout: listed.stdout });
  assert.ok(JSON.parse(await readFile(file, 'utf8'))[url].expires_at > 1);
  await writeFile(file, kept);

  assert.match((await within(logout)).said, /You are signed out/);
  await assert.rejects(stat(file), { code: 'ENOENT' });
  assert.match((await within(logout)).said, /Nobody was signed in/);
  // Ended at the server too, and with it nothing that was given later.
  await writeFile(file, kept);
  const ended = await far('clients', 'list');
  assert.match(ended.stderr, /does not know who asks.*`tacit login`/);
});

test('the browser is the one that BROWSER names, else that of the system; where there is none nothing fails', async (t) => {
  const { bin, opened } = await fakeBrowser(t);
  const silent = () => new Writable({ write: (_text, _encoding, done) => done() });
  const open = (address: string, env: Readonly<Record<string, string>>) =>
    atTerminal({ stdin: Readable.from([]), stdout: silent(), stderr: silent(), env }, async () =>
      openBrowser(address),
    );
  for (const env of [
    { PATH: bin },
    { PATH: '', BROWSER: join(bin, 'own') },
    { PATH: '', BROWSER: `${join(bin, 'own')}:lynx` },
    { PATH: bin, BROWSER: 'own --new-window %s' },
  ]) {
    const address = `https://acme.test/authorize?a=1&b=%22;$(id)${JSON.stringify(env)}`;
    await Promise.all([opened().then((one) => assert.equal(one, address)), open(address, env)]);
  }
  await open('https://acme.test/', { PATH: join(bin, 'nothing') });
});
