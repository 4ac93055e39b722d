/**
 * What is written of a secret: of a client's a hash, sealed beside it where the client signs with it; of a person's password a
 * hash, and what a file remembers it by, so that it brings it once.
 */
import type { Seal } from '../keys/seal.ts';
import type { Passwords } from '../passwords/passwords.ts';
import { sha256 } from '../protocol/digest.ts';
import { Secret } from '../protocol/secret.ts';
import type { Judged, Values } from '../resources/kind.ts';
import type { DeskRecords, Write } from '../storage/configuration/stored-record.ts';
import { textOf } from './facts.ts';

export type Credentialed = {
  readonly record: Values;
  /** Fields that are secret and were given another value. */
  readonly changed: readonly string[];
  /** Made here, to be told once. */
  readonly made: Readonly<Record<string, Secret>>;
};

type ClientDeps = {
  readonly tenant_id: string;
  readonly seal: Seal;
  readonly random: (bytes: number) => string;
  readonly makesSecrets: boolean;
};

const SECRET_BYTES = 32;

/** The client with what is kept of its secret: one that is given, the one that is stored, or one that is made. */
export function withClientSecret({ record, secrets }: Judged, deps: ClientDeps): Credentialed {
  const { client_secret_hash, client_secret_sealed, ...rest } = record;
  const method = textOf(record, 'token_endpoint_auth_method') ?? 'none';
  const nothing = { record: rest, changed: [], made: {} };
  if (!method.startsWith('client_secret_')) return nothing;
  const signs = method === 'client_secret_jwt';
  const given = textOf(secrets, 'client_secret');
  const isKept = client_secret_hash !== undefined && (!signs || client_secret_sealed !== undefined);
  const isSame = given === undefined || sha256(given) === client_secret_hash;
  if (isKept && isSame) {
    const sealed = signs ? { client_secret_sealed } : {};
    return { ...nothing, record: { ...rest, client_secret_hash, ...sealed } };
  }
  const made = given === undefined && deps.makesSecrets ? deps.random(SECRET_BYTES) : undefined;
  const client_secret = given ?? made;
  // A rule says that one is missing.
  if (client_secret === undefined) return { ...nothing, record };
  const sealed = signs
    ? {
        client_secret_sealed: deps.seal.seal(
          { purpose: 'client-secret', tenant_id: deps.tenant_id },
          { client_secret },
        ),
      }
    : {};
  return {
    record: { ...rest, client_secret_hash: sha256(client_secret), ...sealed },
    changed: ['client_secret'],
    made: made === undefined ? {} : { client_secret: new Secret(made) },
  };
}

type NewPassword = NonNullable<Write['password']>;

/** A password that a wish brings; undefined: none, or one that a file brought before, whatever its user has chosen since. */
export async function newPassword(
  { secrets }: Pick<Judged, 'secrets'>,
  {
    tenant_id,
    sub,
    records,
    passwords,
    isOfFile,
  }: {
    readonly tenant_id: string;
    readonly sub: string;
    /** A file says the same again each time it is applied; anybody else means it now. */
    readonly isOfFile: boolean;
    readonly records: DeskRecords;
    readonly passwords: Passwords;
  },
): Promise<(() => Promise<NewPassword>) | undefined> {
  const password = textOf(secrets, 'password');
  const password_hash = textOf(secrets, 'password_hash');
  if (password === undefined && password_hash === undefined) return undefined;
  if (!isOfFile)
    return async () => ({
      password_hash: password_hash ?? (await passwords.hash(new Secret(password ?? ''))),
    });
  const brought = await records.broughtPassword(tenant_id, sub);
  if (password_hash !== undefined) {
    // Files of earlier versions were remembered by the hash itself.
    const known = [sha256(password_hash), password_hash];
    const isThere = known.includes(brought?.import_digest ?? '') || brought?.password_hash === password_hash;
    return isThere ? undefined : async () => ({ password_hash, import_digest: sha256(password_hash) });
  }
  const plain = new Secret(password ?? '');
  const digest = brought?.import_digest;
  if (digest !== undefined && (await passwords.verify(plain, digest)) === 'match') return undefined;
  return async () => {
    const hash = await passwords.hash(plain);
    return { password_hash: hash, import_digest: hash };
  };
}
