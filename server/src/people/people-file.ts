/**
 * A file of people, as Auth0's imports take it: a JSON list, read while it arrives.
 */
import { parseJsonObject } from '../http/json-value.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { jsonEntries } from './json-entries.ts';

/** Of a whole file that somebody sends. */
export const MAX_FILE_BYTES = 67_108_864;

/** Who was refused, as far as one answer tells it. */
export const MAX_ERRORS = 10_000;

/** Of one batch, which is one transaction. */
const PEOPLE = 50;
const BATCH_CHARACTERS = 262_144;

/** Batches of people, each the text of its entry; what is wrong with the list ends it, as the rest of a sentence. */
export async function* batchesOf(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Result<readonly string[], string>> {
  let [texts, characters, entries]: [string[], number, number] = [[], 0, 0];
  try {
    for await (const entry of jsonEntries(decoded(bytes))) {
      if (!entry.ok) return yield entry;
      entries += 1;
      if (parseJsonObject(entry.value) === undefined)
        return yield err(`is no JSON list: entry ${entries} is no object`);
      if (
        texts.length >= PEOPLE ||
        (texts.length > 0 && characters + entry.value.length > BATCH_CHARACTERS)
      ) {
        yield ok(texts);
        [texts, characters] = [[], 0];
      }
      texts.push(entry.value);
      characters += entry.value.length;
    }
  } catch (error) {
    if (!(error instanceof NoUtf8)) throw error;
    return yield err('is not UTF-8');
  }
  if (texts.length > 0) yield ok(texts);
}

class NoUtf8 extends Error {}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new NoUtf8();
    }
  };
  for await (const piece of bytes) yield decode(piece);
  yield decode();
}
