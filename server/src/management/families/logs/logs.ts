/**
 * The log: what happened in the tenant, searched by what it has an index for, and read on from a checkpoint by whoever collects it.
 */
import type { Exchange } from '../../../deps.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { optional } from '../../../resources/field.ts';
import { oneOf, text, whole } from '../../../resources/shape.ts';
import { LOG_SCHEMA, logId, readLogId, showLogs } from '../../../streams/log-record.ts';
import { type Answer, type Operation, operation } from '../../operation.ts';
import { listSchema, PAGE_FIELDS, type PageQuery, pageAnswer, pageOf } from '../../paging.ts';
import { inexistent, invalid, type Problem } from '../../problem.ts';
import { PROJECTION_FIELDS, type ProjectionQuery, project } from '../../projection.ts';
import { readSearch, type Where, wrong } from './log-search.ts';
import { TAIL_OPERATION } from './log-tail.ts';

type Search = Parameters<Exchange['records']['audit']['search']>[0];

/** As many as are found by search: who wants more goes on by checkpoint. Auth0's limit. */
const MAX_FOUND = 1_000;

const DEFAULT_TAKE = 50;

const SORT_FIELD = {
  sort: optional(oneOf(['date:-1', 'date:1']), { sentence: 'The newest first, or the oldest.' }),
} as const;

const SEARCH_FIELDS = {
  ...PAGE_FIELDS,
  ...PROJECTION_FIELDS,
  ...SORT_FIELD,
  q: optional(text(2_000), {
    sentence:
      'Terms that have all to be so: `type`, `user_id`, `user_name`, `client_id`, `ip`, `details.request_id`, `details.journey`, `details.record`, `date`.',
  }),
  search: optional(text(2_000), { sentence: 'The same as `q`.' }),
  before: optional(text(255), {
    sentence:
      'The `log_id` before which a search goes on, the newest first, with no end. Auth0 has no such parameter.',
  }),
  from: optional(text(255), {
    sentence: 'The `log_id` behind which to go on, the oldest first. All but `take` is left aside then.',
  }),
  take: optional(whole(1, 100), { sentence: 'Events of a page by checkpoint.' }),
} as const;

const SCOPES = ['read:logs', 'read:logs_users'] as const;

export const LOG_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'logs_list', method: 'GET', path: '/logs', scopes: SCOPES },
    sentence: 'Searches the log; by `from` and `take` goes on from an event, with a `Link` to the next page.',
    query: SEARCH_FIELDS,
    answers: { 200: listSchema('logs', LOG_SCHEMA) },
    handle: ({ exchange, query }) => {
      const { from, take } = query;
      return from === undefined && take === undefined
        ? search(query, exchange)
        : goOn({ from, take: take ?? DEFAULT_TAKE }, exchange);
    },
  }),
  TAIL_OPERATION,
  operation({
    ...{ id: 'logs_show', method: 'GET', path: '/logs/{id}', scopes: SCOPES },
    sentence: 'Shows an event.',
    answers: { 200: LOG_SCHEMA },
    async handle({ exchange, path }) {
      const position = readLogId(path['id'] ?? '');
      const row = position && (await exchange.records.audit.find(position));
      const [body] = row ? await showLogs([row], exchange) : [];
      return body ? ok({ status: 200, body }) : err(inexistent('log', 'log event'));
    },
  }),
  operation({
    ...{ id: 'users_logs', method: 'GET', path: '/users/{id}/logs', scopes: SCOPES },
    sentence: 'Lists the events of a user, the newest first.',
    query: { ...PAGE_FIELDS, ...PROJECTION_FIELDS, ...SORT_FIELD },
    answers: { 200: listSchema('logs', LOG_SCHEMA) },
    handle: ({ exchange, path, query }) => page({ sub: path['id'] ?? '' }, query, exchange),
  }),
];

type Answered = Promise<Result<Answer, Problem>>;

type Asked = PageQuery &
  ProjectionQuery & {
    readonly sort?: 'date:-1' | 'date:1';
    readonly q?: string;
    readonly search?: string;
    readonly before?: string;
  };

async function search(asked: Asked, exchange: Exchange): Answered {
  const where = await readSearch(asked, exchange);
  return where.ok ? page(where.value, asked, exchange) : where;
}

async function page(where: Where, { sort, before, ...query }: Asked, exchange: Exchange): Answered {
  const { audit } = exchange.records;
  const { offset, limit } = pageOf(query);
  const after = before === undefined ? undefined : readLogId(before);
  if (before !== undefined && (!after || sort === 'date:1' || offset > 0))
    return err(wrong('before', 'is a log_id, of the first page of the newest first'));
  if (offset + limit > MAX_FOUND)
    return err(wrong('page', `by search there are ${MAX_FOUND} events at most: go on by from and take`));
  const order: Search['order'] = sort === 'date:1' ? 'oldest' : 'newest';
  const rows = await audit.search({ ...where, order, after, offset, limit });
  const total = query.include_totals ? await audit.count({ ...where, limit: MAX_FOUND }) : undefined;
  const entries = (await showLogs(rows, exchange)).map((one) => project(one, query));
  return ok(pageAnswer('logs', entries, { query, total }));
}

/** A page by checkpoint: a list, and where it goes on, which stays where it is while nothing comes. */
async function goOn(
  { from, take }: { readonly from: string | undefined; readonly take: number },
  exchange: Exchange,
): Answered {
  const after = from === undefined ? undefined : readLogId(from);
  if (from !== undefined && !after)
    return err(invalid('query', [{ code: 'wrong_cursor', path: ['from'], message: 'is no log_id' }]));
  const rows = await exchange.records.audit.search({ order: 'oldest', after, limit: take });
  const last = rows.at(-1);
  const next = last ? logId(last) : from;
  const link = next && `<${exchange.issuer}api/v2/logs?from=${next}&take=${take}>; rel="next"`;
  const body = await showLogs(rows, exchange);
  return ok({ status: 200, body, ...(link === undefined ? {} : { headers: { link } }) });
}
