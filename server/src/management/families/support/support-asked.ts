/**
 * What the operations of support have in common: who asks, about whom.
 */
import type { Exchange } from '../../../deps.ts';
import { deliverLogouts } from '../../../logout/deliver.ts';
import type { EndUser } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { type JsonSchema, optional, required } from '../../../resources/field.ts';
import { identifier, record, text } from '../../../resources/shape.ts';
import type { SupportCase } from '../../../support/support-case.ts';
import { type Answer, type Asked, actorOf } from '../../operation.ts';
import { inexistent, type Problem } from '../../problem.ts';

export type Answered = Promise<Result<Answer, Problem>>;

/** Who asks, for the audit log. */
export function caseOf({ exchange, access }: Pick<Asked, 'exchange' | 'access'>): SupportCase {
  const { records, request_id, address } = exchange;
  return { records, by: { request_id, address, actor: actorOf(access) } };
}

/** The user of an id; one of another tenant is as unknown as a random one. */
export async function findUser(id: string, { records }: Exchange): Promise<Result<EndUser, Problem>> {
  const user = await records.users.find(id);
  return user ? ok(user) : err(inexistent('user'));
}

/** Auth0 lets whoever has several say which address is meant. */
export const IDENTITY = {
  identity: optional(
    record({
      user_id: required(identifier(255), { sentence: 'Without where they come from.' }),
      provider: required(text(64), { sentence: '`auth0`.' }),
      connection_id: optional(text(255), { sentence: 'The connection that they are of.' }),
    }),
    { sentence: 'The one identity that they have.' },
  ),
} as const;

/** What was asked for is done, and it ended sessions: clients that listen are told at once. */
export function ended(status: number, { deps }: Exchange): Result<Answer, Problem> {
  deliverLogouts(deps);
  return ok({ status });
}

/** Whole seconds since the epoch as Auth0 writes a moment. */
export function moment(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

export const TEXT: JsonSchema = { type: 'string' };

export const MOMENT: JsonSchema = { type: 'string', format: 'date-time' };

export const TEXTS: JsonSchema = { type: 'array', items: TEXT };

/** An object with these members and no others; those that are named are always there. */
export function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
