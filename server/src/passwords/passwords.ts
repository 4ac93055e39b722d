/**
 * Hashing and checking passwords with argon2id, in threads of their own behind a bounded queue: a flood of logins fills the
 * queue and nothing else.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { MAX_PASSWORD_BYTES } from '../protocol/end-user.ts';
import type { Secret } from '../protocol/secret.ts';
import type { DeriveTask } from './argon2-worker.ts';
import { type Argon2Hash, CURRENT_PARAMETERS, formatPhc, HASH_BYTES, parsePhc, SALT_BYTES } from './phc.ts';

export type Passwords = {
  /** A PHC string with the current parameters. Throws when the queue is full or the password is too long. */
  hash(password: Secret): Promise<string>;
  /** The same work whether or not there is a hash. `busy` when the queue is full. */
  verify(password: Secret, hash: string | undefined): Promise<'match' | 'mismatch' | 'busy'>;
  /** Ends the threads, after what they are doing. */
  close(): Promise<void>;
};

/** Threads go when nobody has logged in for this long, and their memory with them. */
const IDLE_TIMEOUT_MS = 30_000;

/** Starts no thread before the first password comes. */
export function createPasswords({ threads = defaultThreads(), maxQueue = 100 } = {}): Passwords {
  const pool = new Piscina<DeriveTask, Uint8Array>({
    filename: new URL('./argon2-worker.ts', import.meta.url).href,
    name: 'derive',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_TIMEOUT_MS,
    maxQueue: threads + maxQueue,
  });
  const waiting = new Set<Promise<Uint8Array>>();
  const unknown = unknownHash();

  async function derive(task: DeriveTask): Promise<Uint8Array> {
    const running = pool.run(task);
    waiting.add(running);
    try {
      return await running;
    } finally {
      waiting.delete(running);
    }
  }

  const isFull = () => waiting.size >= threads + maxQueue;

  return {
    async hash(password) {
      const text = normalizePassword(password);
      if (text === undefined)
        throw new RangeError(`A password may have at most ${MAX_PASSWORD_BYTES} bytes.`);
      if (isFull()) throw new Error('Too many passwords are being hashed; try again.');
      const salt = randomBytes(SALT_BYTES);
      const parameters = CURRENT_PARAMETERS;
      const hash = await derive({ password: text, salt, parameters, hash_bytes: HASH_BYTES });
      return formatPhc({ parameters, salt, hash });
    },
    async verify(password, hash) {
      const text = normalizePassword(password);
      if (text === undefined) return 'mismatch';
      if (isFull()) return 'busy';
      // A hash we cannot read is treated as none: nobody can tell it from an unknown user.
      const known = hash === undefined ? undefined : parsePhc(hash);
      const against = known ?? unknown;
      const derived = await derive({
        password: text,
        salt: against.salt,
        parameters: against.parameters,
        hash_bytes: against.hash.length,
      });
      return timingSafeEqual(derived, against.hash) && known ? 'match' : 'mismatch';
    },
    close: () => pool.close(),
  };
}

/** What a password for nobody is checked against: the current parameters, and bytes that no password gives. */
export function unknownHash(): Argon2Hash {
  return { parameters: CURRENT_PARAMETERS, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };
}

/**
 * NFC, so that one password typed on two keyboards is one password (RFC 8265 §4.2); neither trimmed nor cut nor folded.
 * Undefined: too long.
 */
function normalizePassword(password: Secret): string | undefined {
  const text = password.reveal();
  // Counted in UTF-16 units first, which spares normalising a huge one.
  if (text.length > MAX_PASSWORD_BYTES) return undefined;
  const normalized = text.normalize('NFC');
  return Buffer.byteLength(normalized) > MAX_PASSWORD_BYTES ? undefined : normalized;
}

/** One thread leaves the rest of a small machine to signing. */
function defaultThreads(): number {
  return availableParallelism() > 2 ? 2 : 1;
}
