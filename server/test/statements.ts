/**
 * The statements that storage sends to a database, as the drivers get them, and what sends each first.
 */
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Storage, TenantStorage } from '../src/storage/storage.ts';

export type Statement = {
  readonly text: string;
  /** Of PostgreSQL; SQLite plans without them. */
  readonly parameters: readonly unknown[];
  /** The method it came from: `users.find`. */
  readonly method: string;
};

export type Recorder = {
  /** The storage, and that of one tenant, whose every call is noted. */
  readonly storage: Storage;
  readonly tenant: TenantStorage;
  readonly statements: () => readonly Statement[];
  /** The methods that nobody has called. */
  readonly uncalled: () => readonly string[];
  readonly stop: () => void;
};

const PLANNED = /^\s*(?:select|insert|update|delete|with)\b/i;

/** Listens to both drivers: a statement that went past Kysely would be heard as well. */
export function recordStatements(storage: Storage, tenant_id: string): Recorder {
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
  const tenant = noted(storage.tenant(tenant_id), { methods, note });
  return {
    storage: noted(storage, { methods, note }),
    tenant,
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
  for (const name of Object.keys(records)) {
    const value = Reflect.get(records, name);
    if (typeof value === 'function' && !notes.methods.has(`${path}${name}`))
      notes.methods.set(`${path}${name}`, 'uncalled');
  }
  const inner = new Map<string, object>();
  for (const name of Object.keys(records)) {
    const value = Reflect.get(records, name);
    if (typeof value === 'object' && value !== null) inner.set(name, noted(value, notes, `${path}${name}.`));
  }
  return new Proxy(records, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver);
      if (typeof name !== 'string') return value;
      if (typeof value !== 'function') return inner.get(name) ?? value;
      return (...parameters: readonly unknown[]) => {
        notes.note(`${path}${name}`);
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}
