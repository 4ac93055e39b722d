/**
 * What applications may ask for in their own name.
 */
import { myAccountAudience } from '../../../protocol/tenant/names.ts';
import { optional } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { identifier, oneOf, text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { CLIENT_GRANT_PREFIX as PREFIX } from '../../reach.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';
import type { Translated } from '../../records.ts';

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
    allow_any_organization: false,
    authorization_details_types: [],
    organization_usage: 'deny',
  },
  beside: {
    id: {
      shape: text(2_048),
      sentence: 'Its address here.',
      of: ({ client_id, audience }) => idOf(PREFIX, [String(client_id), String(audience)]),
    },
    subject_type: {
      shape: oneOf(['client', 'user']),
      sentence: 'In whose name: that of people at the My Account API, its own at any other.',
      of: ({ audience }, { issuer }) => (audience === myAccountAudience(issuer) ? 'user' : 'client'),
    },
  },
  translate: judgeSubject,
};

/** Which of the two it is follows from the API: said otherwise it would be another grant than is meant. */
function judgeSubject(document: Values): Translated {
  const { subject_type, audience } = document;
  // A change names no API: whoever sends back what they have read says what is so.
  if (typeof audience !== 'string') return { document, mistakes: [] };
  const only = audience.endsWith(myAccountAudience('/')) ? 'user' : 'client';
  const isSo = subject_type === undefined || subject_type === null || subject_type === only;
  const message = `can only be "${only}" at this API`;
  return { document, mistakes: isSo ? [] : [{ code: 'not_here', path: ['subject_type'], message }] };
}

export const CLIENT_GRANT_OPERATIONS: readonly Operation[] = recordOperations(CLIENT_GRANTS);
