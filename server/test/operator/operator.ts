/**
 * What tests of the operator's tool share: a database in a temporary file with the tool's hands on it, and small files for
 * it to read.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Config, type Environment, readConfig } from '../../src/config.ts';
import { applyFile, type FieldChange, position, type Step } from '../../src/operator/apply.ts';
import { withStorageToRead } from '../../src/operator/database.ts';
import { planFile } from '../../src/operator/file/plan-file.ts';
import { readFileText } from '../../src/operator/file/read-file.ts';
import { byOperator } from '../../src/operator/ground.ts';
import { withDeskToRead } from '../../src/operator/open-desk.ts';
import { setRollout } from '../../src/operator/rollout.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { beginDatabase } from '../databases/seeds.ts';

export type Operator = {
  readonly database: string;
  /** Applies the text; the steps as words, or the complaints without the file's name. */
  readonly apply: (
    text: string,
    options?: { dryRun?: boolean; env?: Environment; prune?: boolean; recreate?: boolean },
  ) => Promise<readonly string[]>;
  readonly look: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  readonly rollout: (region: string, stage: string, percent?: string) => Promise<void>;
  readonly config: Config;
};

/** The same with the database of nothing but its tables that a first command would begin. */
export async function startBegun(t: TestContext): Promise<Operator> {
  const operator = await startOperator(t);
  await beginDatabase(`sqlite:${operator.database}`);
  return operator;
}

/** Makes the folder; it is gone when the test ends. */
export async function startOperator(t: TestContext, env: Environment = {}): Promise<Operator> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-apply-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const database = join(directory, 'tacit.db');
  const file = join(directory, 'tacit.yaml');
  const read = readConfig({ TACIT_DATABASE_URL: `sqlite:${database}`, ...env });
  assert.ok(read.ok);
  const config = read.value;
  return {
    database,
    config,
    async apply(text, options = {}) {
      await writeFile(file, text);
      const applied = await applyFile({
        file,
        config,
        env: options.env ?? {},
        dryRun: options.dryRun ?? false,
        prune: options.prune ?? false,
        recreate: options.recreate ?? false,
        confirm: async () => true,
      });
      if (!applied.ok) return applied.error.map((line) => line.replace(`${file}:`, ''));
      return applied.value.map(stepText);
    },
    look: (work) => withStorageToRead(config, work),
    async rollout(region, stage, percent) {
      const set = await setRollout(config, { feature: 'api_authorization', region, stage, percent });
      assert.ok(set.ok);
    },
  };
}

export const ENV: Environment = { GIVEN: 'from the environment', BREAKOUT: 'x\n    blocked: true' };

/** A step as a test names it: `update client spa callbacks`. */
export function stepText({ action, kind, name, changes }: Step): string {
  return [action, kind, name, ...changes.map(({ field }: FieldChange) => field)].join(' ');
}

const once: { empty?: Promise<Config> } = {};

/** A database with its tables and nothing in them, for all of this process: whoever asks only looks. */
function emptyDatabase(): Promise<Config> {
  once.empty ??= mkdtemp(join(tmpdir(), 'tacit-empty-')).then(async (directory) => {
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
    const databaseUrl = `sqlite:${join(directory, 'tacit.db')}`;
    await beginDatabase(databaseUrl);
    const config = readConfig({ TACIT_DATABASE_URL: databaseUrl });
    assert.ok(config.ok);
    return config.value;
  });
  return once.empty;
}

/** What is wrong with a file in a database that is empty, as `line:column message`. */
export async function complaints(text: string): Promise<readonly string[]> {
  const read = readFileText(text, ENV);
  if (!read.ok) return read.error.map(position);
  const planning = { by: byOperator('test'), prune: false, recreate: false };
  const planned = await withDeskToRead(await emptyDatabase(), ({ desk }) =>
    planFile(read.value, desk, planning),
  );
  return planned.ok ? [] : planned.error.map(position);
}

/** A file with one tenant, whose further lines begin at line 4, column 5. */
export function ofTenant(...lines: readonly string[]): string {
  return ['tenants:', '  - name: dev', '    region: us', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** A file with one client, whose further fields begin at line 5, column 38. */
export function ofClient(fields: string): string {
  return ofTenant('clients:', `  - { name: Spa, client_id: spa, ${fields} }`);
}

/** A file with one API, whose further fields begin at line 5, column 43. */
export function ofApi(fields: string): string {
  return ofTenant('resourceServers:', `  - { name: Api, identifier: urn:api, ${fields} }`);
}

/** A file with one user, whose further fields begin at line 5, column 33. */
export function ofUser(fields: string): string {
  return ofTenant('users:', `  - { email: a@example.com, ${fields} }`);
}
