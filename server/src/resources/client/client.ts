/**
 * A client of a tenant (RFC 7591 §2). Where the RFC has a name it is ours; what only Auth0 knows keeps Auth0's.
 */

import { RESPONSE_TYPES } from '../../protocol/authorization/response-type.ts';
import {
  APP_TYPES,
  ASSERTION_SIGNING_ALGS,
  CLIENT_SIGNING_ALGS,
  GRANT_TYPES,
  SIGNING_ALGS,
  SUBJECT_TYPES,
  TOKEN_ENDPOINT_AUTH_METHODS,
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
import { boolean, identifier, jwkSet, list, oneOf, record, text, uri, whole } from '../shape.ts';
import { MAX_TOKEN_LIFETIME } from '../tenant/resource-server.ts';
import { CLIENT_RULES } from './client-rules.ts';

const MAX_REFRESH_TOKEN_LIFETIME = 365 * 86_400;
const MAX_AGE = 31_536_000;

const uris = list(uri, { max: 100 });

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
  grant_types: withDefault(list(oneOf(GRANT_TYPES), { max: 100 }), ['authorization_code'], {
    sentence: 'How it may get tokens. The implicit grant is off until it is named here.',
    rfc7591: 'grant_types',
  }),
  response_types: optional(list(oneOf([...RESPONSE_TYPES.keys()]), { max: 50 }), {
    sentence: 'What it may ask for; left out: all that its grant types allow.',
    rfc7591: 'response_types',
  }),
  web_origins: withDefault(uris, [], {
    sentence: 'Origins that may receive tokens by `web_message`.',
  }),
  allowed_origins: withDefault(uris, [], {
    sentence: 'Origins that may call `/userinfo` from a page, beside those of the callbacks.',
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
  token_endpoint_auth_method: withDefault(oneOf(TOKEN_ENDPOINT_AUTH_METHODS), 'none', {
    sentence: 'How it proves at the token endpoint who it is; `none` is a public client.',
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
  refresh_token_lifetime: withDefault(whole(1, MAX_REFRESH_TOKEN_LIFETIME), 2_592_000, {
    sentence: 'Seconds a refresh token, with all that follow it, is valid.',
    auth0: 'refresh_token.token_lifetime',
  }),
  idle_refresh_token_lifetime: withDefault(whole(1, MAX_REFRESH_TOKEN_LIFETIME), 1_296_000, {
    sentence: 'Seconds a refresh token is valid without being used.',
    auth0: 'refresh_token.idle_token_lifetime',
  }),
  refresh_token_leeway: withDefault(whole(0, 300), 0, {
    sentence:
      'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.',
    auth0: 'refresh_token.leeway',
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
    // Who has a secret is to use it, in the way that Auth0's SDKs do.
    token_endpoint_auth_method: ({ client_secret }) =>
      client_secret === undefined ? undefined : 'client_secret_post',
  },
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
