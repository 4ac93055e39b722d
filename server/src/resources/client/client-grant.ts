/**
 * What a client may ask for in its own name, by `client_credentials` (RFC 6749 §4.4); at the My Account API, of people for
 * their own account.
 */
import { defaultsOf, type RecordOf, required, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { eachOf, noneTwice, scopeToken, textsOf } from '../rules.ts';
import { boolean, identifier, list, text } from '../shape.ts';
import type { ResourceServer } from '../tenant/resource-server.ts';

const CLIENT_GRANT_FIELDS = {
  client_id: required(identifier(255), { sentence: 'The client.', createOnly: true }),
  audience: required(identifier(600), { sentence: 'The API.', createOnly: true }),
  scope: withDefault(list(text(280), { max: 1_000 }), [], { sentence: 'What it may ask for there.' }),
  allow_all_scopes: withDefault(boolean, false, {
    sentence: 'Whether it may ask for every scope that the API has, now and later, whatever `scope` says.',
  }),
} as const;

export type ClientGrant = RecordOf<typeof CLIENT_GRANT_FIELDS>;

export const CLIENT_GRANT_DEFAULTS = defaultsOf(CLIENT_GRANT_FIELDS);

/** What a client was given at an API, of what the API has. */
export function scopesGranted(
  grant: Pick<ClientGrant, 'scope' | 'allow_all_scopes'> | undefined,
  { scopes }: Pick<ResourceServer, 'scopes'>,
): readonly string[] {
  if (!grant) return [];
  const all = scopes.map(({ value }) => value);
  return grant.allow_all_scopes ? all : grant.scope.filter((value) => all.includes(value));
}

const RULES: readonly Rule[] = [
  {
    code: 'unknown_client',
    reads: ({ record: { client_id } }) => ({ clients: textsOf(client_id).map(([id]) => id) }),
    judge: ({ record: { client_id } }, { hasClient }) =>
      typeof client_id === 'string' && !hasClient(client_id)
        ? [{ path: ['client_id'], message: 'is not among the clients of this tenant' }]
        : [],
  },
  {
    code: 'unknown_api',
    reads: ({ record: { audience } }) => ({ apis: textsOf(audience).map(([id]) => id) }),
    judge: ({ record: { audience } }, { hasApi }) =>
      typeof audience === 'string' && !hasApi(audience)
        ? [{ path: ['audience'], message: 'is not an API of this tenant' }]
        : [],
  },
  eachOf('invalid_scope', ['scope'], scopeToken),
  noneTwice(['scope']),
];

export const CLIENT_GRANT: Kind = {
  name: 'client_grant',
  section: 'clientGrants',
  command: 'client-grants',
  sentence:
    'What a client may ask for at an API in its own name; at the My Account API (`<issuer>me/`), of people for their own account.',
  key: ['client_id', 'audience'],
  fields: CLIENT_GRANT_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['client_id', 'audience'] }],
  columns: ['client_id', 'audience', 'scope', 'allow_all_scopes'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
