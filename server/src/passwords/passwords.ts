/**
 * Hashing passwords with argon2id and checking them against what argon2id or another scheme made, in threads of their own
 * behind a bounded queue: a flood of logins fills the queue and nothing else.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { MAX_PASSWORD_BYTES, normalizedPassword } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { Secret } from '../protocol/secret.ts';
import type { DeriveTask } from './derive-worker.ts';
import { createGroups } from './groups.ts';
import {
  CURRENT_DERIVATION,
  covers,
  formatCurrentHash,
  HASH_BYTES,
  isCurrent,
  type PasswordHash,
  parsePasswordHash,
  SALT_BYTES,
} from './password-hash.ts';
import { canStandBack } from './priority.ts';
import { createTurns } from './turns.ts';

export type Passwords = {
  /** A PHC string with the current parameters, or why there is none: `busy` when the queue is full or too slow. */
  make(password: Secret): Promise<Result<string, 'busy' | 'too_long'>>;
  /** The same for whoever hashes passwords of their own: throws where there is none. */
  hash(password: Secret): Promise<string>;
  /** A new hash in place of one that the password matched; undefined when that is one of today's, or the server is busy. */
  renew(password: Secret, hash: string): Promise<string | undefined>;
  /** The same work without a hash as with one of today's. `busy` when the queue is full or too slow. */
  verify(password: Secret, hash: string | undefined): Promise<'match' | 'mismatch' | 'busy'>;
  /** Ends the threads, after what they are doing. */
  close(): Promise<void>;
};

/** Threads go when nobody has logged in for this long, and their memory with them. */
const IDLE_TIMEOUT_MS = 30_000;

/** Passwords that may wait for each thread: some three seconds, behind which an attempt is told that the server is busy. */
const MAX_WAITING = 128;

/** Whoever has waited for so long has gone, and would be let in nowhere. */
const MAX_WAIT_MS = 10_000;

/** With 128 MiB, the most that a hash may ask for, in each, 2 GiB. */
const MAX_THREADS = 16;

/** One that is worked on and one that is ready, so that no thread waits for the event loop between two. */
const TASKS_A_THREAD = 2;

/** A group is waited for only while so many more are on their way that it will be full soon. */
const GROUP = { size: 4, wait_ms: 100 } as const;

type PasswordsOptions = {
  readonly threads?: number;
  /** How many may wait beside those that are worked on. */
  readonly maxQueue?: number;
  readonly max_wait_ms?: number;
  /** By how many steps the threads stand behind everything else in this process, 0 to 19. */
  readonly niceness?: number;
};

/** Starts no thread before the first password comes. */
export function createPasswords(options: PasswordsOptions = {}): Passwords {
  const { threads = defaultThreads(options), maxQueue = MAX_WAITING * threads } = options;
  const { niceness = 0, max_wait_ms = MAX_WAIT_MS } = options;
  const pool = new Piscina<DeriveTask, Uint8Array>({
    filename: new URL('./derive-worker.ts', import.meta.url).href,
    name: 'derive',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_TIMEOUT_MS,
    concurrentTasksPerWorker: TASKS_A_THREAD,
    argv: [String(niceness)],
  });
  // Low priority does not spare memory and caches: while the event loop is busy, half of the threads rest.
  const turns = createTurns({ calm: TASKS_A_THREAD * threads, busy: Math.ceil(threads / 2) }, max_wait_ms);
  const groups = createGroups(GROUP);
  const unknown = unknownHash();

  const isFull = () => turns.taken() >= threads + maxQueue;

  async function derive(task: DeriveTask): Promise<Uint8Array | undefined> {
    if (isFull() || !(await turns.take())) return undefined;
    try {
      return await pool.run(task);
    } finally {
      turns.giveBack();
      await groups.join({ isLast: turns.taken() < GROUP.size + threads });
    }
  }

  async function hashText(password: string): Promise<string | undefined> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive({ password, derivation: CURRENT_DERIVATION, salt, hash_bytes: HASH_BYTES });
    return hash && formatCurrentHash({ salt, hash });
  }

  async function make(password: Secret): Promise<Result<string, 'busy' | 'too_long'>> {
    const text = normalizedPassword(password.reveal());
    if (text === undefined) return err('too_long');
    const hash = await hashText(text);
    return hash === undefined ? err('busy') : ok(hash);
  }

  return {
    make,
    async hash(password) {
      const made = await make(password);
      if (made.ok) return made.value;
      throw made.error === 'too_long'
        ? new RangeError(`A password may have at most ${MAX_PASSWORD_BYTES} bytes.`)
        : new Error('Too many passwords are being hashed; try again.');
    },
    async renew(password, hash) {
      const known = parsePasswordHash(hash);
      const text = normalizedPassword(password.reveal());
      if (!known.ok || isCurrent(known.value) || text === undefined) return undefined;
      return hashText(text);
    },
    async verify(password, hash) {
      const text = normalizedPassword(password.reveal());
      if (text === undefined) return 'mismatch';
      const known = hash === undefined ? undefined : comparableHash(hash, text);
      const { derivation, salt, hash: expected } = known ?? unknown;
      const derived = await derive({ password: text, derivation, salt, hash_bytes: expected.length });
      if (!derived) return 'busy';
      return timingSafeEqual(derived, expected) && known ? 'match' : 'mismatch';
    },
    close: () => pool.close(),
  };
}

/** What a password for nobody is checked against: the current parameters, and bytes that no password gives. */
export function unknownHash(): PasswordHash {
  return { derivation: CURRENT_DERIVATION, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };
}

/** A hash that cannot be read, or not for this password, counts as none: nobody can tell it from an unknown user. */
function comparableHash(hash: string, password: string): PasswordHash | undefined {
  const known = parsePasswordHash(hash);
  return known.ok && covers(known.value, password) ? known.value : undefined;
}

/** Where threads stand back (derive-worker.ts) each processor has one; elsewhere one processor is left to everything else. */
function defaultThreads({ niceness = 0 }: PasswordsOptions): number {
  const processors = availableParallelism();
  const standBack = canStandBack && niceness !== 0;
  return Math.min(MAX_THREADS, standBack ? processors : Math.max(1, processors - 1));
}
