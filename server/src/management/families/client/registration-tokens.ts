/**
 * Tokens by which applications register themselves (RFC 7591 §3).
 */
import { sha256 } from '../../../protocol/digest.ts';
import { ok } from '../../../protocol/result.ts';
import { withDefault } from '../../../resources/field.ts';
import { whole } from '../../../resources/shape.ts';
import { actorOf, type Operation, operation } from '../../operation.ts';

const HOUR = 3_600;

const MAX_HOURS = 8_760;

const TOKEN_BYTES = 32;

export const REGISTRATION_TOKEN_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'client_registration_tokens_create', method: 'POST', path: '/client-registration-tokens' },
    sentence:
      'Makes a token with which somebody else may register clients, and tells it once; it is good for several until it ends.',
    scopes: ['create:client_registration_tokens'],
    body: { hours: withDefault(whole(1, MAX_HOURS), 24, { sentence: 'How long it is good.' }) },
    answers: {
      201: {
        type: 'object',
        properties: { token: { type: 'string' }, expires_at: { type: 'string', format: 'date-time' } },
        required: ['token', 'expires_at'],
      },
    },
    async handle({ exchange, access, body: { hours } }) {
      const { deps, records, request_id, address } = exchange;
      const token = deps.random(TOKEN_BYTES);
      const expires_at = deps.now() + hours * HOUR;
      await records.initialAccessTokens.add(sha256(token), expires_at);
      const detail = `${hours} hours`;
      const event = { type: 'initial_access_token_made', request_id, ip: address, detail } as const;
      await records.audit.record({ ...event, actor: actorOf(access) });
      const until = new Date(expires_at * 1_000).toISOString();
      return ok({ status: 201, body: { token, expires_at: until } });
    },
  }),
];
