/**
 * Where the log is sent. Auth0 answers 200 to one that is made.
 */
import type { Operation } from '../../operation.ts';
import { recordOperations } from '../../record-operations.ts';

export const LOG_STREAM_OPERATIONS: readonly Operation[] = recordOperations({
  kind: 'log_stream',
  noun: 'log_stream',
  collection: 'log_streams',
  path: '/log-streams',
  many: 'log streams',
  one: 'a log stream',
  scopes: {
    create: ['create:log_streams'],
    read: ['read:log_streams'],
    update: ['update:log_streams'],
    delete: ['delete:log_streams'],
  },
  // No stream goes before another one.
  inert: { isPriority: false },
  keyOf: async (id) => [id],
  chosen: (_, { deps }) => ({ id: `lst_${deps.random(12).replaceAll(/[^0-9A-Za-z]/g, '0')}` }),
  statuses: { create: 200, delete: 204 },
});
