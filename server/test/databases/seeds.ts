/**
 * What a tenant of the tests begins with and a server would make at some expense: signing keys and the hash of a password, as
 * real as any and the same in every test, and a SQLite database with all of its tables.
 */
import { argon2Sync, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Config } from '../../src/config.ts';
import { publicJwk } from '../../src/keys/generate.ts';
import { openSeal } from '../../src/keys/open-seal.ts';
import type { JsonObject } from '../../src/keys/seal.ts';
import {
  CURRENT_DERIVATION,
  formatCurrentHash,
  HASH_BYTES,
  SALT_BYTES,
} from '../../src/passwords/password-hash.ts';
import { openStorage, type Storage } from '../../src/storage/storage.ts';
import { keepCopy, takeCopy, textMadeOnce } from '../made-once.ts';

export const PASSWORD = 'correct horse battery staple';

/** Of two tenants, each with a key that signs and one that is next. */
const KEYS = 4;

type Made = { readonly password_hash: string; readonly private_jwks: readonly JsonObject[] };

const once: { made?: Promise<Made> } = {};

function made(): Promise<Made> {
  once.made ??= textMadeOnce('seeds.json', async () =>
    JSON.stringify({ password_hash: hash(), private_jwks: Array.from({ length: KEYS }, privateJwk) }),
  ).then((text) => JSON.parse(text));
  return once.made;
}

/** Here and now: a thread for one password costs more than the password. */
function hash(): string {
  const { variant, scheme: _, ...parameters } = CURRENT_DERIVATION;
  const salt = randomBytes(SALT_BYTES);
  const given = { message: PASSWORD, nonce: salt, tagLength: HASH_BYTES };
  return formatCurrentHash({ salt, hash: argon2Sync(variant, { ...given, ...parameters }) });
}

function privateJwk(): JsonObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256' };
}

/** The hash of PASSWORD, by today's parameters. */
export async function passwordHash(): Promise<string> {
  return (await made()).password_hash;
}

/** Gives at most two new tenants the RSA keys that a server would make them. */
export async function giveKeys(
  tenant_ids: readonly string[],
  {
    storage,
    config,
    now,
  }: { readonly storage: Storage; readonly config: Config; readonly now: () => number },
): Promise<void> {
  const { private_jwks } = await made();
  const seal = await openSeal(storage, config);
  for (const [index, tenant_id] of tenant_ids.entries()) {
    const own = private_jwks.slice(2 * index, 2 * index + 2);
    const keys = own.map(async (private_jwk, at) => {
      const public_jwk = await publicJwk(private_jwk, 'RS256');
      return {
        kid: public_jwk.kid,
        alg: public_jwk.alg,
        state: at === 0 ? ('current' as const) : ('next' as const),
        public_jwk: JSON.stringify(public_jwk),
        private_jwk_sealed: seal.seal({ purpose: 'signing-key', tenant_id }, private_jwk),
        created_at: now(),
      };
    });
    await storage.tenant(tenant_id).signingKeys.replace('RS256', await Promise.all(keys), []);
  }
}

/** Puts a SQLite database with all of its tables where there is none; what else is there has them when it is opened. */
export async function beginDatabase(databaseUrl: string): Promise<void> {
  const [, file] = /^sqlite:(?!:memory:)(.*)$/.exec(databaseUrl) ?? [];
  if (file === undefined || existsSync(file) || takeCopy('tacit.db', file)) return;
  const onError = (error: unknown) => {
    throw error;
  };
  const storage = await openStorage({ databaseUrl, now: () => 0, onError });
  await storage.close();
  keepCopy('tacit.db', file);
}
