/**
 * Pages of a list, both ways that Auth0 has: by number (`page`, `per_page`, `include_totals`), and by checkpoint (`from`, `take`).
 */
import type { Exchange } from '../deps.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type JsonSchema, optional, type RecordOf, withDefault } from '../resources/field.ts';
import { boolean, text, whole } from '../resources/shape.ts';
import type { Answer } from './operation.ts';
import { invalid, type Problem } from './problem.ts';

const MAX_PER_PAGE = 100;

const DEFAULT_PER_PAGE = 50;

export const PAGE_FIELDS = {
  page: withDefault(whole(0, 1_000_000), 0, { sentence: 'Number of the page, from 0.' }),
  per_page: withDefault(whole(1, MAX_PER_PAGE), DEFAULT_PER_PAGE, { sentence: 'Entries on a page.' }),
  include_totals: withDefault(boolean, false, {
    sentence: 'An object that says how many there are, instead of a list.',
  }),
} as const;

export const CHECKPOINT_FIELDS = {
  from: optional(text(4_096), { sentence: 'The `next` of the page before.' }),
  take: optional(whole(1, MAX_PER_PAGE), { sentence: 'Entries on a page, where it is asked for by `from`.' }),
} as const;

export type PageQuery = RecordOf<typeof PAGE_FIELDS>;

export type CheckpointQuery = RecordOf<typeof CHECKPOINT_FIELDS>;

/** Where a page by number begins, and how long it is. */
export function pageOf({ page, per_page }: PageQuery): { readonly offset: number; readonly limit: number } {
  return { offset: page * per_page, limit: per_page };
}

/** A page by number: a list, or with its totals. */
export function pageAnswer(
  collection: string,
  entries: readonly unknown[],
  { query, total }: { readonly query: PageQuery; readonly total: number | undefined },
): Answer {
  if (total === undefined) return { status: 200, body: entries };
  const { offset, limit } = pageOf(query);
  return {
    status: 200,
    body: { start: offset, limit, length: entries.length, total, [collection]: entries },
  };
}

export type Checkpoint = { readonly after: readonly string[] | undefined; readonly limit: number };

/** Whether a page is asked for by checkpoint, and which one. */
export function checkpointOf(
  { from, take }: CheckpointQuery,
  cursors: Cursors,
): Result<Checkpoint | undefined, Problem> {
  if (from === undefined && take === undefined) return ok(undefined);
  const after = from === undefined ? undefined : cursors.read(from);
  if (from !== undefined && after === undefined)
    return err(
      invalid('query', [{ code: 'wrong_cursor', path: ['from'], message: 'is no `next` of this list' }]),
    );
  return ok({ after, limit: take ?? DEFAULT_PER_PAGE });
}

type CheckpointPage = {
  readonly collection: string;
  readonly entries: readonly unknown[];
  /** The key of the last of them. */
  readonly last: readonly string[] | undefined;
  readonly limit: number;
};

/** A page by checkpoint, with where it goes on when another page may follow. */
export function checkpointAnswer(
  { collection, entries, last, limit }: CheckpointPage,
  cursors: Cursors,
): Answer {
  const next = entries.length < limit || last === undefined ? {} : { next: cursors.write(last) };
  return { status: 200, body: { [collection]: entries, ...next } };
}

/** Where lists go on, sealed for one list of one tenant (MG-09). */
export type Cursors = {
  write(after: readonly string[]): string;
  /** Undefined: it is of another list, of another tenant, or nobody's. */
  read(text: string): readonly string[] | undefined;
};

/** The cursors of a list; `of` says what it lists and by which filter. */
export function cursorsOf({ deps, tenant: { tenant_id } }: Exchange, of: string): Cursors {
  const context = { purpose: 'page', tenant_id } as const;
  return {
    write: (after) => deps.seal.seal(context, { of, after: [...after] }),
    read(text) {
      const cursor = deps.seal.open(context, text);
      const after = cursor?.['of'] === of ? cursor['after'] : undefined;
      return Array.isArray(after) && after.every((one) => typeof one === 'string') ? after : undefined;
    },
  };
}

/** What a list is answered with, in each of its forms. */
export function listSchema(
  collection: string,
  entry: JsonSchema,
  forms: { readonly checkpoint?: true } = {},
): JsonSchema {
  const entries = { type: 'array', items: entry };
  const count = { type: 'integer', minimum: 0 };
  const totals = {
    type: 'object',
    properties: { start: count, limit: count, length: count, total: count, [collection]: entries },
    required: ['start', 'limit', 'length', 'total', collection],
    additionalProperties: false,
  };
  const checkpoint = {
    type: 'object',
    properties: { [collection]: entries, next: { type: 'string' } },
    required: [collection],
    additionalProperties: false,
  };
  return { anyOf: [entries, totals, ...(forms.checkpoint ? [checkpoint] : [])] };
}
