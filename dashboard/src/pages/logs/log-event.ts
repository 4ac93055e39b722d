/**
 * An event of the log as the Management API has it, as far as pages show it.
 */
import { isDocument } from '../../record/stored.ts';

export type LogEvent = {
  readonly log_id: string;
  readonly date: string;
  /** Auth0's name of it, or ours where Auth0 has none. */
  readonly type: string;
  readonly description: string;
  readonly client_id?: string;
  readonly client_name?: string | null;
  readonly user_id?: string;
  readonly user_name?: string;
  readonly ip?: string;
  readonly details: {
    readonly event: string;
    readonly request_id: string;
    readonly reason?: string;
    readonly remedy?: string;
    readonly detail?: string;
    readonly sent?: string;
    readonly actor?: string;
    readonly journey?: string;
  };
};

/** Whether something is one; what a newer server says besides is left aside. */
export function isLogEvent(value: unknown): value is LogEvent {
  return isDocument(value) && typeof value['log_id'] === 'string' && isDocument(value['details']);
}

export function logEvents(value: unknown): readonly LogEvent[] {
  return Array.isArray(value) ? value.filter(isLogEvent) : [];
}

/** Names of events of which somebody was refused something, or warned. */
export function isTrouble({ details: { event, reason } }: LogEvent): boolean {
  return reason !== undefined || /(?:_failed|_refused|_replayed|_reused|_attack|_counted)$/.test(event);
}

/** What the log has of an event beside it: all of its sign-in, or all of its request. */
export function journeyQuery({ details: { journey, request_id } }: LogEvent): string {
  return journey === undefined ? `details.request_id:"${request_id}"` : `details.journey:"${journey}"`;
}
