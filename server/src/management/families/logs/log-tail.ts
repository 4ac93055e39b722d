/**
 * The log as it is written, by server-sent events (HTML §9.2): an event a row, in the shape of `GET /logs`, its id the `log_id`. It
 * goes on behind `Last-Event-ID`, and ends when the process is about to or when the token is worth nothing any more.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../../../deps.ts';
import { err, ok } from '../../../protocol/result.ts';
import { optional } from '../../../resources/field.ts';
import { text } from '../../../resources/shape.ts';
import { readLogId, showLogs } from '../../../streams/log-record.ts';
import { judgeScope, readAccess } from '../../access.ts';
import { type Operation, operation } from '../../operation.ts';
import { invalid, problem } from '../../problem.ts';
import { readSearch, type Where } from './log-search.ts';

type Row = Awaited<ReturnType<Exchange['records']['audit']['search']>>[number];

/** How soon a row is seen. */
const ROUND_MS = 500;

/** Rounds after which something is said, so that no proxy takes the connection for dead, and it is looked whether the token is good. */
const ROUNDS_OF_SILENCE = 20;

/** Rounds after which rows are looked for that were made before others and written after them. */
const ROUNDS_OF_TRUST = 4;

/** Seconds that a row may be written late by: a step waits for another one, and two machines have two clocks. */
const LATE = 30;

/** Rows of one question. */
const BATCH = 200;

/** Seconds after which whoever found no place may ask again. */
const FULL = 30;

export const TAIL_OPERATION: Operation = operation({
  ...{ id: 'logs_tail', method: 'GET', path: '/logs/tail', scopes: ['read:logs', 'read:logs_users'] },
  sentence:
    'Sends events while they are written, until the client leaves, the token is worth nothing any more, or the server ends. Auth0 has no such path.',
  query: {
    q: optional(text(2_000), { sentence: 'Terms as `GET /logs` has them.' }),
    from: optional(text(255), {
      sentence:
        'The `log_id` behind which to go on; `Last-Event-ID` says the same, and goes before it. What is within 30 seconds of it may come again.',
    }),
  },
  answersAs: 'text/event-stream',
  answers: {
    200: {
      type: 'string',
      description:
        '`id` is a `log_id`, `data` an event as `GET /logs/{id}` shows it. A line that begins with a colon comes every 10 seconds. The event `end` says why it is over: `draining`, `token` or `unavailable`.',
    },
  },
  async handle({ exchange, query }) {
    const from = exchange.request.headers.get('last-event-id') ?? query.from;
    const after = from === undefined ? undefined : readLogId(from);
    if (from !== undefined && !after)
      return err(invalid('query', [{ code: 'wrong_cursor', path: ['from'], message: 'is no log_id' }]));
    const where = await readSearch(query, exchange);
    if (!where.ok) return where;
    const leave = exchange.deps.tails.enter(exchange.tenant.tenant_id);
    if (!leave) return err(NO_PLACE);
    const since = after ? after.at - LATE : exchange.deps.now();
    return ok({ status: 200, events: tail({ where: where.value, since, leave }, exchange) });
  },
});

const NO_PLACE = problem(429, 'too_many_tails', 'As many look on at the log as this server lets', {
  headers: { 'retry-after': String(FULL) },
});

type Tail = { readonly where: Where; readonly since: number; readonly leave: () => void };

async function* tail({ where, since, leave }: Tail, exchange: Exchange): AsyncGenerator<string> {
  try {
    // Sent at once, so that whoever asked knows that they look on.
    yield `retry: ${ROUND_MS * 4}\n\n`;
    yield* rounds(where, since, exchange);
  } catch (error) {
    exchange.deps.log.warn({ request_id: exchange.request_id, err: error }, 'a tail of the log broke off');
    yield ended('unavailable');
  } finally {
    leave();
  }
}

async function* rounds(where: Where, since: number, exchange: Exchange): AsyncGenerator<string> {
  const { deps } = exchange;
  const seen = createSeen();
  let front = since;
  for (let round = 0; ; round += 1) {
    if (deps.isDraining()) return yield ended('draining');
    const isSweep = round % ROUNDS_OF_TRUST === 0;
    const first = isSweep ? Math.max(since, front - LATE) : front;
    const rows = seen.news(await rowsSince({ ...where, since: Math.max(first, where.since ?? 0) }, exchange));
    const isDue = round % ROUNDS_OF_SILENCE === 0;
    // Nothing leaves by a token that is worth nothing any more.
    if ((isDue || rows.length > 0) && !(await isStillGood(exchange))) return yield ended('token');
    for (const body of await showLogs(rows, exchange)) yield shown(body);
    if (isDue) yield ': here\n\n';
    front = Math.max(front, rows.at(-1)?.at ?? 0);
    seen.forget(front - 2 * LATE);
    await wait(ROUND_MS, undefined, { ref: false });
  }
}

/** All rows from a second on, the oldest first, in pages. */
async function rowsSince(where: Where, { records }: Exchange): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const after = rows.at(-1);
    const page = await records.audit.search({ ...where, order: 'oldest', after, limit: BATCH });
    rows.push(...page);
    if (page.length < BATCH) return rows;
  }
}

/** What was sent, so that a second is read again and no row of it is. */
function createSeen() {
  const ids = new Map<string, number>();
  return {
    news(rows: readonly Row[]): readonly Row[] {
      const fresh = rows.filter(({ id }) => !ids.has(id));
      for (const { id, at } of fresh) ids.set(id, at);
      return fresh;
    },
    forget(before: number): void {
      for (const [id, at] of ids) if (at < before) ids.delete(id);
    },
  };
}

async function isStillGood(exchange: Exchange): Promise<boolean> {
  const access = await readAccess(exchange);
  return access.ok && judgeScope(access.value, TAIL_OPERATION, exchange) === undefined;
}

function shown(body: Readonly<Record<string, unknown>>): string {
  return `id: ${body['log_id']}\ndata: ${JSON.stringify(body)}\n\n`;
}

function ended(why: 'draining' | 'token' | 'unavailable'): string {
  return `event: end\ndata: ${why}\n\n`;
}
