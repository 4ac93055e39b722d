/**
 * What applications may ask for in their own name.
 */
import type { Exchange } from '../../../deps.ts';
import type { Filter } from '../../../desk/desk.ts';
import { myAccountAudience } from '../../../protocol/tenant/names.ts';
import { isRecordOf, optional } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { boolean, identifier, oneOf, text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { CLIENT_GRANT_PREFIX as PREFIX } from '../../reach.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';
import type { Translated } from '../../records.ts';

const SUBJECT_TYPE = oneOf(['client', 'user']);

const FILTERS = {
  client_id: optional(identifier(255), { sentence: 'Of this application alone.' }),
  audience: optional(identifier(600), { sentence: 'At this API alone.' }),
} as const;

const NARROWED_FIELDS = {
  subject_type: optional(SUBJECT_TYPE, {
    sentence: 'In whose name alone: that of people, which are those at the My Account API, or their own.',
  }),
  allow_any_organization: optional(boolean, {
    sentence: '`true`: those of every organization. There are none, and nothing is found.',
  }),
  default_for: optional(oneOf(['third_party_clients']), {
    sentence: 'The defaults of a group of applications. There are none, and nothing is found.',
  }),
} as const;

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
  filters: FILTERS,
  narrowed: { fields: NARROWED_FIELDS, by: narrowedBy },
  inert: {
    allow_any_organization: false,
    authorization_details_types: [],
    organization_usage: 'deny',
  },
  unsaid: { default_for: null },
  beside: {
    id: {
      shape: text(2_048),
      sentence: 'Its address here.',
      of: ({ client_id, audience }) => idOf(PREFIX, [String(client_id), String(audience)]),
    },
    subject_type: {
      shape: SUBJECT_TYPE,
      sentence: 'In whose name: that of people at the My Account API, its own at any other.',
      of: ({ audience }, { issuer }) => (audience === myAccountAudience(issuer) ? 'user' : 'client'),
    },
  },
  translate: judgeSubject,
};

const ASKED_FIELDS = { ...FILTERS, ...NARROWED_FIELDS };

const NONE: Filter = { client_id: [] };

/** Whose name a grant is in follows from its API, and so does which of them are meant. */
function narrowedBy(query: Values, { issuer }: Exchange): Filter {
  if (!isRecordOf(ASKED_FIELDS, query)) throw new Error('The door reads the query of a list.');
  const { subject_type, allow_any_organization, default_for, audience } = query;
  if (allow_any_organization === true || default_for !== undefined) return NONE;
  if (subject_type === undefined) return {};
  const own = myAccountAudience(issuer);
  const isOfPeople = subject_type === 'user';
  if (audience === undefined) return { audience: isOfPeople ? own : { not: own } };
  return (audience === own) === isOfPeople ? {} : NONE;
}

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
