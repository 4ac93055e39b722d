/**
 * A client of a tenant (RFC 7591 §2). Where the RFC has a name it is ours; what only Auth0 knows keeps Auth0's.
 */

import { RESPONSE_TYPES } from '../../protocol/authorization/response-type.ts';
import { isPublicClient } from '../../protocol/client/authentication-methods.ts';
import {
  APP_TYPES,
  ASSERTION_SIGNING_ALGS,
  CLIENT_SIGNING_ALGS,
  EXPIRATION_TYPES,
  GRANT_TYPES,
  MAX_REFRESH_TOKEN_LIFETIME,
  REGISTERED_AUTH_METHODS,
  ROTATION_TYPES,
  SIGNING_ALGS,
  SUBJECT_TYPES,
} from '../../protocol/client/client.ts';
import { SECOND_FACTOR_POLICIES } from '../../protocol/tenant/tenant.ts';
import {
  computed,
  defaultsOf,
  isRecordOf,
  optional,
  type RecordOf,
  required,
  secret,
  withDefault,
} from '../field.ts';
import type { Kind } from '../kind.ts';
import {
  boolean,
  identifier,
  jwkSet,
  lines,
  list,
  oneOf,
  record,
  text,
  textMap,
  uri,
  whole,
} from '../shape.ts';
import { MAX_TOKEN_LIFETIME } from '../tenant/resource-server.ts';
import { CLIENT_RULES } from './client-rules.ts';

const MAX_AGE = 31_536_000;

const uris = list(uri, { max: 100 });

const REFRESH_POLICY_FIELDS = {
  audience: required(identifier(600), { sentence: 'The API.' }),
  scope: required(list(text(280), { max: 1_000 }), { sentence: 'What the client may ask for there.' }),
} as const;

