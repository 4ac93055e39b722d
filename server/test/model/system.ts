/**
 * Two server processes on one database, as an operator runs them: what the model is compared with.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { EMPTY_DATABASES, NOW, tenantNamed, withSettings } from '../databases/databases.ts';
import { openWritable } from '../databases/writable.ts';
import type { Call, Reply } from './machine.ts';
import type { Outcome } from './operation.ts';
import { clear, linesThere, TENANTS } from './rows.ts';
import { newState } from './state.ts';

type Process = {
  readonly call: (call: Omit<Call, 'id'>) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
};

export type Dialect = keyof typeof EMPTY_DATABASES;

export const DIALECTS: readonly Dialect[] = ['sqlite', 'postgres'];

export type System = {
  readonly machines: readonly [Process, Process];
  readonly tally: Tally;
  readonly there: () => ReturnType<typeof linesThere>;
  /** Makes it what `newState` says. */
  readonly begin: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * PostgreSQL undoes one of two that wait for each other, and our storage tries it again: here whoever waits that long is
 * an error, so that a wrong order of locks is found. Nothing has to be on disk, for no machine loses its power here.
 */
const STRICT = { deadlock_timeout: '60s', lock_timeout: '5s', synchronous_commit: 'off' };

/** Starts two processes on a new database; `without`, a guard of the server that is taken out. */
export async function startSystem(dialect: Dialect, without = ''): Promise<System> {
  const database = await EMPTY_DATABASES[dialect]();
  const databaseUrl = withSettings(database.databaseUrl, STRICT);
  const onError = (error: unknown) => {
    throw error;
  };
  const storage = await openWritable({ databaseUrl, now: () => NOW, onError });
  for (const name of TENANTS) await storage.tenants.save(tenantNamed(name));
  const machines = [
    await startProcess(databaseUrl, without),
    await startProcess(databaseUrl, without),
  ] as const;
  return {
    machines,
    tally: newTally(),
    there: () => linesThere(database),
    async begin() {
      await clear(database);
      for (const name of TENANTS) await makeUsers(storage.tenant(name));
    },
    async close() {
      for (const machine of machines) await machine.stop();
      await storage.close();
      await database.drop();
    },
  };
}

/** How often each operation was carried out, and how often refused. */
export type Tally = {
  readonly count: (name: string, outcome: Outcome) => void;
  readonly of: (name: string) => { readonly done: number; readonly refused: number };
};

function newTally(): Tally {
  const tally = new Map<string, { done: number; refused: number }>();
  const of = (name: string) => tally.get(name) ?? { done: 0, refused: 0 };
  return {
    of,
    count(name, outcome) {
      const { done, refused } = of(name);
      const isRefused = outcome === false || outcome === null || outcome === 'stale';
      tally.set(name, isRefused ? { done, refused: refused + 1 } : { done: done + 1, refused });
    },
  };
}

async function makeUsers({ users }: ReturnType<Awaited<ReturnType<typeof openWritable>>['tenant']>) {
  for (const [sub, { email, password_hash, anybodys }] of newState().users) {
    const user = { sub, blocked: false, claims: { email, email_verified: !anybodys } };
    const hash = password_hash ?? undefined;
    if (anybodys) await users.create({ user, password_hash: hash, created_at: NOW, user_metadata: {} });
    else await users.save(user, hash);
  }
}

async function startProcess(databaseUrl: string, without: string): Promise<Process> {
  const child = fork(join(import.meta.dirname, 'machine.ts'), [databaseUrl, without], {
    serialization: 'advanced',
  });
  const waiting = new Map<number, (outcome: Outcome) => void>();
  child.on('message', ({ id, outcome }: Reply) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, () => resolve());
    child.once('exit', () => reject(new Error('A process of the model did not start.')));
  });
  const counter = { calls: 0 };
  return {
    call: (call) =>
      new Promise((resolve) => {
        counter.calls += 1;
        waiting.set(counter.calls, resolve);
        child.send({ ...call, id: counter.calls });
      }),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}
