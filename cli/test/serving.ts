/**
 * `tacit serve` as a process of its own, and clients that keep it busy over connections that they keep.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../server/test/ports.ts';
import { FILE, operator, operatorHere } from './operator.ts';

export type Serving = {
  readonly child: ChildProcess;
  readonly port: number;
  readonly directory: string;
  /** All that was said so far. */
  readonly said: { out: string; err: string };
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
};

type Environment = Readonly<Record<string, string>>;

/** Starts it on a free port, with an empty database; the caller ends it. */
export async function startServing(t: TestContext, env: Environment = {}): Promise<Serving> {
  return startAt(await freePort(), await operator(t), { t, env });
}

/** The same with one tenant, at localhost. */
export async function startWithTenant(t: TestContext, env: Environment = {}): Promise<Serving> {
  const place = await operatorHere(t);
  const port = await freePort();
  await writeFile(join(place.directory, 'tacit.yaml'), FILE);
  const applied = await place.tacit(['apply', 'tacit.yaml'], { TACIT_PORT: String(port), ALICE: 'x y z' });
  assert.equal(applied.code, 0, applied.stderr);
  return startAt(port, place, { t, env });
}

/** The same in a place where there is a database already, as after a process before it. */
export async function startAt(
  port: number,
  { start, directory }: Awaited<ReturnType<typeof operator>>,
  { t, env }: { readonly t: TestContext; readonly env: Environment },
): Promise<Serving> {
  const child = start(['serve'], { TACIT_PORT: String(port), ...env });
  t.after(() => child.kill('SIGKILL'));
  const serving = watch(child, { port, directory });
  await until(() => serving.said.err.includes('Tacit listens'), serving);
  return serving;
}

/** Collects what a process says. */
export function watch(child: ChildProcess, where: Pick<Serving, 'port' | 'directory'>): Serving {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    said.out += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said.err += part;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, said, ended, ...where };
}

/** Waits for something that a process does; fails with its words when it has ended without. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  { child, said }: Serving,
): Promise<void> {
  while (!(await isTrue())) {
    assert.equal(child.exitCode ?? child.signalCode, null, `${said.err}${said.out}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Messages and levels of the log. */
export function logLines({ out }: Serving['said']): readonly { level: number; msg: string }[] {
  return out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** What `/readyz` says. */
export async function readiness(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return `${answer.status} ${await answer.text()}`;
}

/** A connection, and what is written on it. */
export async function connected(port: number, text = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return socket;
}

export type Load = { answered: number; told: number; readonly lost: string[] };

/** Asks over one connection, the next the moment an answer is read, until an answer says that it is the last. */
export function keepAsking(port: number, load: Load): Promise<void> {
  const request = `GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const state = { text: '', isTold: false };
    socket.setEncoding('latin1').on('data', (part: string) => {
      state.text += part;
      const head = state.text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(state.text)?.[1] ?? Number.NaN);
      if (head < 0 || state.text.length < head + 4 + length) return;
      load.answered += 1;
      state.isTold = /connection: close/i.test(state.text);
      state.text = '';
      if (state.isTold) socket.end();
      else socket.write(request);
    });
    socket.on('error', (error) => load.lost.push(error.message));
    socket.on('close', () => {
      if (state.isTold) load.told += 1;
      else load.lost.push('closed without an answer');
      resolve();
    });
  });
}

/** The same by an agent of node:http, as programs have it; ends when nobody listens any more. */
export async function keepAskingByAgent(port: number, load: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (;;) {
    const outcome = await new Promise<string>((resolve) => {
      get({ host: '127.0.0.1', port, path: '/healthz', agent }, (answer) => {
        answer.resume().once('end', () => resolve('answered'));
      }).once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    });
    if (outcome === 'ECONNREFUSED') return;
    if (outcome === 'answered') load.answered += 1;
    else load.lost.push(outcome);
  }
}
