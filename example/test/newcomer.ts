/**
 * Somebody with a clone, a shell and the Node of their machine, who follows steps: a folder for it, commands as a shell runs
 * them, files, servers that end with the newcomer. Where the README has its usual ports, free ones stand.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from '../../server/test/ports.ts';
import type { Step } from './readme-steps.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a clone has not. */
const NOT_CLONED = ['.git', 'node_modules', 'dist', 'data', '.installed'];

/** What is installed is what there was on this day, which goes on with our dependencies. */
const NPM = {
  npm_config_before: '2026-11-29',
  npm_config_audit: 'false',
  npm_config_prefer_offline: 'true',
};

/** The port of the page is an option of its own server. */
const OPTIONS_OF: ReadonlyMap<string, string> = new Map(
  ['npm run dev', 'npm run preview'].map((command) => [command, ' -- --port 5173 --strictPort']),
);

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;

export type Newcomer = {
  /** The text with the ports that are used here. */
  readonly here: (text: string) => string;
  /** Does a step. */
  readonly follow: (step: Step) => Promise<void>;
  /** What servers have printed until now. */
  readonly printed: () => string;
  /** Runs commands where the last ones led to. */
  readonly run: (script: string) => Promise<string>;
  /** Ends a server, for another one at its port. */
  readonly end: (command: string) => Promise<void>;
  /** Waits until something answers at an address. */
  readonly untilAnswered: (address: string) => Promise<void>;
  readonly leave: () => Promise<void>;
};

/** A newcomer in a fresh clone; whoever calls sees them off. */
export async function newcomer(): Promise<Newcomer> {
  const place = await mkdtemp(join(tmpdir(), 'tacit-newcomer-'));
  const clone = await cloneInto(place);
  const here = portsFrom(await freePorts(3));
  const env = { ...ownEnvironment(), ...NPM, TACIT_PORT: here('4000') };
  const at = { folder: clone };
  const servers = new Map<string, ChildProcess>();
  const said: string[] = [];

  /** The folder that the commands lead to is where the next begin. */
  const run = async (script: string): Promise<string> => {
    const child = shell(`set -e\n${here(script)}\npwd`, at.folder, env);
    const printed = listen(child);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${script}\n${printed.all.join('')}`);
    const lines = printed.out.join('').trim().split('\n');
    at.folder = lines.at(-1) ?? at.folder;
    return lines.slice(0, -1).join('\n');
  };
  const serve = (command: string): void => {
    const options = here(OPTIONS_OF.get(command) ?? '');
    const child = shell(`exec ${here(command)}${options}`, at.folder, env);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => said.push(text));
    // What nobody reads would fill the pipe, and the server would wait.
    child.stderr?.resume();
    servers.set(command, child);
  };
  return {
    here,
    run,
    follow: async (step) => {
      if (step.kind === 'run') await run(step.commands.join('\n'));
      else if (step.kind === 'write') await writeFile(join(at.folder, step.file), here(step.text));
      else for (const command of step.commands) serve(command);
    },
    printed: () => said.join(''),
    end: (command) => endGroup(servers.get(command)),
    untilAnswered,
    leave: async () => {
      await Promise.all([...servers.values()].map(endGroup));
      await rm(place, { recursive: true, force: true });
    },
  };
}

/** Files and, so that nothing is installed twice, packages of this repository, under the name that a clone has. */
async function cloneInto(place: string): Promise<string> {
  const clone = join(place, 'tacit');
  await cp(ROOT, clone, { recursive: true, filter: (path) => !NOT_CLONED.includes(basename(path)) });
  await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

function portsFrom([server, page, api]: readonly number[]): (text: string) => string {
  const ports = new Map([
    ['4000', server],
    ['5173', page],
    ['3001', api],
  ]);
  return (text) => text.replace(/\b(4000|5173|3001)\b/g, (port) => String(ports.get(port)));
}

/** As it was before `npm test` set the scene: the machine's own Node, no words of another package. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|TACIT_|INIT_CWD$|NODE_TEST_CONTEXT$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const path = folders.filter((folder) => !folder.includes('node_modules')).join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

/** In a group of its own, so that what it starts ends with it. */
function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn('sh', ['-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

function listen({ stdout, stderr }: ChildProcess) {
  const out: string[] = [];
  const all: string[] = [];
  stdout?.setEncoding('utf8').on('data', (text: string) => out.push(text));
  for (const stream of [stdout, stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => all.push(text));
  return { out, all };
}

async function endGroup(child: ChildProcess | undefined): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  process.kill(-child.pid, 'SIGTERM');
  await ended;
}

async function untilAnswered(address: string): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  while (!late.aborted) {
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => undefined);
    if (answer) return;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`Nothing answered at ${address}.`);
}
