/**
 * Applications.
 */
import type { View } from './view.ts';

export const CLIENT_VIEW: View = {
  kind: 'client',
  section: 'applications',
  id: 'client_id',
  operations: {
    list: 'clients_list',
    show: 'clients_show',
    create: 'clients_create',
    update: 'clients_update',
    remove: 'clients_delete',
  },
  collection: 'clients',
  names: ['name', 'client_id'],
  columns: [
    { member: 'name', shows: 'name' },
    { member: 'app_type', shows: 'word' },
    { member: 'callbacks', shows: 'first', isMinor: true },
    { member: 'client_id', shows: 'code', isMinor: true },
  ],
  search: { parameter: 'name_filter', hint: 'searchRoles', query: (typed) => typed },
  orders: ['', 'name:1', 'name:-1'],
  only: {
    parameter: 'app_type',
    label: 'app_type',
    values: ['spa', 'regular_web', 'native', 'non_interactive'],
  },
  groups: [
    { name: 'basics', fields: ['client_id', 'client_name', 'description', 'app_type', 'is_first_party'] },
    { name: 'addresses', fields: ['redirect_uris', 'allowed_logout_urls', 'web_origins', 'allowed_origins'] },
    {
      name: 'flows',
      fields: ['grant_types', 'forbid_implicit', 'response_types', 'oidc_conformant', 'second_factor'],
    },
    {
      name: 'proof',
      fields: ['token_endpoint_auth_method', 'token_endpoint_auth_signing_alg', 'jwks_uri', 'jwks'],
    },
    {
      name: 'tokens',
      fields: ['id_token_lifetime', 'id_token_signed_response_alg', 'userinfo_signed_response_alg'],
    },
    {
      name: 'refresh',
      fields: [
        'refresh_token_rotation_type',
        'refresh_token_expiration_type',
        'refresh_token_lifetime',
        'infinite_refresh_token_lifetime',
        'idle_refresh_token_lifetime',
        'infinite_idle_refresh_token_lifetime',
        'refresh_token_leeway',
        'refresh_token_policies',
      ],
    },
    { name: 'people', fields: ['logo_uri', 'client_uri', 'policy_uri', 'tos_uri'] },
    {
      name: 'logout',
      fields: ['frontchannel_logout_uri', 'backchannel_logout_uri', 'initiate_login_uri'],
    },
  ],
  apart: ['client_secret'],
  asked: ['client_name', 'redirect_uris'],
  takes: [
    { says: 'tokens' },
    { says: 'consents' },
    { says: 'grants', counted: { id: 'client_grants_list', by: 'query', name: 'client_id' } },
  ],
};
