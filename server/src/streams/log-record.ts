/**
 * A row of the audit log in the shape of Auth0's log events.
 */
import type { Exchange } from '../deps.ts';
import { eventSentence } from '../protocol/diagnosis/event-types.ts';
import { reasonNamed } from '../protocol/diagnosis/reasons.ts';
import { DATABASE_CONNECTION } from '../protocol/tenant/connection.ts';
import type { JsonSchema } from '../resources/field.ts';
import type { Values } from '../resources/kind.ts';

type Logged = NonNullable<Awaited<ReturnType<Exchange['records']['audit']['find']>>>;

/** The id of a row: when it was, and which of then. Ids sort as the log does. */
export function logId({ at, id }: Pick<Logged, 'at' | 'id'>): string {
  return `${at}-${id}`;
}

/** Where an id stands; undefined: it is none of ours. */
export function readLogId(text: string): Pick<Logged, 'at' | 'id'> | undefined {
  const [, at, id] = /^(\d{1,13})-([0-9a-z]{1,32}-[0-9a-z]{1,32}-[0-9a-f]{1,32})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}

/** Rows as Auth0 has them, with the names of applications and people as they are now. */
export async function showLogs(
  rows: readonly Logged[],
  { records, issuer }: Pick<Exchange, 'records' | 'issuer'>,
): Promise<readonly Values[]> {
  const clients = await namesOf(rows, 'client_id', async (client_id) => {
    // Registered ones alone: what somebody sent may be an address, and nobody goes there for a log.
    const client = await records.clients.find(client_id);
    return client?.client_name;
  });
  const users = await namesOf(rows, 'sub', async (sub) => {
    const user = await records.users.find(sub);
    return user?.claims.email ?? user?.claims.name;
  });
  const hostname = new URL(issuer).host;
  return rows.map((row) => ({
    ...showLog(row),
    ...(row.client_id === undefined ? {} : { client_name: clients.get(row.client_id) ?? null }),
    ...(row.sub === undefined ? {} : { user_name: users.get(row.sub) ?? '' }),
    hostname,
  }));
}

async function namesOf(
  rows: readonly Logged[],
  member: 'client_id' | 'sub',
  find: (key: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string | undefined>> {
  const keys = [...new Set(rows.flatMap((row) => row[member] ?? []))];
  return new Map(await Promise.all(keys.map(async (key) => [key, await find(key)] as const)));
}

const OF_CONNECTION = {
  connection: DATABASE_CONNECTION,
  strategy: 'auth0',
  strategy_type: 'database',
} as const;

function showLog(row: Logged): Values {
  const { at, type, auth0_type, reason, sub, client_id, ip, request_id } = row;
  const { detail, sent, actor, journey, record } = row;
  const log_id = logId(row);
  const because = reasonNamed(reason);
  const said = because ? `${eventSentence(type)}: ${because.sentence}` : eventSentence(type);
  const details = { request_id, reason, remedy: because?.remedy, detail, sent, actor, journey, record };
  return {
    ...{ _id: log_id, log_id, date: new Date(at * 1_000).toISOString(), type: auth0_type ?? type },
    description: said,
    ...(client_id === undefined ? {} : { client_id }),
    ...(ip === undefined ? {} : { ip }),
    ...(sub === undefined ? {} : { user_id: sub }),
    ...(sub?.startsWith('auth0|') ? OF_CONNECTION : {}),
    details: { event: type, ...present(details) },
    isMobile: false,
  };
}

function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const TEXT = { type: 'string' } as const;

/** What an event holds. */
export const LOG_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    _id: { ...TEXT, description: 'The same as log_id.' },
    log_id: { ...TEXT, description: 'Its address here, and what `from` goes on behind.' },
    date: { ...TEXT, format: 'date-time', description: 'When it happened.' },
    type: { ...TEXT, description: 'Auth0’s name of the event, or ours where Auth0 has none.' },
    description: { ...TEXT, description: 'What happened, and why.' },
    client_id: {
      ...TEXT,
      description: 'By which application; of a request that was refused, as it was sent.',
    },
    client_name: { type: ['string', 'null'], description: 'Its name now.' },
    ip: { ...TEXT, description: 'From which address.' },
    hostname: { ...TEXT, description: 'The host of the issuer.' },
    user_id: { ...TEXT, description: 'Whom it is about.' },
    user_name: { ...TEXT, description: 'Their address now; empty: they are gone.' },
    connection: { ...TEXT, description: 'Where they are kept.' },
    strategy: { ...TEXT, description: 'Of which kind that is.' },
    strategy_type: { ...TEXT, description: 'Always `database`.' },
    isMobile: { type: 'boolean', description: 'Always false: no browser is asked what it is.' },
    details: {
      type: 'object',
      properties: {
        event: { ...TEXT, description: 'Our name of the event.' },
        request_id: { ...TEXT, description: 'The reference that a page showed.' },
        reason: { ...TEXT, description: 'Why it was refused: a code that stays.' },
        remedy: { ...TEXT, description: 'What helps.' },
        detail: { ...TEXT, description: 'More, in words that may change.' },
        sent: { ...TEXT, description: 'What was sent and refused, without its secrets.' },
        actor: { ...TEXT, description: 'Who did it, where it was not the user.' },
        journey: { ...TEXT, description: 'The same in all events of one sign-in.' },
        record: {
          ...TEXT,
          description: 'What was changed, where it is neither a person nor an application: `role rol_1`.',
        },
      },
      required: ['event', 'request_id'],
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
