/**
 * Rows of the audit log, made for whoever writes one: the log itself, and a change of what is administered, whose row is part of
 * its transaction.
 */
import { randomBytes } from 'node:crypto';
import type { Shown } from '../protocol/advice/traffic.ts';
import { auth0TypeOf, type EventType } from '../protocol/diagnosis/event-types.ts';
import type { Reason } from '../protocol/diagnosis/reasons.ts';
import { isOfStrangers } from './audit-bound.ts';
import type { AuditTable } from './schema.ts';
import { storableText } from './storable-text.ts';

export type AuditEvent = {
  readonly type: EventType;
  readonly request_id: string;
  readonly client_id?: string | undefined;
  /** Whom it is about. */
  readonly sub?: string | undefined;
  readonly ip?: string;
  readonly detail?: string;
  /** Why it was refused. */
  readonly reason?: Reason | undefined;
  /** The grant_type of a token request; `silent` of a request that asks nobody. */
  readonly variant?: string | undefined;
  /** The API of tokens, which is counted and has no column. */
  readonly audience?: string | undefined;
  /** What an answered request showed of its client, which is counted and has no column. */
  readonly shown?: readonly Shown[];
  /** What was sent and refused, without its secrets. */
  readonly sent?: string | undefined;
  /** Who did it, where it is not the user that the event is about. */
  readonly actor?: string | undefined;
  /** What the requests of one sign-in have in common. */
  readonly journey?: string | undefined;
  /** The record that was changed, where it is neither a person nor an application: its kind and its key. */
  readonly record?: string | undefined;
};

/** The row of an event of a tenant. */
export type AuditRows = (tenant_id: string, event: AuditEvent) => AuditTable;

/** Characters kept of a value; a client can make some of them as long as a request. */
const MAX_NAME = 255;
const MAX_DETAIL = 1_024;

/** What a stranger wrote is cut shorter. */
const MAX_DETAIL_OF_STRANGERS = 256;

/** Rows in the order in which they are made. Their columns have one order too, which the query of many rows relies on. */
export function createAuditRows(now: () => number): AuditRows {
  const nextId = createIds();
  return (tenant_id, event) => ({
    tenant_id,
    at: now(),
    id: nextId(),
    type: storableText(event.type, MAX_NAME),
    request_id: storableText(event.request_id, MAX_NAME),
    client_id: optional(event.client_id, MAX_NAME),
    sub: optional(event.sub, MAX_NAME),
    ip: optional(event.ip, MAX_NAME),
    detail: optional(event.detail, isOfStrangers(event.type) ? MAX_DETAIL_OF_STRANGERS : MAX_DETAIL),
    reason: optional(event.reason, MAX_NAME),
    sent: optional(event.sent, MAX_NAME),
    actor: optional(event.actor, MAX_NAME),
    journey: optional(event.journey, MAX_NAME),
    auth0_type: auth0TypeOf(event) ?? null,
    record: optional(event.record, MAX_NAME),
  });
}

function optional(text: string | undefined, limit: number): string | null {
  return text === undefined ? null : storableText(text, limit);
}

/** Ids that sort in the order in which they were made, here to the event and between machines to the millisecond. */
function createIds(): () => string {
  const machine = randomBytes(6).toString('hex');
  let time_ms = 0;
  let count = 0;
  return () => {
    const clock_ms = Date.now();
    count = clock_ms > time_ms ? 0 : count + 1;
    time_ms = Math.max(time_ms, clock_ms);
    return `${time_ms.toString(36).padStart(9, '0')}-${count.toString(36).padStart(6, '0')}-${machine}`;
  };
}
