/**
 * APIs.
 */
import type { View } from './view.ts';

export const RESOURCE_SERVER_VIEW: View = {
  kind: 'resource_server',
  section: 'apis',
  id: 'id',
  operations: {
    list: 'resource_servers_list',
    show: 'resource_servers_show',
    create: 'resource_servers_create',
    update: 'resource_servers_update',
    remove: 'resource_servers_delete',
  },
  collection: 'resource_servers',
  names: ['name', 'identifier'],
  columns: [
    { member: 'name', shows: 'name' },
    { member: 'identifier', shows: 'code' },
    { member: 'scopes', shows: 'count', isMinor: true },
    { member: 'signing_alg', shows: 'code', isMinor: true },
  ],
  search: { parameter: 'name_filter', hint: 'searchRoles', query: (typed) => typed },
  orders: ['', 'name:1', 'name:-1'],
  groups: [
    { name: 'basics', fields: ['name', 'identifier'] },
    { name: 'scopes', fields: ['scopes'] },
    {
      name: 'access',
      fields: ['enforce_policies', 'skip_consent_for_verifiable_first_party_clients', 'allow_offline_access'],
    },
    { name: 'tokens', fields: ['token_lifetime', 'token_lifetime_for_web', 'signing_alg', 'token_dialect'] },
  ],
  apart: [],
  asked: ['name', 'identifier', 'scopes'],
  takes: [
    { says: 'scopes' },
    {
      says: 'grants',
      counted: { id: 'client_grants_list', by: 'query', name: 'audience', member: 'identifier' },
    },
  ],
};
