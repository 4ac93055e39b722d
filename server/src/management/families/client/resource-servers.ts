/**
 * APIs. Auth0 gives each an id beside its identifier; here that is its identifier in base64url, and either leads to it.
 */
import { text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';

const PREFIX = 'api_';

const RESOURCE_SERVERS: RecordFamily = {
  kind: 'resource_server',
  noun: 'resource_server',
  collection: 'resource_servers',
  path: '/resource-servers',
  many: 'APIs',
  one: 'an API',
  scopes: {
    create: ['create:resource_servers'],
    read: ['read:resource_servers'],
    update: ['update:resource_servers'],
    delete: ['delete:resource_servers'],
  },
  keyOf: async (id) => keyOfId(PREFIX, id, 1) ?? [id],
  beside: {
    id: {
      shape: text(1_024),
      sentence: 'Its address here.',
      of: ({ identifier }) => idOf(PREFIX, [String(identifier)]),
    },
  },
};

export const RESOURCE_SERVER_OPERATIONS: readonly Operation[] = recordOperations(RESOURCE_SERVERS);
