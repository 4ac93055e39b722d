/**
 * What a client still needs to do without the implicit grant, by what its answered requests showed. Auth0 has no such operation.
 */
import { ADVICE, VERDICTS } from '../../../protocol/advice/advice-rows.ts';
import { lookBackFrom } from '../../../protocol/advice/traffic.ts';
import { err, ok } from '../../../protocol/result.ts';
import { tellAdvice } from '../../../resources/computed/told-advice.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent } from '../../problem.ts';

const TEXT = { type: 'string' } as const;
const TEXTS = { type: 'array', items: TEXT } as const;
const COUNT = {
  n: { type: 'integer', description: 'Answers in the last 90 days.' },
  lately: { type: 'integer', description: 'Of these, in the last 14.' },
  first: { ...TEXT, format: 'date', description: 'The first day of them; absent: there was none.' },
  last: { ...TEXT, format: 'date' },
} as const;
const COUNTED = { type: 'object', properties: COUNT, required: ['n', 'lately'] } as const;

const FIX = {
  type: 'object',
  properties: { ...{ kind: TEXT, key: TEXT, patch: { type: 'object' } }, ...{ yaml: TEXTS, command: TEXT } },
} as const;

const FINDING = {
  type: 'object',
  properties: {
    code: { enum: Object.keys(ADVICE) },
    weight: {
      enum: ['before', 'change', 'note'],
      description: '`before`: a setting mends it. `change`: the application has to change.',
    },
    ...{ sentence: TEXT, section: TEXT, remedy: TEXT },
    about: { ...TEXTS, description: 'Programs, origins, response types: what it is about.' },
    fix: FIX,
  },
  required: ['code', 'weight', 'sentence', 'section', 'remedy', 'about'],
} as const;

const SHOWN = {
  type: 'object',
  properties: {
    way: {
      ...TEXT,
      description: 'The response_type of an answer of /authorize, the grant_type of one of /oauth/token.',
    },
    facet: { enum: ['prompt', 'response_mode', 'origin', 'sdk'] },
    value: TEXT,
    ...COUNT,
  },
  required: ['way', 'facet', 'value', 'n', 'lately'],
} as const;

const ADVICE_SCHEMA = {
  type: 'object',
  properties: {
    ...{ client_id: TEXT, client_name: TEXT },
    stage: { enum: ['implicit', 'both', 'off', 'code'], description: 'What is allowed.' },
    verdict: { enum: Object.keys(VERDICTS) },
    sentence: { ...TEXT, description: 'What the verdict means.' },
    ...{ implicit: COUNTED, code: COUNTED },
    findings: { type: 'array', items: FINDING },
    changes: {
      type: 'array',
      items: {
        type: 'object',
        properties: { ...{ sdk: TEXT, program: TEXT, install: TEXT }, ...{ before: TEXT, after: TEXT } },
        required: ['sdk', 'program', 'before', 'after'],
      },
      description: 'The lines of each program that asks, as they are and as they have to be.',
    },
    switch: { ...FIX, description: 'Turns the implicit grant off, or on again.' },
    traffic: { type: 'array', items: SHOWN },
  },
  required: [
    'client_id',
    'stage',
    'verdict',
    'sentence',
    'implicit',
    'code',
    'findings',
    'changes',
    'traffic',
  ],
} as const;

export const ADVICE_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'clients_advice', method: 'GET', path: '/clients/{id}/advice', scopes: ['read:clients'] },
    sentence:
      'Says what a client still needs to do without the implicit grant, by what is registered and by what its answered requests showed in 90 days.',
    answers: { 200: ADVICE_SCHEMA },
    async handle({ exchange, path: { id = '' } }) {
      const { deps, records, tenant, issuer } = exchange;
      const client = await deps.clients.find(id, exchange);
      if (!client) return err(inexistent('client'));
      const { today, ...days } = lookBackFrom(deps.now());
      const traffic = await records.stats.traffic(client.client_id, days);
      const since = await records.stats.trafficSince();
      return ok({
        status: 200,
        body: tellAdvice({ client, traffic, since, today, issuer, tenant: tenant.name }),
      });
    },
  }),
];
