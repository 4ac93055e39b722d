/**
 * `tacit apply`: read the file, judge it, plan, and only then write. What is wrong is found before the first write, so
 * that a file is carried out whole or not at all; carried out twice, it changes nothing the second time.
 */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Config, Environment } from '../config.ts';
import type { Keys } from '../keys/keys.ts';
import { loadMasterKey } from '../keys/master-key.ts';
import { createSeal, type Seal } from '../keys/seal.ts';
import { createPasswords, type Passwords } from '../passwords/passwords.ts';
import type { Client } from '../protocol/client/client.ts';
import { sha256 } from '../protocol/digest.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Storage } from '../storage/storage.ts';
import { hostsOf } from '../tenants/tenants.ts';
import { withStorage, withStorageToRead } from './database.ts';
import { judgeAgainstDatabase } from './database-rules.ts';
import { judgeFile } from './file-rules.ts';
import { type Change, type NewPassword, planChanges, type Step } from './plan.ts';
import { openKeys } from './signing-keys.ts';
import { readStored } from './stored.ts';
import { parseTacitYaml, type TacitYaml } from './tacit-yaml.ts';
import { wantedRecords } from './wanted.ts';
import type { Finding, Mistake, YamlSource } from './yaml-source.ts';

export type { Step } from './plan.ts';

type ApplyOptions = {
  readonly file: string;
  readonly config: Config;
  /** Where the values of `##NAME##` come from. */
  readonly env: Environment;
  /** Only say what would change. */
  readonly dryRun: boolean;
};

type Judged = { readonly wanted: TacitYaml; readonly source: YamlSource };

const MAX_FILE_BYTES = 1_048_576;

/** Applies a file; the steps it took or would take, or `file:line:column message` for everything that is wrong. */
export async function applyFile(options: ApplyOptions): Promise<Result<readonly Step[], readonly string[]>> {
  const { file, config, env, dryRun } = options;
  const text = await readText(file);
  if (!text.ok) return err([`${file}: ${text.error}`]);
  const judged = judgeText(text.value, env);
  const open = dryRun ? withStorageToRead : withStorage;
  const applied = judged.ok ? await open(config, (storage) => apply(judged.value, storage, options)) : judged;
  return applied.ok ? applied : err(applied.error.map((mistake) => `${file}:${position(mistake)}`));
}

/** The file by itself, before there is a database. */
export function judgeText(text: string, env: Environment): Result<Judged, readonly Mistake[]> {
  const parsed = parseTacitYaml(text, env);
  if (!parsed.ok) return err(inOrder(parsed.error));
  const findings = judgeFile(parsed.value.wanted);
  return findings.length === 0 ? parsed : err(located(findings, parsed.value.source));
}

/** `line:column message`. */
export function position({ line, column, message }: Mistake): string {
  return `${line}:${column} ${message}`;
}

async function readText(file: string): Promise<Result<string, string>> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return err(found.code === 'ENOENT' ? 'There is no such file.' : found.message);
  if (!found.isFile()) return err('This is not a file.');
  if (found.size > MAX_FILE_BYTES) return err(`The file is larger than ${MAX_FILE_BYTES} bytes; split it.`);
  const bytes = await readFile(file);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Read with replacement characters, names would be stored that nobody wrote.
    return err('The file is not UTF-8.');
  }
}

function located(findings: readonly Finding[], source: YamlSource): readonly Mistake[] {
  return inOrder(findings.map(({ path, message }) => source.mistake(path, message)));
}

/** As somebody goes through the file who mends it. */
function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

async function apply(
  { wanted: file, source }: Judged,
  storage: Storage,
  { config, dryRun }: ApplyOptions,
): Promise<Result<readonly Step[], readonly Mistake[]>> {
  const passwords = createPasswords();
  try {
    const wanted = wantedRecords(file, await storage.tenants.list());
    const stored = await readStored(wanted, { storage, passwords, config });
    const findings = judgeAgainstDatabase(wanted, stored, config);
    if (findings.length > 0) return err(located(findings, source));
    const changes = planChanges(wanted, stored, newSub);
    if (!dryRun) await carryOut(changes, { storage, passwords, config });
    return ok(
      changes.map(({ action, kind, tenant, name, fields }) => ({ action, kind, tenant, name, fields })),
    );
  } finally {
    await passwords.close();
  }
}

/** `auth0|<24 hex>`: never given twice (OIDC Core §2, `sub`). */
function newSub(): string {
  return `auth0|${randomBytes(12).toString('hex')}`;
}

type Outside = { readonly storage: Storage; readonly passwords: Passwords; readonly config: Config };

async function carryOut(changes: readonly Change[], outside: Outside): Promise<void> {
  const { storage, passwords, config } = outside;
  const pending = changes.filter(({ action }) => action !== 'unchanged');
  if (pending.length === 0) return;
  const keys = await openKeys(storage, config);
  const seal = createSeal(loadMasterKey(config));
  const request_id = `apply-${randomBytes(8).toString('hex')}`;
  for (const change of pending) {
    await write(change, { storage, passwords, keys, seal, config });
    if (change.kind === 'rollout') continue;
    const tenant_id = change.kind === 'tenant' ? change.record.tenant_id : change.tenant_id;
    const detail = `${change.action} ${change.kind} ${change.name} ${change.fields.join(' ')}`.trim();
    await storage.tenant(tenant_id).audit.record({ type: 'configuration_changed', request_id, detail });
  }
}

async function write(
  change: Change,
  { storage, passwords, keys, seal, config }: Outside & { readonly keys: Keys; readonly seal: Seal },
): Promise<void> {
  switch (change.kind) {
    case 'rollout':
      return storage.rollouts.save(change.record);
    case 'tenant':
      await storage.tenants.save(change.record, (tenant) => hostsOf(tenant, config));
      return keys.ensure(change.record.tenant_id);
    case 'client':
      return storage.tenant(change.tenant_id).clients.save(withSealedSecret(change, seal));
    case 'api':
      return storage.tenant(change.tenant_id).resourceServers.save(change.record);
    case 'user': {
      const { password, record, tenant_id } = change;
      const records = storage.tenant(tenant_id);
      const brought = password && (await broughtPassword(password, passwords));
      await records.users.save(record, brought?.password_hash, brought);
    }
  }
}

/** What is stored of a password, and what it is remembered by, so that the file brings it once. */
async function broughtPassword(
  password: NewPassword,
  passwords: Passwords,
): Promise<{ readonly password_hash: string; readonly import_digest: string }> {
  if ('hash' in password) return { password_hash: password.hash, import_digest: sha256(password.hash) };
  const password_hash = await passwords.hash(password.plain);
  return { password_hash, import_digest: password_hash };
}

function withSealedSecret(
  { record, signing_secret, tenant_id }: Extract<Change, { readonly kind: 'client' }>,
  seal: Seal,
): Client {
  if (!signing_secret) return record;
  const secret = { client_secret: signing_secret.reveal() };
  return {
    ...record,
    client_secret_sealed: seal.seal({ purpose: 'client-secret', tenant_id }, secret),
  };
}
