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

/** The 32 bytes; throws with a sentence for the operator when there are none to be had. */
export function loadMasterKey(config: Pick<Config, 'masterKey' | 'databaseUrl'>): Uint8Array {
  if (config.masterKey !== undefined) return decodeKey(config.masterKey, 'TACIT_MASTER_KEY');
  if (!config.databaseUrl.startsWith('sqlite:')) {
    throw new Error(`With PostgreSQL the master key must be given. ${HOW_TO_MAKE_ONE}`);
  }
  const path = config.databaseUrl.slice('sqlite:'.length);
  // Nothing outlives the process, so the key need not either.
  return path === ':memory:' ? randomBytes(32) : keyBeside(path);
}

function keyBeside(database: string): Uint8Array {
  const path = `${database}.key`;
  if (!existsSync(path)) makeKeyFile(path);
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} holds the master key and others may read it. Run \`chmod 600 ${path}\`.`);
  }
  return decodeKey(withoutBlanks(readFileSync(path, 'utf8')), path);
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
