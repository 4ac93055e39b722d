/**
 * An API that access tokens are issued for (RFC 6749 §1.1, "resource server"), in Auth0's field names.
 */
import { SIGNING_ALGS } from '../../protocol/client/client.ts';
import { MAX_TOKEN_LIFETIME_FOR_WEB, TOKEN_DIALECTS } from '../../protocol/tenant/resource-server.ts';
import { defaultsOf, optional, type RecordOf, required, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { ownName, scopeToken } from '../rules.ts';
import { boolean, identifier, isMapping, list, oneOf, record, text, whole } from '../shape.ts';

/** Auth0 caps API tokens and ID tokens at 30 days; rotated keys stay published for as long. */
export const MAX_TOKEN_LIFETIME = 30 * 86_400;

const SCOPE_FIELDS = {
  value: required(text(280), { sentence: 'What a request asks for.' }),
  description: optional(text(500), { sentence: 'What the End-User reads on the consent page.' }),
} as const;

const RESOURCE_SERVER_FIELDS = {
  identifier: required(identifier(600), {
    sentence: 'The audience of its tokens: an opaque string, compared byte for byte.',
    createOnly: true,
  }),
  name: required(text(255), { sentence: 'What the End-User reads on the consent page.' }),
  scopes: withDefault(list(record(SCOPE_FIELDS), { max: 1_000 }), [], {
    sentence: 'What may be asked for.',
  }),
  signing_alg: withDefault(oneOf(SIGNING_ALGS), 'RS256', { sentence: 'Signs its tokens.', signs: true }),
  token_dialect: optional(oneOf(TOKEN_DIALECTS), {
    sentence:
      'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.',
  }),
  enforce_policies: withDefault(boolean, false, {
    sentence:
      'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.',
  }),
  allow_offline_access: withDefault(boolean, true, {
    sentence: 'A client that asks for `offline_access` beside it gets a refresh token.',
  }),
  token_lifetime: withDefault(whole(1, MAX_TOKEN_LIFETIME), 86_400, {
    sentence: 'Seconds a token from the token endpoint is valid.',
  }),
  token_lifetime_for_web: withDefault(whole(1, MAX_TOKEN_LIFETIME_FOR_WEB), MAX_TOKEN_LIFETIME_FOR_WEB, {
    sentence: 'Seconds a token from the authorization endpoint is valid: it travels through a browser.',
  }),
  skip_consent_for_verifiable_first_party_clients: withDefault(boolean, false, {
    sentence: 'A first-party client whose callback can be verified does not ask for consent.',
  }),
} as const;

export type ResourceServer = RecordOf<typeof RESOURCE_SERVER_FIELDS>;

export const RESOURCE_SERVER_DEFAULTS = defaultsOf(RESOURCE_SERVER_FIELDS);

const RULES: readonly Rule[] = [
  ownName('api', 'identifier'),
  {
    code: 'feature_not_enabled',
    judge: (_, { hasApis, region }) =>
      hasApis
        ? []
        : [
            {
              path: [],
              message: `feature_not_enabled: This feature is not enabled for this tenant. api_authorization is off in region ${region}.`,
            },
          ],
  },
  {
    code: 'invalid_scope',
    judge: ({ record: { scopes } }) =>
      scopeValues(scopes).flatMap((value, index) => {
        const judged = scopeToken(value);
        return judged.ok ? [] : [{ path: ['scopes', index, 'value'], message: judged.error }];
      }),
  },
  {
    code: 'listed_twice',
    judge: ({ record: { scopes } }) =>
      scopeValues(scopes).flatMap((value, index, all) =>
        all.indexOf(value) < index ? [{ path: ['scopes', index, 'value'], message: 'is there twice' }] : [],
      ),
  },
  {
    code: 'is_default_audience',
    on: 'delete',
    judge: ({ record: { identifier } }, { defaultAudience }) =>
      identifier === defaultAudience
        ? [{ path: [], message: 'is the default_audience of the tenant: change its settings first' }]
        : [],
  },
  {
    // Who is made anew under its name would be given what the policy says (RFC 9700 §4.15).
    code: 'is_in_policies',
    on: 'delete',
    reads: ({ record: { identifier } }) =>
      typeof identifier === 'string' ? { policiesFor: identifier } : {},
    judge: (_, { clientsWithPolicy: [client_id] }) =>
      client_id === undefined
        ? []
        : [
            {
              path: [],
              message: `is in refresh_token.policies of the client ${client_id}: take it out there`,
            },
          ],
  },
  {
    code: 'web_lifetime_too_long',
    judge: ({ record: { token_lifetime, token_lifetime_for_web } }) =>
      Number(token_lifetime_for_web) > Number(token_lifetime)
        ? [{ path: ['token_lifetime_for_web'], message: 'is longer than {token_lifetime}' }]
        : [],
  },
];

/** What may be asked for, of what a record holds. */
export function scopeValues(scopes: unknown): readonly string[] {
  return Array.isArray(scopes)
    ? scopes.map((scope) => (isMapping(scope) && typeof scope['value'] === 'string' ? scope['value'] : ''))
    : [];
}

export const RESOURCE_SERVER: Kind = {
  name: 'resource_server',
  section: 'resourceServers',
  command: 'apis',
  sentence: 'An API that access tokens are issued for.',
  key: ['identifier'],
  fields: RESOURCE_SERVER_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['identifier'] }],
  columns: ['identifier', 'name', 'signing_alg', 'token_lifetime_for_web', 'scopes'],
  absence: 'default',
  implied: {
    // A short `token_lifetime` shortens what it says nothing about: tokens that travel in a URL never live longer.
    token_lifetime_for_web: ({ token_lifetime }) =>
      typeof token_lifetime === 'number' ? Math.min(token_lifetime, MAX_TOKEN_LIFETIME_FOR_WEB) : undefined,
  },
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
