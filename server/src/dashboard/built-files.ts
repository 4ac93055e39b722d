/**
 * Files that were built before the server started (the dashboard), each with what it was compressed to. They are read when the
 * first of them is asked for, and stay.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { asciiLowerCase, quality, withoutOws } from '../protocol/octets.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

export type BuiltFile = {
  readonly type: string;
  /** Of its bytes, whatever they are compressed to. */
  readonly etag: string;
  readonly bytes: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
};

export type BuiltFiles = {
  /** By its path in the folder, `assets/index-x.js`; undefined: there is none, or nothing was built. */
  find(path: string): Promise<BuiltFile | undefined>;
};

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

/** What a compressed file is called beside its own. */
const ENDINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The first of these folders that there is. */
export function createBuiltFiles(folders: readonly string[]): BuiltFiles {
  const read: { files?: Promise<ReadonlyMap<string, BuiltFile>> } = {};
  return {
    async find(path) {
      read.files ??= readFiles(folders);
      const files = await read.files;
      // What is built while the server runs is there without a start.
      if (files.size === 0) delete read.files;
      return files.get(path);
    },
  };
}

async function readFiles(folders: readonly string[]): Promise<ReadonlyMap<string, BuiltFile>> {
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const files = names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => TYPES.has(extname(name)))
      .map(async (name) => [name, await readBuilt(folder, name, names)] as const);
    if (files.length > 0) return new Map(await Promise.all(files));
  }
  return new Map();
}

async function readBuilt(folder: string, name: string, names: readonly string[]): Promise<BuiltFile> {
  const identity = await readFile(join(folder, name));
  const compressed = ENDINGS.filter(([, ending]) => names.includes(`${name}${ending}`)).map(
    async ([encoding, ending]) => [encoding, await readFile(join(folder, `${name}${ending}`))] as const,
  );
  return {
    type: TYPES.get(extname(name)) ?? '',
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bytes: { identity, ...Object.fromEntries(await Promise.all(compressed)) },
  };
}

/** Longer than what browsers send, and soon read. */
const MAX_LENGTH = 1_000;

/** The smallest form of a file that whoever asks can read (RFC 9110 §12.5.3). */
export function encodingFor({ headers }: Request, { bytes }: BuiltFile): Encoding {
  const accept = (headers.get('accept-encoding') ?? '').slice(0, MAX_LENGTH);
  const codings = new Map(
    accept.split(',').map((text) => {
      const [coding = '', ...parameters] = text.split(';').map((part) => asciiLowerCase(withoutOws(part)));
      const weight = parameters.find((part) => part.startsWith('q='))?.slice(2);
      return [coding, weight === undefined ? 1 : quality(weight)] as const;
    }),
  );
  const compressed = ENDINGS.map(([encoding]) => encoding);
  return compressed.find((one) => bytes[one] && (codings.get(one) ?? 0) > 0) ?? 'identity';
}
