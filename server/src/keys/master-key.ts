/**
 * The master key: 32 bytes from which everything that must be read back is encrypted. From TACIT_MASTER_KEY, or, for an
 * embedded database, from a file beside it that the first start makes.
 */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { withoutBlanks } from '../protocol/octets.ts';

const HOW_TO_MAKE_ONE =
  'Make one with `openssl rand -base64 32`, keep it safe, and set it as TACIT_MASTER_KEY.';

/** 43 characters are 32 bytes, in either alphabet of RFC 4648; the padding may be left out. */
const ENCODED_KEY = /^[A-Za-z0-9+/_-]{43}=?$/;

export type MasterKeyConfig = Pick<Config, 'masterKey' | 'otherMasterKeys' | 'databaseUrl'>;

export type GivenMasterKeys = {
  /** What the first one is called, for the operator. */
  readonly source: string;
  /** What is sealed with; undefined: its file is not there. */
  readonly first: Uint8Array | undefined;
  /** What is opened with as well. */
  readonly others: readonly Uint8Array[];
  /** Makes the file, and gives what is in it; somebody else may have been first. */
  make(): Uint8Array;
};

/** The keys that the operator gave; throws with a sentence where one cannot be had, and makes nothing. */
export function readMasterKeys(config: MasterKeyConfig): GivenMasterKeys {
  const others = config.otherMasterKeys.map((key) => decodeKey(key, 'TACIT_MASTER_KEY_PREVIOUS'));
  const { masterKey, databaseUrl } = config;
  if (masterKey !== undefined)
    return alone('TACIT_MASTER_KEY', decodeKey(masterKey, 'TACIT_MASTER_KEY'), others);
  if (!databaseUrl.startsWith('sqlite:')) {
    throw new Error(`With PostgreSQL the master key must be given. ${HOW_TO_MAKE_ONE}`);
  }
  const database = databaseUrl.slice('sqlite:'.length);
  // Nothing outlives the process, so the key need not either.
  if (database === ':memory:') return alone('the master key', randomBytes(32), others);
  const path = `${database}.key`;
  const previous = readKeyFile(`${path}.previous`);
  return {
    source: path,
    first: readKeyFile(path),
    others: [...(previous === undefined ? [] : [previous]), ...others],
    make() {
      makeKeyFile(path);
      const made = readKeyFile(path);
      if (made === undefined) throw new Error(`${path} was made, and is not there.`);
      return made;
    },
  };
}

function alone(source: string, first: Uint8Array, others: readonly Uint8Array[]): GivenMasterKeys {
  return { source, first, others, make: () => first };
}

function readKeyFile(path: string): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} holds the master key and others may read it. Run \`chmod 600 ${path}\`.`);
  }
  const text = withoutBlanks(readFileSync(path, 'utf8'));
  if (!ENCODED_KEY.test(text)) {
    throw new Error(
      `${path} must be 32 bytes in base64 or base64url, and is damaged. Bring it back from the backup that has this database.`,
    );
  }
  return Buffer.from(text, 'base64');
}

/** Written whole under another name first: a crash leaves no half key, and of two first starts one wins. */
function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

function decodeKey(text: string, source: string): Uint8Array {
  if (!ENCODED_KEY.test(text)) {
    throw new Error(`${source} must be 32 bytes in base64 or base64url. ${HOW_TO_MAKE_ONE}`);
  }
  // Node reads both alphabets under this name.
  return Buffer.from(text, 'base64');
}
