/**
 * The statements that storage sends to a database, as the drivers get them, and what sends each first.
 */
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { deskRecords } from '../../src/storage/configuration/desk-records.ts';
import type { DeskRecords } from '../../src/storage/configuration/stored-record.ts';
import type { WritableStorage, WritableTenant } from './writable.ts';

export type Statement = {
  readonly text: string;
  /** Of PostgreSQL; SQLite plans without them. */
  readonly parameters: readonly unknown[];
  /** The method it came from: `users.find`. */
  readonly method: string;
};

export type Recorder = {
  /** The storage, that of one tenant and that of the desk, whose every call is noted. */
  readonly storage: WritableStorage;
  readonly tenant: WritableTenant;
  readonly desk: NotedDesk;
  readonly statements: () => readonly Statement[];
  /** The methods that nobody has called. */
  readonly uncalled: () => readonly string[];
  readonly stop: () => void;
};

/** The desk's half, with names of their own for what reads all that a tenant has, or does not where another use does. */
export type NotedDesk = DeskRecords & {
  readonly listNarrowed: DeskRecords['list'];
  readonly countNarrowed: DeskRecords['count'];
  readonly purge: DeskRecords['write'];
  readonly lostWithTenant: DeskRecords['lostWith'];
};

function notedDesk(storage: WritableStorage): NotedDesk {
  const desk = deskRecords(storage);
  return {
    ...desk,
    ...{ purge: desk.write, lostWithTenant: desk.lostWith },
    ...{ listNarrowed: desk.list, countNarrowed: desk.count },
  };
}

const PLANNED = /^\s*(?:select|insert|update|delete|with)\b/i;

/** Listens to both drivers: a statement that went past Kysely would be heard as well. */
export function recordStatements(storage: WritableStorage, tenant_id: string): Recorder {
  const heard = new Map<string, Statement>();
  const methods = new Map<string, 'uncalled' | 'called'>();
  const current = { method: '' };
  const hear = (text: unknown, parameters: unknown) => {
    if (typeof text !== 'string' || !PLANNED.test(text) || heard.has(text)) return;
    heard.set(text, {
      text,
      parameters: Array.isArray(parameters) ? parameters : [],
      method: current.method,
    });
  };
  const note = (method: string) => {
    methods.set(method, 'called');
    current.method = method;
  };
  const stop = [listenTo(DatabaseSync.prototype, 'prepare', hear), listenTo(Client.prototype, 'query', hear)];
  return {
    storage: noted(storage, { methods, note }),
    tenant: noted(storage.tenant(tenant_id), { methods, note }),
    desk: noted(notedDesk(storage), { methods, note }, 'desk.'),
    statements: () => [...heard.values()],
    uncalled: () => [...methods].filter(([, state]) => state === 'uncalled').map(([method]) => method),
    stop: () => {
      for (const end of stop) end();
    },
  };
}

type Hear = (text: unknown, parameters: unknown) => void;

function listenTo<Name extends string>(
  prototype: Readonly<Record<Name, unknown>>,
  name: Name,
  hear: Hear,
): () => void {
  const original = prototype[name];
  if (typeof original !== 'function') throw new Error(`A driver has no ${name}.`);
  const heard = function (this: unknown, ...parameters: readonly unknown[]): unknown {
    hear(parameters[0], parameters[1]);
    return Reflect.apply(original, this, parameters);
  };
  Object.defineProperty(prototype, name, { value: heard, configurable: true, writable: true });
  return () =>
    Object.defineProperty(prototype, name, { value: original, configurable: true, writable: true });
}

type Notes = {
  readonly methods: Map<string, 'uncalled' | 'called'>;
  readonly note: (method: string) => void;
};

/** The same records, each of whose methods says so when it is called. */
function noted<Records extends object>(records: Records, notes: Notes, path = ''): Records {
  const entries = Object.entries(records).map(([name, value]: [string, unknown]) => {
    const method = `${path}${name}`;
    if (typeof value === 'object' && value !== null) return [name, noted(value, notes, `${method}.`)];
    if (typeof value !== 'function') return [name, value];
    notes.methods.set(method, 'uncalled');
    const call = (...parameters: readonly unknown[]): unknown => {
      notes.note(method);
      return Reflect.apply(value, records, parameters);
    };
    return [name, call];
  });
  return Object.fromEntries(entries);
}
