/**
 * The desk as an operator stands at it, over the database, for one piece of work.
 */
import { randomBytes } from 'node:crypto';
import { createDesk } from '../desk/create-desk.ts';
import type { Desk } from '../desk/desk.ts';
import { createKeys, type Keys } from '../keys/keys.ts';
import { knownSeal, openSeal } from '../keys/open-seal.ts';
import { createSeal, type Seal } from '../keys/seal.ts';
import { createPasswords } from '../passwords/passwords.ts';
import type { Storage } from '../storage/storage.ts';
import { now, withStorage, withStorageToRead } from './database.ts';
import type { Ground } from './ground.ts';

export type OpenDesk = { readonly desk: Desk; readonly storage: Storage };

type Work<T> = (open: OpenDesk) => Promise<T>;

const KEY_BYTES = 32;

/** For work that changes something. With another master key than the server's, nothing is written. */
export function withDesk<T>(config: Ground, work: Work<T>): Promise<T> {
  if (config.standing) return work(config.standing);
  return withStorage(config, async (storage) => {
    const seal = await openSeal(storage, config);
    return withOpened({ storage, config, seal, keys: createKeys({ storage, seal, now }) }, work);
  });
}

/**
 * For work that only looks or plans: it needs no master key and makes no file, for what it seals is never written. Without the key
 * nobody can tell who was deleted.
 */
export function withDeskToRead<T>(config: Ground, work: Work<T>): Promise<T> {
  if (config.standing) return work(config.standing);
  return withStorageToRead(config, async (storage) => {
    const seal = (await knownSeal(storage, config)) ?? createSeal(randomBytes(KEY_BYTES));
    return withOpened({ storage, config, seal, keys: createKeys({ storage, seal, now }) }, work);
  });
}

type Opened = {
  readonly storage: Storage;
  readonly config: Ground;
  readonly seal: Seal;
  readonly keys: Keys;
};

async function withOpened<T>(opened: Opened, work: Work<T>): Promise<T> {
  const passwords = createPasswords({ niceness: opened.config.hashingNiceness });
  const desk = createDesk({
    ...opened,
    passwords,
    now,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    // Whoever operates the server says where it may go.
    isReachable: () => true,
  });
  try {
    return await work({ desk, storage: opened.storage });
  } finally {
    await passwords.close();
  }
}
