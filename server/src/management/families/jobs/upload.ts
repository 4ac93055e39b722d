/**
 * A file of people in multipart/form-data (RFC 7578), read while it arrives: each piece is sealed in the database before the next one is
 * read, so that no file is held as a whole.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Exchange } from '../../../deps.ts';
import { batchesOf, MAX_FILE_BYTES } from '../../../people/people-file.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { invalid, type Problem, problem } from '../../problem.ts';
import { sealPart } from './parts.ts';

export type Upload = {
  /** What stands beside the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly total: number;
  readonly parts: number;
};

type Of = { readonly job_id: string; readonly expires_at: number };

/** Keeps the people of the file `users` for a job. */
export async function readUpload(exchange: Exchange, of: Of): Promise<Result<Upload, Problem>> {
  const { headers, body } = exchange.request;
  const type = headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !body)
    return err(problem(415, 'unsupported_media_type', 'The body must be multipart/form-data'));
  const fields = new Map<string, string>();
  const stop = new AbortController();
  const state: { people?: Promise<Result<Kept, Problem>> } = {};
  try {
    const busboy = new Busboy({
      headers: { 'content-type': type },
      limits: { files: 1, fields: 20, fieldSize: 4_096, fileSize: MAX_FILE_BYTES },
    });
    busboy.on('field', (name, value) => fields.set(name, value));
    busboy.on('file', (name, file) => {
      if (name !== 'users') file.resume();
      else {
        const people = keepPeople(file, exchange, of);
        // Of what is refused nobody reads the rest.
        people.then(
          (kept) => kept.ok || stop.abort(),
          () => stop.abort(),
        );
        state.people = people;
      }
    });
    await pipeline(Readable.from(body), busboy, { signal: stop.signal });
  } catch {
    // What ended it says why.
    if (!stop.signal.aborted) return err(wrong('body', 'is no multipart/form-data that is whole'));
  }
  const kept = await state.people;
  if (!kept) return err(wrong('users', 'Missing required property: users'));
  return kept.ok ? ok({ fields: Object.fromEntries(fields), ...kept.value }) : kept;
}

type Kept = Pick<Upload, 'total' | 'parts'>;

async function keepPeople(
  file: Readable & { readonly truncated?: boolean },
  { deps, tenant: { tenant_id }, records }: Exchange,
  { expires_at, job_id }: Of,
): Promise<Result<Kept, Problem>> {
  let [total, parts] = [0, 0];
  for await (const batch of batchesOf(file)) {
    if (!batch.ok) return err(file.truncated ? TOO_LARGE : wrong('users', batch.error));
    parts += 1;
    total += batch.value.length;
    const piece = { number: parts, texts: batch.value, expires_at };
    await records.jobs.addPart(sealPart({ seal: deps.seal, tenant_id, job_id, role: 'people' }, piece));
  }
  return file.truncated ? err(TOO_LARGE) : ok({ total, parts });
}

const TOO_LARGE = problem(413, 'payload_too_large', `The file has more than ${MAX_FILE_BYTES} bytes`);

function wrong(name: string, message: string): Problem {
  return invalid('body', [{ code: 'wrong_shape', path: [name], message }]);
}
