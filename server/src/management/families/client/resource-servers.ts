/**
 * APIs. Auth0 gives each an id beside its identifier; here that is its identifier in base64url, and either leads to it.
 */
import { optional } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { identifier, isMapping, list, text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { idOf, keyOfId } from '../../record-ids.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';
import type { Translated } from '../../records.ts';

const PREFIX = 'api_';

const RESOURCE_SERVERS: RecordFamily = {
  kind: 'resource_server',
  noun: 'resource_server',
  collection: 'resource_servers',
  name: 'name',
  path: '/resource-servers',
  many: 'APIs',
  one: 'an API',
  scopes: {
    create: ['create:resource_servers'],
    read: ['read:resource_servers'],
    update: ['update:resource_servers'],
    delete: ['delete:resource_servers'],
  },
  filters: {
    identifiers: optional(list(identifier(600), { max: 10 }), {
      sentence: 'Those of these identifiers alone.',
    }),
  },
  filtered: { identifiers: 'identifier' },
  keyOf: async (id) => keyOfId(PREFIX, id, 1) ?? [id],
  // Auth0 takes one that has no name.
  chosen: ({ identifier }) => ({ name: identifier }),
  inert: {
    authorization_details: null,
    consent_policy: null,
    proof_of_possession: null,
    token_encryption: null,
    'subject_type_authorization.client.policy': 'require_client_grant',
    'subject_type_authorization.user.policy': 'allow_all',
  },
  unsaid: {
    allow_online_access: false,
    allow_online_access_with_ephemeral_sessions: false,
    authorization_policy: null,
    signing_secret: null,
    'subject_type_authorization.anonymous_user': null,
    token_lifetime_for_anonymous_access_tokens: null,
  },
  translate: withoutEmptyDescriptions,
  beside: {
    id: {
      shape: text(1_024),
      sentence: 'Its address here.',
      of: ({ identifier }) => idOf(PREFIX, [String(identifier)]),
    },
  },
};

/** Auth0's provider for Terraform writes an empty text where a scope is not described. */
function withoutEmptyDescriptions(document: Values): Translated {
  const { scopes } = document;
  if (!Array.isArray(scopes)) return { document, mistakes: [] };
  const described = scopes.map((scope: unknown) => {
    if (!isMapping(scope) || scope['description'] !== '') return scope;
    const { description: _, ...rest } = scope;
    return rest;
  });
  return { document: { ...document, scopes: described }, mistakes: [] };
}

export const RESOURCE_SERVER_OPERATIONS: readonly Operation[] = recordOperations(RESOURCE_SERVERS);
