/**
 * Which clients sign people in by which connection: every client, by every one.
 */
import { err, ok } from '../../../protocol/result.ts';
import { isMapping } from '../../../resources/shape.ts';
import { type Operation, operation } from '../../operation.ts';
import { CHECKPOINT_FIELDS, checkpointAnswer, checkpointOf, cursorsOf } from '../../paging.ts';
import { inexistent, invalid, problem } from '../../problem.ts';
import { allConnections } from './connections.ts';

const CLIENTS = {
  type: 'object',
  properties: {
    clients: { type: 'array', items: { type: 'object', properties: { client_id: { type: 'string' } } } },
    next: { type: 'string' },
  },
} as const;

const STATUSES = {
  type: 'array',
  items: {
    type: 'object',
    properties: { client_id: { type: 'string' }, status: { const: true } },
    required: ['client_id', 'status'],
  },
} as const;

const EVERY_CLIENT = problem(
  501,
  'not_here',
  'Every client of a tenant signs people in by its connections: none can be left out.',
);

export const CONNECTION_CLIENT_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'connections_list_clients', method: 'GET', path: '/connections/{id}/clients' },
    sentence: 'Lists the clients that sign people in by a connection: all of the tenant.',
    scopes: ['read:connections'],
    query: CHECKPOINT_FIELDS,
    answers: { 200: CLIENTS },
    async handle({ exchange, path, query }) {
      const connections = await allConnections(exchange);
      if (!connections.ok) return connections;
      if (!connections.value.some(({ id }) => id === path['id'])) return err(inexistent('connection'));
      const cursors = cursorsOf(exchange, JSON.stringify(['connection clients', path['id']]));
      const checkpoint = checkpointOf({ ...query, take: query.take ?? 50 }, cursors);
      if (!checkpoint.ok) return checkpoint;
      const { after, limit = 50 } = checkpoint.value ?? {};
      const { deps, tenant } = exchange;
      const page = { limit, ...(after ? { after } : {}) };
      const found = await deps.desk.list('client', tenant.tenant_id, page);
      const entries = found.map(({ record }) => ({ client_id: record['client_id'] }));
      return ok(
        checkpointAnswer({ collection: 'clients', entries, last: found.at(-1)?.key, limit }, cursors),
      );
    },
  }),
  {
    ...{ id: 'connections_update_clients', method: 'PATCH', path: '/connections/{id}/clients', query: {} },
    sentence: 'Takes what is so already: every client signs people in by every connection.',
    scopes: ['update:connections'],
    body: { reads: 'list', schema: STATUSES },
    answers: { 204: undefined },
    async handle({ exchange, path, body: { list } }) {
      const connections = await allConnections(exchange);
      if (!connections.ok) return connections;
      if (!connections.value.some(({ id }) => id === path['id'])) return err(inexistent('connection'));
      const entries: readonly unknown[] = Array.isArray(list) ? list : [];
      const wrong = entries.findIndex((one) => !isMapping(one) || typeof one['client_id'] !== 'string');
      if (wrong >= 0)
        return err(
          invalid('body', [{ code: 'wrong_shape', path: [wrong], message: 'must name a client_id' }]),
        );
      return entries.every((one) => isMapping(one) && one['status'] === true)
        ? ok({ status: 204 })
        : err(EVERY_CLIENT);
    },
  },
];
