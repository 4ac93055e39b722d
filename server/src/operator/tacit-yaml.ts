/**
 * `tacit.yaml`: the fields it may have and their types, in the names of Auth0's tenant export. What a field means beyond its
 * type (an address, a name that must be unique) is judged in file-rules.ts.
 */
import * as v from 'valibot';
import type { Environment } from '../config.ts';
import { parsePasswordHash } from '../passwords/password-hash.ts';
import {
  APP_TYPES,
  SIGNING_ALGS,
  SUBJECT_TYPES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from '../protocol/client/client.ts';
import { MAX_PASSWORD_BYTES, normalizedPassword } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { MAX_TOKEN_LIFETIME_FOR_WEB, TOKEN_DIALECTS } from '../protocol/tenant/resource-server.ts';
import { SECOND_FACTOR_POLICIES } from '../protocol/tenant/tenant.ts';
import { FEATURES } from '../tenants/features.ts';
import { settings } from './settings-fields.ts';
import { boolean, identifier, list, mapping, oneOf, text, uri, uris, whole } from './yaml-fields.ts';
import { fieldName, type Mistake, readYaml, type YamlSource } from './yaml-source.ts';

/** Auth0 caps API tokens and ID tokens at 30 days; rotated keys stay published for as long. */
const MAX_TOKEN_LIFETIME = 30 * 86_400;
const MAX_REFRESH_TOKEN_LIFETIME = 365 * 86_400;

/** What an export may name; a client can use those that this version has. */
const GRANT_TYPES = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'http://auth0.com/oauth/grant-type/password-realm',
  'http://auth0.com/oauth/grant-type/passwordless/otp',
  'http://auth0.com/oauth/grant-type/mfa-oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-recovery-code',
] as const;

const STAGES = ['off', 'preview', 'percent', 'on'] as const;

/** A public key in JSON Web Key form; it is judged when it is used (RFC 7517 §4). */
const jwk = v.pipe(
  v.looseObject({ kty: text() }, 'must be a JSON Web Key'),
  v.check((key) => !('d' in key || 'k' in key), 'must be a public key'),
);

const client = mapping({
  name: text(),
  client_id: identifier(255),
  callbacks: uris,
  allowed_logout_urls: uris,
  web_origins: uris,
  allowed_origins: uris,
  grant_types: v.exactOptional(list(oneOf(GRANT_TYPES), 100)),
  app_type: v.exactOptional(oneOf(APP_TYPES)),
  oidc_conformant: v.exactOptional(boolean),
  is_first_party: v.exactOptional(boolean),
  jwt_configuration: v.exactOptional(
    mapping({
      alg: v.exactOptional(oneOf(SIGNING_ALGS)),
      lifetime_in_seconds: v.exactOptional(whole(1, MAX_TOKEN_LIFETIME)),
    }),
  ),
  logo_uri: v.exactOptional(uri),
  subject_type: v.exactOptional(oneOf(SUBJECT_TYPES)),
  sector_identifier_uri: v.exactOptional(uri),
  client_uri: v.exactOptional(uri),
  policy_uri: v.exactOptional(uri),
  tos_uri: v.exactOptional(uri),
  initiate_login_uri: v.exactOptional(uri),
  frontchannel_logout_uri: v.exactOptional(uri),
  oidc_logout: v.exactOptional(mapping({ backchannel_logout_urls: v.exactOptional(list(uri, 1)) })),
  jwks: v.exactOptional(mapping({ keys: list(jwk, 50) })),
  jwks_uri: v.exactOptional(uri),
  request_uris: uris,
  token_endpoint_auth_method: v.exactOptional(oneOf(TOKEN_ENDPOINT_AUTH_METHODS)),
  client_secret: v.exactOptional(
    v.pipe(identifier(512), v.minLength(32, 'must have at least 32 characters, made at random')),
  ),
  resource_server_identifier: v.exactOptional(identifier(600)),
  second_factor: v.exactOptional(oneOf(SECOND_FACTOR_POLICIES)),
  refresh_token: v.exactOptional(
    mapping({
      leeway: v.exactOptional(whole(0, 300)),
      token_lifetime: v.exactOptional(whole(1, MAX_REFRESH_TOKEN_LIFETIME)),
      idle_token_lifetime: v.exactOptional(whole(1, MAX_REFRESH_TOKEN_LIFETIME)),
    }),
  ),
});

const clientGrant = mapping({
  client_id: identifier(255),
  audience: identifier(600),
  scope: v.exactOptional(list(text(280), 1_000)),
});

const resourceServer = mapping({
  name: text(),
  identifier: identifier(600),
  scopes: v.exactOptional(
    list(mapping({ value: text(280), description: v.exactOptional(text(500)) }), 1_000),
  ),
  signing_alg: v.exactOptional(oneOf(SIGNING_ALGS)),
  token_dialect: v.exactOptional(oneOf(TOKEN_DIALECTS)),
  allow_offline_access: v.exactOptional(boolean),
  token_lifetime: v.exactOptional(whole(1, MAX_TOKEN_LIFETIME)),
  token_lifetime_for_web: v.exactOptional(whole(1, MAX_TOKEN_LIFETIME_FOR_WEB)),
  skip_consent_for_verifiable_first_party_clients: v.exactOptional(boolean),
});