const CLIENT_FIELDS = {
  client_id: required(identifier(255), {
    sentence: 'The name that requests know the client by.',
    createOnly: true,
  }),
  client_name: withDefault(text(255), '', {
    sentence: 'What the End-User reads on the pages.',
    auth0: 'name',
    rfc7591: 'client_name',
  }),
  description: optional(lines(140), { sentence: 'What it is, for whoever administers it.' }),
  client_metadata: withDefault(
    textMap({ max: 10, max_length: 255 }),
    {},
    {
      sentence: 'Texts that whoever administers it keeps beside it; no token and no page has them.',
    },
  ),
  app_type: withDefault(oneOf(APP_TYPES), 'spa', {
    sentence: 'What kind of application it is; of a `native` one the port of a loopback redirect may vary.',
  }),
  is_first_party: withDefault(boolean, true, {
    sentence: 'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.',
  }),
  oidc_conformant: withDefault(boolean, true, {
    sentence: 'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.',
  }),
  redirect_uris: withDefault(uris, [], {
    sentence: 'Where answers may be sent, compared byte for byte.',
    auth0: 'callbacks',
    rfc7591: 'redirect_uris',
  }),
  unsafe_unclaimed_redirect_schemes: withDefault(boolean, false, {
    sentence:
      'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.',
    unsafe: true,
  }),
  unsafe_any_port_of_localhost: withDefault(boolean, false, {
    sentence:
      'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.',
    unsafe: true,
  }),
  unsafe_access_token_in_query: withDefault(boolean, false, {
    sentence:
      'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).',
    unsafe: true,
  }),
  grant_types: withDefault(list(oneOf(GRANT_TYPES), { max: 100 }), ['authorization_code'], {
    sentence: 'How it may get tokens. The implicit grant is off until it is named here.',
    rfc7591: 'grant_types',
  }),
  forbid_implicit: withDefault(boolean, false, {
    sentence:
      'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.',
  }),
  response_types: optional(list(oneOf([...RESPONSE_TYPES.keys()]), { max: 50 }), {
    sentence: 'What it may ask for; left out: all that its grant types allow.',
    rfc7591: 'response_types',
  }),
  web_origins: withDefault(uris, [], {
    sentence:
      'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.',
  }),
  allowed_origins: withDefault(uris, [], {
    sentence:
      'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.',
  }),
  allowed_logout_urls: withDefault(uris, [], {
    sentence: 'Where a logout may return to.',
    rfc7591: 'post_logout_redirect_uris',
  }),
  id_token_signed_response_alg: withDefault(oneOf(SIGNING_ALGS), 'RS256', {
    sentence: 'Signs its ID tokens.',
    signs: true,
    auth0: 'jwt_configuration.alg',
    rfc7591: 'id_token_signed_response_alg',
  }),
  id_token_lifetime: withDefault(whole(1, MAX_TOKEN_LIFETIME), 36_000, {
    sentence: 'Seconds an ID token is valid.',
    auth0: 'jwt_configuration.lifetime_in_seconds',
  }),
  userinfo_signed_response_alg: optional(oneOf(SIGNING_ALGS), {
    sentence: 'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).',
    signs: true,
    rfc7591: 'userinfo_signed_response_alg',
  }),
  logo_uri: optional(uri, {
    sentence: 'A picture of it for the consent page.',
    rfc7591: 'logo_uri',
  }),
  client_uri: optional(uri, { sentence: 'Its home page.', rfc7591: 'client_uri' }),
  policy_uri: optional(uri, { sentence: 'What it does with the data of people.', rfc7591: 'policy_uri' }),
  tos_uri: optional(uri, { sentence: 'Its terms of service.', rfc7591: 'tos_uri' }),
  software_id: optional(text(255), {
    sentence: 'Its program, whichever client runs it.',
    rfc7591: 'software_id',
  }),
  software_version: optional(text(255), {
    sentence: 'Which version of its program it is.',
    rfc7591: 'software_version',
  }),
  contacts: optional(list(text(320), { max: 50 }), {
    sentence: 'Who answers for it.',
    rfc7591: 'contacts',
  }),
  initiate_login_uri: optional(uri, {
    sentence: 'Where a login at it begins when somebody else asks for it (OIDC Core §4).',
    rfc7591: 'initiate_login_uri',
  }),
  token_endpoint_auth_method: withDefault(oneOf(REGISTERED_AUTH_METHODS), 'none', {
    sentence:
      'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.',
    rfc7591: 'token_endpoint_auth_method',
  }),
  client_secret: secret(identifier(512, 32), {
    sentence: 'Proves who it is. Only its hash is kept; sealed as well where the client signs with it.',
  }),
  client_secret_hash: computed(text(), { sentence: 'SHA-256 of the secret in base64url.', hidden: true }),
  client_secret_sealed: computed(text(4_096), {
    sentence: 'The secret, sealed, where a hash is not enough (OIDC Core §9, `client_secret_jwt`).',
    hidden: true,
  }),
  token_endpoint_auth_signing_alg: optional(oneOf(ASSERTION_SIGNING_ALGS), {
    sentence: 'The one algorithm of its assertions; left out: any that goes with the method.',
    rfc7591: 'token_endpoint_auth_signing_alg',
  }),
  jwks: optional(jwkSet, { sentence: 'Its public keys.', rfc7591: 'jwks' }),
  jwks_uri: optional(uri, { sentence: 'Where its public keys are.', rfc7591: 'jwks_uri' }),
  request_object_signing_alg: optional(oneOf(CLIENT_SIGNING_ALGS), {
    sentence: 'The one algorithm of its request objects; left out: any that is offered.',
    rfc7591: 'request_object_signing_alg',
  }),
  request_uris: withDefault(uris, [], {
    sentence: 'The only addresses from which a request object is fetched (OIDC Core §6.2).',
    rfc7591: 'request_uris',
  }),
  default_max_age: optional(whole(0, MAX_AGE), {
    sentence: 'Seconds since the End-User last proved who they are, where a request does not say.',
    rfc7591: 'default_max_age',
  }),
  default_acr_values: optional(list(text(255), { max: 50 }), {
    sentence: 'Levels of authentication, where a request does not say.',
    rfc7591: 'default_acr_values',
  }),
  frontchannel_logout_uri: optional(uri, {
    sentence: 'Loaded in a frame when a session ends.',
    rfc7591: 'frontchannel_logout_uri',
  }),
  backchannel_logout_uri: optional(uri, {
    sentence: 'Told by the server when a session ends.',
    auth0: 'oidc_logout.backchannel_logout_urls[]',
    rfc7591: 'backchannel_logout_uri',
  }),
  subject_type: optional(oneOf(SUBJECT_TYPES), {
    sentence:
      'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.',
    rfc7591: 'subject_type',
  }),
  sector_identifier_uri: optional(uri, {
    sentence: 'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).',
    rfc7591: 'sector_identifier_uri',
  }),
  resource_server_identifier: optional(identifier(600), {
    sentence: 'The API it stands for, where the API introspects the tokens it is sent.',
  }),
  second_factor: optional(oneOf(SECOND_FACTOR_POLICIES), {
    sentence: 'When it wants a second factor; left out: when the tenant does.',
  }),
  refresh_token_rotation_type: optional(oneOf(ROTATION_TYPES), {
    sentence:
      'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.',
    auth0: 'refresh_token.rotation_type',
  }),
  refresh_token_expiration_type: withDefault(oneOf(EXPIRATION_TYPES), 'expiring', {
    sentence:
      'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.',
    auth0: 'refresh_token.expiration_type',
  }),
  refresh_token_lifetime: withDefault(whole(1, MAX_REFRESH_TOKEN_LIFETIME), 2_592_000, {
    sentence: 'Seconds a refresh token, with all that follow it, is valid.',
    auth0: 'refresh_token.token_lifetime',
  }),
  infinite_refresh_token_lifetime: withDefault(boolean, false, {
    sentence: 'A refresh token, with all that follow it, is valid as long as it is used.',
    auth0: 'refresh_token.infinite_token_lifetime',
  }),
  idle_refresh_token_lifetime: withDefault(whole(1, MAX_REFRESH_TOKEN_LIFETIME), 1_296_000, {
    sentence: 'Seconds a refresh token is valid without being used.',
    auth0: 'refresh_token.idle_token_lifetime',
  }),
  infinite_idle_refresh_token_lifetime: withDefault(boolean, false, {
    sentence: 'A refresh token is valid without being used: for five years.',
    auth0: 'refresh_token.infinite_idle_token_lifetime',
  }),
  refresh_token_leeway: withDefault(whole(0, 300), 0, {
    sentence:
      'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.',
    auth0: 'refresh_token.leeway',
  }),
  refresh_token_policies: withDefault(list(record(REFRESH_POLICY_FIELDS), { max: 50 }), [], {
    sentence: 'Other APIs that a refresh token of it gives access tokens for.',
    auth0: 'refresh_token.policies',
  }),
  registration: computed(
    record({
      client_id_issued_at: required(whole(0, Number.MAX_SAFE_INTEGER), { sentence: 'When.' }),
      registration_access_token_hash: required(text(), {
        sentence: 'SHA-256 of the registration access token in base64url.',
      }),
    }),
    { sentence: 'What a client that registered itself is known by afterwards (RFC 7592).', hidden: true },
  ),
  is_built_in: computed(boolean, {
    sentence: 'A page of this server itself: what it is given, nobody else is.',
  }),
} as const;

