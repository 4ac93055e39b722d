/**
 * The command as an operator runs it, in a directory of its own: in a process of its own, or in that of the tests.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { runAt } from '../src/main.ts';

/** A tenant with one client and one user, whose password is the variable ALICE. */
export const FILE = `tenants:
  - name: acme
    region: us
    clients: [{ name: Spa, client_id: spa, grant_types: [implicit], callbacks: ["http://localhost:3000/cb"] }]
    users: [{ email: alice@example.com, password: "##ALICE##" }]
rollouts:
  - { feature: api_authorization, region: eu, stage: off }
`;

export const TACIT = join(import.meta.dirname, '../bin/tacit.js');

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };
type Environment = Readonly<Record<string, string>>;

export type Operator = {
  readonly directory: string;
  /** Runs to the end; what is on standard input is `input`. */
  readonly tacit: (args: readonly string[], env?: Environment, input?: string) => Promise<Outcome>;
  readonly start: (args: readonly string[], env?: Environment) => ChildProcess;
};

/** An empty directory, and the command as somebody runs it there. */
export async function operator(t: TestContext): Promise<Operator> {
  const directory = await emptyDirectory(t);
  const start = (args: readonly string[], env: Environment = {}) =>
    spawn(process.execPath, [TACIT, ...args], {
      cwd: directory,
      env: { ...inherited(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  return { directory, start, tacit: (args, env, input) => toTheEnd(start(args, env), input) };
}

async function emptyDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-cli-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Of the tests' own, without settings. */
function inherited(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value = '']) =>
      name.startsWith('TACIT_') ? [] : [[name, value]],
    ),
  );
}

async function toTheEnd(child: ChildProcess, input = ''): Promise<Outcome> {
  // Whoever does not read it ends before it is written.
  child.stdin?.on('error', () => undefined).end(input);
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, stdout: await stdout, stderr: await stderr };
}

/**
 * The same commands in this process, which stands in the directory: what a process of its own adds is looked at elsewhere, and of
 * many commands it is all but the whole time. A server, which ends its process, has one of its own, and so has what is started.
 */
export async function operatorHere(t: TestContext): Promise<Operator> {
  const own = await operator(t);
  const before = process.cwd();
  process.chdir(own.directory);
  t.after(() => process.chdir(before));
  return {
    ...own,
    async tacit(args, env = {}, input = '') {
      if (/^(?:--)?serve$/m.test(args.join('\n'))) return own.tacit(args, env, input);
      const [out, err] = [collector(), collector()];
      const terminal = {
        stdin: Readable.from(input === '' ? [] : [input]),
        stdout: out.stream,
        stderr: err.stream,
        env: { ...inherited(), ...env },
      };
      const code = await runAt(terminal, [process.execPath, TACIT, ...args]);
      return { code, stdout: out.said.join(''), stderr: err.said.join('') };
    },
  };
}

/** What is written, at once. */
function collector() {
  const said: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      said.push(String(text));
      done();
    },
  });
  return { stream, said };
}

/** A command in a process of its own says the same as here, to the letter, and ends with the same code. */
export async function saysTheSame(
  { tacit, start }: Operator,
  args: readonly string[],
  env?: Environment,
): Promise<void> {
  assert.deepEqual(await toTheEnd(start(args, env)), await tacit(args, env));
}

/** All that a stream says. */
export async function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  const parts: string[] = [];
  for await (const part of stream ?? []) parts.push(String(part));
  return parts.join('');
}
