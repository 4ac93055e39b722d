/**
 * What applications may ask for in their own name.
 */
import { optional } from '../../../resources/field.ts';
import { identifier, text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { CLIENT_GRANT_PREFIX as PREFIX } from '../../reach.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';

const CLIENT_GRANTS: RecordFamily = {
  kind: 'client_grant',
  noun: 'client_grant',
  collection: 'client_grants',
  path: '/client-grants',
  many: 'what applications may ask for in their own name',
  one: 'what an application may ask for in its own name',
  scopes: {
    create: ['create:client_grants'],
    read: ['read:client_grants'],
    update: ['update:client_grants'],
    delete: ['delete:client_grants'],
  },
  keyOf: async (id) => keyOfId(PREFIX, id, 2),
  filters: {
    client_id: optional(identifier(255), { sentence: 'Of this application alone.' }),
    audience: optional(identifier(600), { sentence: 'At this API alone.' }),
  },
  inert: {
    allow_all_scopes: false,
    allow_any_organization: false,
    authorization_details_types: [],
    organization_usage: 'deny',
    subject_type: 'client',
  },
  beside: {
    id: {
      shape: text(2_048),
      sentence: 'Its address here.',
      of: ({ client_id, audience }) => idOf(PREFIX, [String(client_id), String(audience)]),
    },
  },
};

export const CLIENT_GRANT_OPERATIONS: readonly Operation[] = recordOperations(CLIENT_GRANTS);
