/**
 * Applications.
 */

import { APP_TYPES } from '../../../protocol/client/client.ts';
import { ok } from '../../../protocol/result.ts';
import { isRecordOf, optional, required } from '../../../resources/field.ts';
import { boolean, list, oneOf, record, text } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { PAGE_FIELDS, pageAnswer, pageOf } from '../../paging.ts';
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

export const CLIENTS: RecordFamily = {
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
  filters: {
    app_type: optional(list(oneOf(APP_TYPES), { max: 10 }), { sentence: 'Of these kinds alone.' }),
    is_first_party: optional(boolean, { sentence: 'Of the tenant’s own, or of others.' }),
  },
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

const GLOBAL = {
  is_global: optional(boolean, {
    sentence: '`true`: the entry that stands for all applications, which holds nothing here.',
  }),
} as const;

/** Auth0 keeps the login page of a tenant at an entry that stands for all applications, and its tools look there. */
function withGlobal(list: Operation): Operation {
  return {
    ...list,
    query: { ...list.query, ...GLOBAL },
    async handle(asked) {
      const { is_global, ...query } = asked.query;
      if (is_global !== true) return list.handle({ ...asked, query });
      if (!isRecordOf(PAGE_FIELDS, query)) throw new Error('The door reads the query of a list.');
      const all = [{ ...ALL_APPLICATIONS, tenant: asked.exchange.tenant.name }];
      const { offset, limit } = pageOf(query);
      const total = query.include_totals ? all.length : undefined;
      return ok(pageAnswer(CLIENTS.collection, all.slice(offset, offset + limit), { query, total }));
    },
  };
}

const ALL_APPLICATIONS = {
  client_id: 'all-applications',
  name: 'All Applications',
  global: true,
  custom_login_page_on: true,
} as const;

export const CLIENT_OPERATIONS: readonly Operation[] = recordOperations(CLIENTS).map((one) =>
  one.id === 'clients_list' ? withGlobal(one) : one,
);
