/**
 * The pieces of a job, sealed: what is brought holds hashes of passwords, and all of it is about people.
 */
import type { Deps, Exchange } from '../../../deps.ts';

type Records = Exchange['records'];

export type StoredJob = NonNullable<Awaited<ReturnType<Records['jobs']['find']>>>;

export type JobStep = Parameters<Records['jobs']['step']>[0];

export type DueJob = JobStep['job'];

type NewPart = Parameters<Records['jobs']['addPart']>[0];

/** Of the texts of one piece, unless one alone is longer. */
const PIECE_CHARACTERS = 262_144;

type Of = {
  readonly seal: Deps['seal'];
  readonly tenant_id: string;
  readonly job_id: string;
  readonly role: NewPart['role'];
};

/** A piece that holds texts. */
export function sealPart(
  { seal, tenant_id, job_id, role }: Of,
  {
    number,
    texts,
    expires_at,
  }: { readonly number: number; readonly texts: readonly string[]; readonly expires_at: number },
): NewPart {
  return { job_id, role, number, sealed: seal.seal({ purpose: 'job', tenant_id }, { texts }), expires_at };
}

/** The texts of a piece. */
export function openPart(
  { seal, tenant_id }: Pick<Of, 'seal' | 'tenant_id'>,
  sealed: string,
): readonly string[] {
  const texts = seal.open({ purpose: 'job', tenant_id }, sealed)?.['texts'];
  if (!Array.isArray(texts))
    throw new Error('A piece of a job cannot be opened by any master key that is known.');
  return texts.map(String);
}

/** Texts in as many pieces as they need. */
export function inPieces(
  texts: readonly string[],
  most = Number.POSITIVE_INFINITY,
): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const last = pieces.at(-1);
    const isFull = !last || last.length >= most || characters + text.length > PIECE_CHARACTERS;
    if (isFull) pieces.push([text]);
    else last.push(text);
    characters = (isFull ? 0 : characters) + text.length;
  }
  return pieces;
}

/** The texts of all pieces of a role, one piece after the other. */
export async function* textsOf({ job_id, role, ...of }: Of, records: Records): AsyncGenerator<string> {
  for (let number = 0; ; ) {
    const part = await records.jobs.nextPart(job_id, role, number);
    if (!part) return;
    number = part.number;
    yield* openPart(of, part.sealed);
  }
}
