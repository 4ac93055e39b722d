/**
 * The command as an operator runs it: a process of its own in a directory of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { format } from 'node:util';
import { run } from '../src/main.ts';

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

type Operator = {
  readonly directory: string;
  /** Runs to the end; what is on standard input is `input`. */
  readonly tacit: (args: readonly string[], env?: Environment, input?: string) => Promise<Outcome>;
  readonly start: (args: readonly string[], env?: Environment) => ChildProcess;
};

/** An empty directory, and the command as somebody runs it there. */
export async function operator(t: TestContext): Promise<Operator> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-cli-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TACIT_'));
  const start = (args: readonly string[], env: Environment = {}) =>
    spawn(process.execPath, [TACIT, ...args], {
      cwd: directory,
      env: { ...Object.fromEntries(inherited), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  return {
    directory,
    start,
    async tacit(args, env, input = '') {
      const child = start(args, env);
      // Whoever does not read it ends before it is written.
      child.stdin?.on('error', () => undefined).end(input);
      const [stdout, stderr] = [read(child.stdout), read(child.stderr)];
      const [code] = await once(child, 'close');
      return { code, stdout: await stdout, stderr: await stderr };
    },
  };
}

/**
 * The same commands in this process: what a process of its own adds is looked at elsewhere, and of many commands it is all but
 * the whole time.
 */
export async function operatorHere(
  t: TestContext,
): Promise<{ readonly tacit: (args: readonly string[]) => Promise<Outcome> }> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-cli-'));
  const before = process.cwd();
  process.chdir(directory);
  t.after(() => {
    process.chdir(before);
    return rm(directory, { recursive: true, force: true });
  });
  return {
    async tacit(args) {
      const [out, err] = [t.mock.method(console, 'log', ignore), t.mock.method(console, 'error', ignore)];
      const code = await run([process.execPath, TACIT, ...args]);
      const said = ({ mock }: typeof out) =>
        mock.calls.map((call) => `${format(...call.arguments)}\n`).join('');
      const outcome = { code, stdout: said(out), stderr: said(err) };
      for (const { mock } of [out, err]) mock.restore();
      return outcome;
    },
  };
}

function ignore(..._said: readonly unknown[]): void {}

/** All that a stream says. */
export async function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  const parts: string[] = [];
  for await (const part of stream ?? []) parts.push(String(part));
  return parts.join('');
}
