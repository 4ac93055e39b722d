/**
 * Applications.
 */

import { APP_TYPES } from '../../../protocol/client/client.ts';
import { err, ok } from '../../../protocol/result.ts';
import { isRecordOf, optional, required } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { boolean, identifier, list, oneOf, record, text } from '../../../resources/shape.ts';
import type { Answer, Operation } from '../../operation.ts';
import { CHECKPOINT_FIELDS, PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
import { invalid } from '../../problem.ts';
import { type RecordFamily, recordOperations } from '../../record-operations.ts';
import { credentialsOf, withAuthenticationMethods } from './public-keys.ts';

const AUTHENTICATION_METHODS = record({
  private_key_jwt: optional(
    record({
      credentials: optional(
        list(record({ id: required(text(), { sentence: 'Its address there.' }) }), { max: 50 }),
        { sentence: 'Those at `/clients/{client_id}/credentials`.' },
      ),
    }),
    { sentence: 'By assertions that one of its keys signs.' },
  ),
});

/** By which a client proves who it is, told one by one at `/clients/{client_id}/credentials`. */
const PUBLIC_KEYS = {
  read: ['read:client_keys', 'read:client_credentials'],
  change: ['update:client_keys', 'update:client_credentials'],
} as const;

/** What Auth0's tools say `null` of, to say that there is none. */
const NONE_OF_THEM = [
  ...['async_approval_notification_channels', 'compliance_level', 'default_organization', 'encryption_key'],
  ...['express_configuration', 'identity_assertion_authorization_grant', 'mobile'],
  ...['my_organization_configuration', 'organization_discovery_methods', 'par_request_expiry'],
  ...['redirection_policy', 'signed_request_object', 'third_party_security_mode', 'token_quota'],
  ...['token_vault_privileged_access'],
] as const;

export const CLIENTS: RecordFamily = {
  kind: 'client',
  noun: 'client',
  collection: 'clients',
  name: 'client_name',
  path: '/clients',
  many: 'applications',
  one: 'an application',
  scopes: {
    create: ['create:clients'],
    read: ['read:clients', 'read:client_keys'],
    update: ['update:clients', 'update:client_keys', 'update:client_credentials'],
    delete: ['delete:clients'],
  },
  guarded: {
    others: ['update:clients'],
    members: {
      client_secret: { change: ['update:client_keys'] },
      client_authentication_methods: PUBLIC_KEYS,
      jwks: PUBLIC_KEYS,
      jwks_uri: PUBLIC_KEYS,
    },
  },
  keyOf: async (client_id) => [client_id],
  // Who brings keys proves by them who it is, where it says nothing else.
  chosen: ({ jwks, jwks_uri, client_secret }, { deps }) => ({
    client_id: deps.random(24),
    ...(client_secret === undefined && (jwks ?? jwks_uri ?? undefined) !== undefined
      ? { token_endpoint_auth_method: 'private_key_jwt' }
      : {}),
  }),
  translate: withAuthenticationMethods,
  inert: {
    addons: {},
    allowed_clients: [],
    client_aliases: [],
    cross_origin_authentication: false,
    custom_login_page: '',
    custom_login_page_on: true,
    is_token_endpoint_ip_header_trusted: false,
    organization_require_behavior: 'no_prompt',
    organization_usage: 'deny',
    require_proof_of_possession: false,
    require_pushed_authorization_requests: false,
    sso_disabled: false,
    'jwt_configuration.secret_encoded': false,
    'native_social_login.apple.enabled': false,
    'native_social_login.facebook.enabled': false,
    'native_social_login.google.enabled': false,
    'token_exchange.allow_any_profile_of_type': [],
  },
  unsaid: {
    ...Object.fromEntries(NONE_OF_THEM.map((name) => [name, null])),
    'fedcm_login.google.is_enabled': false,
    'jwt_configuration.scopes': {},
    // Whatever ends a session is told to its clients, by what they need to know of it and no more.
    'oidc_logout.backchannel_logout_initiators.mode': 'all',
    'oidc_logout.backchannel_logout_session_metadata.include': false,
    'session_transfer.can_create_session_transfer_token': false,
    'session_transfer.delegation': null,
    cross_origin_auth: false,
    cross_origin_loc: '',
    custom_login_page_preview: '',
    form_template: '',
    skip_non_verifiable_callback_uri_confirmation_prompt: false,
    sso: false,
  },
  emptied: ['initiate_login_uri', 'logo_uri'],
  filters: {
    app_type: optional(list(oneOf(APP_TYPES), { max: 10 }), { sentence: 'Of these kinds alone.' }),
    is_first_party: optional(boolean, { sentence: 'Of the tenant’s own, or of others.' }),
    client_ids: optional(list(identifier(255), { max: 100 }), { sentence: 'Those of these ids alone.' }),
  },
  filtered: { client_ids: 'client_id' },
  beside: {
    tenant: { shape: text(), sentence: 'The name of its tenant.', of: (_, { tenant }) => tenant.name },
    client_authentication_methods: {
      shape: AUTHENTICATION_METHODS,
      sentence: 'Of a client that proves who it is by keys: which.',
      of: (client) =>
        client['token_endpoint_auth_method'] === 'private_key_jwt'
          ? { private_key_jwt: { credentials: credentialsOf(client).map(({ id }) => ({ id })) } }
          : undefined,
    },
    global: { shape: boolean, sentence: 'Always false: no application stands for all.', of: () => false },
  },
};

const LIST_FIELDS = {
  is_global: optional(boolean, {
    sentence: '`true`: the entry that stands for all applications, which holds nothing here.',
  }),
  external_client_id: optional(text(2_048), {
    sentence:
      'Those that are registered by a document at this address: none, for such a client is not registered here.',
  }),
  q: optional(text(1_024), {
    sentence: 'Auth0’s two searches, by what organizations may use: there are none, and nothing is found.',
  }),
} as const;

/** All that can be asked for. */
const SEARCHES = /^client_grant\.(?:organization_id:\S+|allow_any_organization:true)$/;

const WRONG_SEARCH = invalid('query', [
  {
    code: 'wrong_query',
    path: ['q'],
    message:
      'can only be client_grant.organization_id:ID or client_grant.allow_any_organization:true; narrow by app_type and is_first_party',
  },
]);

/** Auth0 keeps the login page of a tenant at an entry that stands for all applications, and its tools look there. */
function withSearches(list: Operation): Operation {
  return {
    ...list,
    query: { ...list.query, ...LIST_FIELDS },
    async handle(asked) {
      const { is_global, external_client_id, q, ...query } = asked.query;
      if (typeof q === 'string' && !SEARCHES.test(q)) return err(WRONG_SEARCH);
      if (q !== undefined || external_client_id !== undefined) return ok(pageOfFound([], query));
      if (is_global !== true) return list.handle({ ...asked, query });
      return ok(pageOfFound([{ ...ALL_APPLICATIONS, tenant: asked.exchange.tenant.name }], query));
    },
  };
}

/** What is all there is, as a page of it. */
function pageOfFound(all: readonly Values[], query: Values): Answer {
  if (!isRecordOf(FOUND_FIELDS, query)) throw new Error('The door reads the query of a list.');
  const { collection } = CLIENTS;
  if (query.from !== undefined || query.take !== undefined)
    return { status: 200, body: { [collection]: all } };
  const { offset, limit } = pageOf(query);
  const total = query.include_totals ? all.length : undefined;
  return pageAnswer(collection, all.slice(offset, offset + limit), { query, total });
}

const FOUND_FIELDS = { ...PAGE_FIELDS, ...CHECKPOINT_FIELDS };

const ALL_APPLICATIONS = {
  client_id: 'all-applications',
  name: 'All Applications',
  global: true,
  custom_login_page_on: true,
} as const;

export const CLIENT_OPERATIONS: readonly Operation[] = recordOperations(CLIENTS).map((one) =>
  one.id === 'clients_list' ? withSearches(one) : one,
);
