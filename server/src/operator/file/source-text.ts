/**
 * The text of a file that an operator names, or of what is piped in.
 */
import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../protocol/result.ts';

/** What stands for standard input on the command line. */
const PIPED = '-';

const MAX_FILE_BYTES = 1_048_576;

const TOO_LARGE = `is larger than ${MAX_FILE_BYTES} bytes; split it`;

/** What the file is called in a complaint about it. */
export function sourceName(file: string): string {
  return file === PIPED ? 'stdin' : file;
}

/** The text, or why there is none. */
export async function readSource(
  file: string,
  stdin: AsyncIterable<unknown>,
): Promise<Result<string, string>> {
  const bytes = file === PIPED ? await readPiped(stdin) : await readNamed(file);
  if (!bytes.ok) return bytes;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    // Read with replacement characters, names would be stored that nobody wrote.
    return err('The file is not UTF-8: save it in that encoding.');
  }
}

/**
 * A file that is read as it is needed, however large it is; what is piped in is held, up to so many bytes. Or why there is none.
 */
export async function openSource(
  file: string,
  { stdin, max_piped_bytes }: { readonly stdin: AsyncIterable<unknown>; readonly max_piped_bytes: number },
): Promise<Result<Blob, string>> {
  if (file === PIPED) {
    const piped = await collect(stdin, max_piped_bytes);
    return piped
      ? ok(new Blob([...piped]))
      : err(`What is piped in is larger than ${max_piped_bytes} bytes; name a file.`);
  }
  const size = await sizeOf(file);
  return size.ok ? ok(await openAsBlob(file)) : size;
}

async function readNamed(file: string): Promise<Result<Uint8Array, string>> {
  const size = await sizeOf(file);
  if (!size.ok) return size;
  if (size.value > MAX_FILE_BYTES) return err(`The file ${TOO_LARGE}.`);
  const read = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  return read instanceof Error ? err(reasonFor(read)) : ok(read);
}

/** How many bytes a file has, or why it is none that can be read. */
async function sizeOf(file: string): Promise<Result<number, string>> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return err(reasonFor(found));
  if (found.isDirectory()) return err('This is a directory: name a file in it.');
  return found.isFile() ? ok(found.size) : err('This is not a file.');
}

function reasonFor({ code, message }: NodeJS.ErrnoException): string {
  return REASONS.get(code ?? '')?.() ?? message;
}

const REASONS: ReadonlyMap<string, () => string> = new Map([
  ['ENOENT', () => `There is no such file; names are looked up in ${process.cwd()}.`],
  ['ENOTDIR', () => 'There is no such file: what should be its directory is one.'],
  ['EACCES', () => 'This user may not read the file.'],
]);

async function readPiped(stdin: AsyncIterable<unknown>): Promise<Result<Uint8Array, string>> {
  const piped = await collect(stdin, MAX_FILE_BYTES);
  return piped ? ok(Buffer.concat(piped)) : err(`What is piped in ${TOO_LARGE}.`);
}

/** The bytes of what is piped in; undefined: there are more than so many. */
async function collect(
  stdin: AsyncIterable<unknown>,
  most: number,
): Promise<readonly Uint8Array<ArrayBuffer>[] | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size_bytes = 0;
  for await (const part of stdin) {
    const bytes = Uint8Array.from(part instanceof Uint8Array ? part : Buffer.from(String(part)));
    parts.push(bytes);
    size_bytes += bytes.length;
    if (size_bytes > most) return undefined;
  }
  return parts;
}