export type Client = RecordOf<typeof CLIENT_FIELDS>;

/** Whether values of fields are a whole client. */
export function isClient(record: Readonly<Record<string, unknown>>): record is Client {
  return isRecordOf(CLIENT_FIELDS, record);
}

/** A client that names nothing but itself: code + PKCE only, the letter of OIDC, nothing allowed that was not asked for. */
export const CLIENT_DEFAULTS = defaultsOf(CLIENT_FIELDS);

export const CLIENT: Kind = {
  name: 'client',
  section: 'clients',
  command: 'clients',
  sentence: 'An application that signs people in or gets tokens.',
  key: ['client_id'],
  fields: CLIENT_FIELDS,
  rules: CLIENT_RULES,
  unlike: [{ fields: ['client_id'] }],
  columns: ['client_id', 'client_name', 'app_type', 'grant_types', 'redirect_uris'],
  absence: 'default',
  implied: {
    // Who has a secret is to use it, in whichever way its library does.
    token_endpoint_auth_method: ({ client_secret }) =>
      client_secret === undefined ? undefined : 'client_secret_basic_or_post',
  },
  verbs: ['list', 'show', 'create', 'set', 'delete'],
  unsafe: [
    {
      field: 'refresh_token_rotation_type',
      sentence:
        'Nothing tells when a refresh token of this public client was copied, and the copy is as good (RFC 9700 §4.14.2).',
      isChosen: (record) =>
        record['refresh_token_rotation_type'] === 'non-rotating' && isPublicClient(record),
    },
    {
      field: 'refresh_token_expiration_type',
      sentence: 'A refresh token of this client is valid as long as somebody uses it.',
      isChosen: ({ refresh_token_expiration_type: type, infinite_refresh_token_lifetime: infinite }) =>
        type === 'non-expiring' || infinite === true,
    },
  ],
};
