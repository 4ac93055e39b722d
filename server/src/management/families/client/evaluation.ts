/**
 * What a client would be given for somebody, claim by claim. Auth0 has no such operation. Nobody signs in, and nothing is signed.
 */
import { err, ok } from '../../../protocol/result.ts';
import { CLAIM_ORIGINS } from '../../../protocol/tokens/claim-origins.ts';
import { optional, required } from '../../../resources/field.ts';
import { identifier, oneOf, text } from '../../../resources/shape.ts';
import { EVALUATED_GRANTS, evaluateClient, evaluateUser, LEFT_OUT } from '../../../walk/evaluate.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, problem } from '../../problem.ts';
import { findUser } from '../support/support-asked.ts';

const STRING = { type: 'string' } as const;

const CLAIMS = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: STRING,
      value: { description: 'Absent: it is another one each time.' },
      from: { enum: CLAIM_ORIGINS },
      by: { ...STRING, description: 'The field or the scope that it is by.' },
    },
    required: ['name', 'from'],
  },
} as const;

const HEADER = { type: 'object', properties: { alg: STRING, typ: STRING } } as const;

const TOKEN = { type: 'object', properties: { header: HEADER, claims: CLAIMS } } as const;

const EVALUATION = {
  type: 'object',
  properties: {
    refused: {
      type: 'object',
      description: 'What the request would be answered with; then there is nothing else.',
      properties: { error: STRING, error_description: STRING },
      required: ['error', 'error_description'],
    },
    asks: {
      type: 'array',
      items: { enum: ['second_factor', 'consent'] },
      description: 'What the person is asked for after they have signed in.',
    },
    scope: { type: 'array', items: STRING },
    left_out: {
      type: 'array',
      items: {
        type: 'object',
        properties: { scope: STRING, why: { enum: LEFT_OUT } },
        required: ['scope', 'why'],
      },
    },
    access_token: {
      type: 'object',
      description: 'Without claims it is good for /userinfo alone.',
      properties: { expires_in: { type: 'integer' }, header: HEADER, claims: CLAIMS },
      required: ['expires_in'],
    },
    id_token: TOKEN,
    userinfo: { type: 'object', properties: { claims: CLAIMS } },
    refresh_token: { type: 'boolean' },
  },
} as const;

const NEEDED = 'read:clients';

export const EVALUATION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'clients_evaluate', method: 'POST', path: '/clients/{id}/evaluate', scopes: ['read:users'] },
    sentence:
      'Says what a client would be given for a person, or for itself: every claim and where it comes from (`read:clients` too). It is signed by nobody, and no token.',
    body: {
      grant_type: required(oneOf(EVALUATED_GRANTS), { sentence: 'How it asks.' }),
      user_id: optional(identifier(255), {
        sentence: 'For whom; not where the client asks for itself (`client_credentials`).',
      }),
      audience: optional(text(600), { sentence: 'The API; left out: as a request that names none.' }),
      scope: optional(text(8_192), { sentence: 'What it asks for, parted by spaces.' }),
    },
    answers: { 200: EVALUATION },
    async handle({ exchange, access, path: { id = '' }, body }) {
      if (!access.scope.has(NEEDED))
        return err(problem(403, 'insufficient_scope', `Insufficient scope, expected any of: ${NEEDED}`));
      const { user_id, ...wanted } = body;
      if ((user_id === undefined) !== (body.grant_type === 'client_credentials')) return err(WHO);
      const client = await exchange.deps.clients.find(id, exchange);
      if (!client) return err(inexistent('client'));
      const user = user_id === undefined ? undefined : await findUser(user_id, exchange);
      if (user && !user.ok) return user;
      const evaluated = user
        ? await evaluateUser({ ...wanted, client, user: user.value }, exchange)
        : await evaluateClient({ ...wanted, client }, exchange);
      if (evaluated.ok) return ok({ status: 200, body: evaluated.value });
      const { error, error_description } = evaluated.error;
      return ok({ status: 200, body: { refused: { error, error_description } } });
    },
  }),
];

const WHO = invalid('body', [
  {
    code: 'which',
    path: ['user_id'],
    message: 'has to be there, and cannot be where the client asks for itself',
  },
]);
