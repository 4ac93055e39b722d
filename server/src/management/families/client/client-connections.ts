/**
 * By which connections a client signs people in: by all of the tenant.
 */
import { optional } from '../../../resources/field.ts';
import { list, text } from '../../../resources/shape.ts';
import { type Operation, operation } from '../../operation.ts';
import { CHECKPOINT_FIELDS } from '../../paging.ts';
import { PROJECTION_FIELDS } from '../../projection.ts';
import { findRecord } from '../../records.ts';
import { allConnections, pageByCheckpoint } from '../tenant/connections.ts';
import { CLIENTS } from './clients.ts';

export const CLIENT_CONNECTION_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'clients_list_connections', method: 'GET', path: '/clients/{id}/connections' },
    sentence: 'Lists the connections by which a client signs people in: all of the tenant.',
    scopes: ['read:connections'],
    query: {
      ...{ ...CHECKPOINT_FIELDS, ...PROJECTION_FIELDS },
      strategy: optional(list(text(64), { max: 50 }), { sentence: 'Of these strategies alone.' }),
    },
    answers: {
      200: { type: 'object', properties: { connections: { type: 'array' }, next: { type: 'string' } } },
    },
    async handle({ exchange, path: { id = '' }, query }) {
      const client = await findRecord(CLIENTS, [id], exchange);
      if (!client.ok) return client;
      const all = await allConnections(exchange);
      if (!all.ok) return all;
      const { strategy = [] } = query;
      const matching = all.value.filter(
        (one) => strategy.length === 0 || strategy.includes(String(one['strategy'])),
      );
      const of = JSON.stringify(['client connections', strategy]);
      return pageByCheckpoint(matching, { query: { ...query, take: query.take ?? 50 }, of, exchange });
    },
  }),
];
