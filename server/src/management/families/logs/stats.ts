/**
 * Numbers of a tenant: what was counted on each day, as Auth0 tells it and by everything else that is counted, and how many people
 * use it.
 */
import { COUNTED, type CountedName } from '../../../protocol/diagnosis/counted.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import type { Field } from '../../../resources/field.ts';
import { optional, required } from '../../../resources/field.ts';
import { oneOf, text } from '../../../resources/shape.ts';
import { type Operation, operation } from '../../operation.ts';
import { invalid, type Problem } from '../../problem.ts';

const DAY = 86_400;

/** What is answered where nobody says from when: as Auth0 does. */
const DEFAULT_DAYS = 30;

/** People who signed in within so many days are active: Auth0's measure. */
const ACTIVE_DAYS = 30;

/** Days of one answer. */
const MAX_DAYS = 400;

/** Rows of one answer: a year of what has a few names, a month of what has many. */
const MAX_ROWS = 10_000;

const SCOPES = ['read:stats'] as const;

const dayText = text(8, {
  holds: (value) => readDay(value) !== undefined,
  message: 'must be a day, as 20260131',
  says: 'a day, as `20260131`',
});

const DAYS = {
  from: optional(dayText, { sentence: 'The first day (UTC); left out, 30 days before the last.' }),
  to: optional(dayText, { sentence: 'The last day (UTC); left out, today.' }),
} satisfies Readonly<Record<string, Field<string, 'optional'>>>;

const count = { type: 'integer', minimum: 0 } as const;
const moment = { type: 'string', format: 'date-time' } as const;

const DAILY = {
  type: 'object',
  properties: {
    date: { ...moment, description: 'The midnight (UTC) that the day began with.' },
    logins: { ...count, description: 'Sign-ins.' },
    signups: { ...count, description: 'Accounts that somebody made for themselves.' },
    leaked_passwords: { ...count, description: 'Always 0: no list of leaked passwords is asked.' },
    created_at: { ...moment, description: 'The same as `date`.' },
    updated_at: { ...moment, description: 'When it was counted: the end of the day, or now.' },
  },
  required: ['date', 'logins', 'signups', 'leaked_passwords', 'created_at', 'updated_at'],
  additionalProperties: false,
} as const;

const COUNTER = {
  type: 'object',
  properties: {
    date: { ...moment, description: 'The midnight (UTC) that the day began with.' },
    name: {
      type: 'string',
      description: 'What it was of: a client_id, a reason, a grant and an API; else empty.',
    },
    count,
  },
  required: ['date', 'name', 'count'],
  additionalProperties: false,
} as const;

const MAILS = {
  type: 'object',
  properties: {
    waiting: { ...count, description: 'Mails that are not sent yet, a thousand at most.' },
    failing: { ...count, description: 'Of them those that were tried in vain, or that no server takes.' },
  },
  required: ['waiting', 'failing'],
  additionalProperties: false,
} as const;

const NAMES: readonly CountedName[] = ['logins', 'signups', 'logins_by_client', 'failures', 'tokens'];

const WHAT = required(oneOf(NAMES), {
  sentence: `What was counted: ${NAMES.map((name) => `\`${name}\`: ${COUNTED[name]}`).join('; ')}.`,
});

export const STATS_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'stats_daily', method: 'GET', path: '/stats/daily', scopes: SCOPES },
    sentence: 'Sign-ins and sign-ups of each day on which there were any.',
    query: DAYS,
    answers: { 200: { type: 'array', items: DAILY } },
    async handle({ exchange, query }) {
      const { stats } = exchange.records;
      const now = exchange.deps.now();
      const days = daysOf(query, now);
      if (!days.ok) return days;
      const range = { ...days.value, limit: MAX_ROWS };
      const logins = countsByDay(await stats.list('logins', range));
      const signups = countsByDay(await stats.list('signups', range));
      const dates = [...new Set([...logins.keys(), ...signups.keys()])].sort((a, b) => a - b);
      const body = dates.map((at) => ({
        date: dateOf(at),
        logins: logins.get(at) ?? 0,
        signups: signups.get(at) ?? 0,
        leaked_passwords: 0,
        created_at: dateOf(at),
        updated_at: dateOf(Math.min(at + DAY, now)),
      }));
      return ok({ status: 200, body });
    },
  }),
  operation({
    ...{ id: 'stats_active_users', method: 'GET', path: '/stats/active-users', scopes: SCOPES },
    sentence: 'How many people signed in within the last 30 days.',
    answers: { 200: count },
    async handle({ exchange }) {
      const since = exchange.deps.now() - ACTIVE_DAYS * DAY;
      return ok({ status: 200, body: await exchange.records.stats.activeUsers(since) });
    },
  }),
  operation({
    ...{ id: 'stats_mails', method: 'GET', path: '/stats/mails', scopes: SCOPES },
    sentence: 'How many mails wait to be sent, and how many of them fail. Auth0 has no such path.',
    answers: { 200: MAILS },
    async handle({ exchange }) {
      return ok({ status: 200, body: await exchange.records.outbox.waiting() });
    },
  }),
  operation({
    ...{ id: 'stats_counters', method: 'GET', path: '/stats/counters', scopes: SCOPES },
    sentence: 'What was counted on each day, by name. Auth0 has no such path.',
    query: { what: WHAT, ...DAYS },
    answers: { 200: { type: 'array', items: COUNTER } },
    async handle({ exchange, query }) {
      const days = daysOf(query, exchange.deps.now());
      if (!days.ok) return days;
      const rows = await exchange.records.stats.list(query.what, { ...days.value, limit: MAX_ROWS + 1 });
      if (rows.length > MAX_ROWS)
        return err(wrong(`has more than ${MAX_ROWS} numbers from there on: ask for fewer days`));
      const body = rows.map(({ at, name, n }) => ({ date: dateOf(at), name, count: n }));
      return ok({ status: 200, body });
    },
  }),
];

function wrong(message: string): Problem {
  return invalid('query', [{ code: 'wrong_days', path: ['from'], message }]);
}

/** The midnights of the first and the last day. */
function daysOf(
  { from, to }: { readonly from?: string; readonly to?: string },
  now: number,
): Result<{ readonly since: number; readonly until: number }, Problem> {
  const until = to === undefined ? now - (now % DAY) : (readDay(to) ?? 0);
  const since = from === undefined ? until - DEFAULT_DAYS * DAY : (readDay(from) ?? 0);
  if (since > until) return err(wrong('is after to'));
  if (until - since >= MAX_DAYS * DAY) return err(wrong(`begins more than ${MAX_DAYS} days before to`));
  return ok({ since, until });
}

/** Seconds since the epoch; undefined: there is no such day. */
function readDay(value: string): number | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? [];
  const iso = `${year}-${month}-${day}T00:00:00.000Z`;
  const at_ms = Date.parse(iso);
  return Number.isNaN(at_ms) || new Date(at_ms).toISOString() !== iso ? undefined : at_ms / 1_000;
}

function dateOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

function countsByDay(
  rows: readonly { readonly at: number; readonly n: number }[],
): ReadonlyMap<number, number> {
  return new Map(rows.map(({ at, n }) => [at, n]));
}