/** OIDC Core §5.1.1; lines of the formatted address may be broken. */
const address = mapping({
  formatted: v.exactOptional(
    v.pipe(v.string('must be text'), v.maxLength(500, 'must have at most 500 characters')),
  ),
  street_address: v.exactOptional(
    v.pipe(v.string('must be text'), v.maxLength(500, 'must have at most 500 characters')),
  ),
  locality: v.exactOptional(text()),
  region: v.exactOptional(text()),
  postal_code: v.exactOptional(text()),
  country: v.exactOptional(text()),
});

/** OIDC Core §5.1. */
const claims = {
  name: v.exactOptional(text()),
  given_name: v.exactOptional(text()),
  family_name: v.exactOptional(text()),
  middle_name: v.exactOptional(text()),
  nickname: v.exactOptional(text()),
  preferred_username: v.exactOptional(text()),
  profile: v.exactOptional(uri),
  picture: v.exactOptional(uri),
  website: v.exactOptional(uri),
  gender: v.exactOptional(text()),
  birthdate: v.exactOptional(text()),
  zoneinfo: v.exactOptional(text()),
  locale: v.exactOptional(text()),
  updated_at: v.exactOptional(whole(0, 253_402_300_799)),
  email: v.pipe(text(320), v.regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
  email_verified: v.exactOptional(boolean),
  phone_number: v.exactOptional(text()),
  phone_number_verified: v.exactOptional(boolean),
  address: v.exactOptional(address),
};

const user = mapping({
  ...claims,
  user_id: v.exactOptional(identifier(255)),
  blocked: v.exactOptional(boolean),
  password: v.exactOptional(
    v.pipe(
      v.string('must be text'),
      v.nonEmpty('must not be empty'),
      v.check(
        (typed) => normalizedPassword(typed) !== undefined,
        `must have at most ${MAX_PASSWORD_BYTES} bytes`,
      ),
    ),
  ),
  password_hash: v.exactOptional(
    v.pipe(
      v.string('must be text'),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        const hash = parsePasswordHash(dataset.value);
        if (!hash.ok) addIssue({ message: hash.error });
      }),
    ),
  ),
});

/** A name of a host (RFC 1123 §2.1): lower case, so that there is one spelling. */
const label = (min_length: number) =>
  v.pipe(
    v.string('must be text'),
    v.regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      'must be lower-case letters, digits and hyphens, with no hyphen at either end',
    ),
    v.minLength(min_length, `must have at least ${min_length} characters`),
    v.maxLength(63, 'must have at most 63 characters'),
  );

const tenant = mapping({
  name: label(3),
  region: label(1),
  domain: v.exactOptional(text(253)),
  settings: v.exactOptional(settings),
  clients: v.exactOptional(list(client, 10_000)),
  resourceServers: v.exactOptional(list(resourceServer, 10_000)),
  clientGrants: v.exactOptional(list(clientGrant, 10_000)),
  users: v.exactOptional(list(user, 10_000)),
});

const rollout = mapping({
  feature: oneOf(Object.keys(FEATURES)),
  region: label(1),
  stage: oneOf(STAGES),
  percent: v.exactOptional(whole(0, 100)),
});

const file = mapping({
  tenants: v.exactOptional(list(tenant, 1_000)),
  rollouts: v.exactOptional(list(rollout, 1_000)),
});

export type TacitYaml = v.InferOutput<typeof file>;
export type YamlTenant = v.InferOutput<typeof tenant>;
export type YamlClient = v.InferOutput<typeof client>;
export type YamlClientGrant = v.InferOutput<typeof clientGrant>;
export type YamlResourceServer = v.InferOutput<typeof resourceServer>;
export type YamlUser = v.InferOutput<typeof user>;

/** The file as data of known types, with the source that can say where each piece stands. */
export function parseTacitYaml(
  text: string,
  env: Environment,
): Result<{ readonly wanted: TacitYaml; readonly source: YamlSource }, readonly Mistake[]> {
  const source = readYaml(text, env);
  if (!source.ok) return source;
  const parsed = v.safeParse(file, source.value.value, { abortPipeEarly: true });
  if (parsed.success) return ok({ wanted: parsed.output, source: source.value });
  return err(parsed.issues.map((issue) => mistakeOf(issue, source.value)));
}

function mistakeOf(issue: v.BaseIssue<unknown>, source: YamlSource): Mistake {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  if (issue.expected === 'never') return source.mistakeAtName(path, issue.message);
  if (issue.type === 'strict_object')
    return source.mistake(path, `${fieldName(path.slice(0, -1))} ${issue.message}`);
  // `password: ##NAME##` without quotes is a comment to YAML.
  const message =
    issue.received === 'null' && path.length > 0
      ? 'has no value; what begins with # must be in quotes'
      : issue.message;
  return source.mistake(path, `${fieldName(path)} ${message}`);
}
