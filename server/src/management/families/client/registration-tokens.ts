/**
 * Tokens by which applications register themselves (RFC 7591 §3).
 */
import { sha256 } from '../../../protocol/digest.ts';
import { err, ok } from '../../../protocol/result.ts';
import { withDefault } from '../../../resources/field.ts';
import { whole } from '../../../resources/shape.ts';
import { actorOf, type Operation, operation } from '../../operation.ts';
import { inexistent } from '../../problem.ts';

const HOUR = 3_600;

const MAX_HOURS = 8_760;

const TOKEN_BYTES = 32;

function dateOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

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
      return ok({ status: 201, body: { token, expires_at: dateOf(expires_at) } });
    },
  }),
  operation({
    ...{ id: 'client_registration_tokens_list', method: 'GET', path: '/client-registration-tokens' },
    sentence: 'Lists the tokens that are good still, a thousand at most, by an id that is not the token.',
    scopes: ['read:client_registration_tokens'],
    answers: {
      200: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'string' }, expires_at: { type: 'string', format: 'date-time' } },
          required: ['id', 'expires_at'],
        },
      },
    },
    async handle({ exchange: { records } }) {
      const found = await records.initialAccessTokens.list();
      return ok({
        status: 200,
        body: found.map(({ id, expires_at }) => ({ id, expires_at: dateOf(expires_at) })),
      });
    },
  }),
  operation({
    ...{
      id: 'client_registration_tokens_delete',
      method: 'DELETE',
      path: '/client-registration-tokens/{id}',
    },
    sentence: 'Takes a token back: nobody registers a client by it any more. What was registered stays.',
    scopes: ['delete:client_registration_tokens'],
    answers: { 204: undefined },
    async handle({ exchange: { records, request_id, address }, access, path: { id = '' } }) {
      if (!(await records.initialAccessTokens.remove(id))) return err(inexistent('registration_token'));
      const event = { type: 'initial_access_token_removed', request_id, ip: address, detail: id } as const;
      await records.audit.record({ ...event, actor: actorOf(access) });
      return ok({ status: 204 });
    },
  }),
];
