/**
 * Applications.
 */

import { APP_TYPES } from '../../protocol/client/client.ts';
import { optional } from '../../resources/field.ts';
import { boolean, oneOf, text } from '../../resources/shape.ts';
import type { Operation } from '../operation.ts';
import { type RecordFamily, recordOperations } from '../record-operations.ts';

const CLIENTS: RecordFamily = {
  kind: 'client',
  noun: 'client',
  collection: 'clients',
  path: '/clients',
  many: 'applications',
  one: 'an application',
  scopes: {
    create: ['create:clients'],
    read: ['read:clients', 'read:client_keys'],
    update: ['update:clients', 'update:client_keys'],
    delete: ['delete:clients'],
  },
  keyOf: async (client_id) => [client_id],
  chosen: (_, { deps }) => ({ client_id: deps.random(24) }),
  filters: {
    app_type: optional(oneOf(APP_TYPES), { sentence: 'Of this kind alone.' }),
    is_first_party: optional(boolean, { sentence: 'Of the tenant’s own, or of others.' }),
  },
  beside: {
    tenant: { shape: text(), sentence: 'The name of its tenant.', of: (_, { tenant }) => tenant.name },
    global: { shape: boolean, sentence: 'Always false: no application stands for all.', of: () => false },
  },
};

export const CLIENT_OPERATIONS: readonly Operation[] = recordOperations(CLIENTS);
