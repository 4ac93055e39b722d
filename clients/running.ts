/**
 * A program of the field on its way: installed by its registry or looked for among Debian's packages, started beside a place
 * of its own, ended.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PATHS, type Visited } from './journeys.ts';
import { openPlace } from './place.ts';
import type { Program } from './programs.ts';
import { type At, type Command, DEBIAN, TOOLCHAINS } from './toolchains.ts';

/** A virtual machine that starts on a busy machine takes its time. */
const START_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 50;

export type Running = Visited & {
  /** What it printed so far. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
};

/** Installs what the program needs and is not there; throws with a sentence that says what somebody has to install. */
export function install(program: Program): void {
  if (program.debian) {
    findPackages(program.debian);
    return;
  }
  const { needs, from, install: commands } = toolchainOf(program);
  const missing = needs.filter((command) => spawnSync(command, ['--version']).error);
  if (missing.length > 0) throw new Error(`There is no ${missing.join(' and no ')}: install ${from}.`);
  const at = whereabouts(program);
  mkdirSync(at.installed, { recursive: true });
  for (const command of commands(at)) carryOut(command, at);
}

/** Starts a place and the program in it; the caller closes both. */
export async function start(program: Program): Promise<Running> {
  const place = await openPlace();
  const { child, said } = launch(program, place.told);
  const close = async () => {
    await end(child);
    await place.close();
  };
  try {
    await untilItAnswers(place.told.ORIGIN, child);
  } catch (cause) {
    await close();
    throw new Error(`${program.name} did not start: ${said()}`, { cause });
  }
  return { place, paths: { ...PATHS, ...program.paths?.(place.told) }, said, close };
}

function whereabouts({ tongue, library }: Program): Omit<At, 'port'> {
  return {
    folder: join(import.meta.dirname, tongue, library),
    installed: join(import.meta.dirname, '.installed', tongue, library),
  };
}

function toolchainOf({ tongue }: Program) {
  const toolchain = TOOLCHAINS[tongue];
  if (!toolchain) throw new Error(`No registry has programs for ${tongue}.`);
  return toolchain;
}

function findPackages(packages: readonly string[]): void {
  const missing = packages.filter((name) => spawnSync('dpkg-query', ['--status', name]).status !== 0);
  if (missing.length > 0)
    throw new Error(`This runs with packages of Debian: apt-get install ${missing.join(' ')}`);
}

function environment({ folder, installed }: Omit<At, 'port'>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    INSTALLED: installed,
    BUNDLE_GEMFILE: `${folder}/Gemfile`,
    BUNDLE_PATH: installed,
    COMPOSER_VENDOR_DIR: installed,
  };
}

function carryOut([command, ...args]: Command, at: Omit<At, 'port'>): void {
  const { status, error, output } = spawnSync(command, args, {
    cwd: at.folder,
    env: environment(at),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')}: ${error ?? output?.join('')}`);
}

function launch(
  program: Program,
  told: Readonly<Record<string, string>> & { readonly PORT: string },
): { readonly child: ChildProcess; readonly said: () => string } {
  const at = { ...whereabouts(program), port: told.PORT };
  mkdirSync(at.installed, { recursive: true });
  const run = program.debian ? DEBIAN[program.tongue] : toolchainOf(program).run;
  if (!run) throw new Error(`Debian has nothing for ${program.tongue}.`);
  const [command, ...args] = run(at);
  const env = { ...environment(at), ...told };
  const child = spawn(command, args, { cwd: at.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  }
  // A command that is not there is an end like any other: whoever waits for an answer sees it.
  child.on('error', (error) => lines.push(String(error)));
  return { child, said: () => lines.join('') };
}

async function untilItAnswers(origin: string, child: ChildProcess): Promise<void> {
  const late = AbortSignal.timeout(START_LIMIT_MS);
  while (!late.aborted) {
    if (hasEnded(child)) throw new Error('It ended.');
    const answer = await fetch(`${origin}/bye`, { redirect: 'manual' }).catch(() => undefined);
    if (answer) return;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`It did not answer within ${START_LIMIT_MS / 1000} s.`);
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
