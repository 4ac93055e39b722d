/**
 * `tacit.yaml`: the fields it may have and their types, in the names of Auth0's tenant export. What a field means beyond its
 * type (an address, a name that must be unique) is judged in file-rules.ts.
 */
import * as v from 'valibot';
import type { Environment } from '../config.ts';
import { parsePhc } from '../passwords/phc.ts';
import { APP_TYPES, SIGNING_ALGS, TOKEN_ENDPOINT_AUTH_METHODS } from '../protocol/client.ts';
import { MAX_PASSWORD_BYTES } from '../protocol/end-user.ts';
import { POLICY_NAMES } from '../protocol/policy.ts';
import { MAX_TOKEN_LIFETIME_FOR_WEB } from '../protocol/resource-server.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { DYNAMIC_REGISTRATION } from '../protocol/tenant.ts';
import { FEATURES } from '../tenants/features.ts';
import { didYouMean } from './nearest-name.ts';
import { fieldName, type Mistake, readYaml, type YamlSource } from './yaml-source.ts';

/** Auth0 caps API tokens and ID tokens at 30 days; rotated keys stay published for as long. */
const MAX_TOKEN_LIFETIME = 30 * 86_400;
const MAX_SESSION_HOURS = 8_760;
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

const boolean = v.boolean('must be true or false');

function text(max_length = 255) {
  return v.pipe(
    v.string('must be text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(max_length, `must have at most ${max_length} characters`),
    v.check((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), 'must not have control characters'),
  );
}

/** Without spaces, controls and letters that look like others. */
function identifier(max_length: number) {
  return v.pipe(text(max_length), v.regex(/^[\x21-\x7e]*$/, 'must be ASCII without spaces'));
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

function oneOf<const T extends readonly string[]>(names: T) {
  return v.picklist(names, ({ input }) => {
    const near = typeof input === 'string' ? didYouMean(input, names) : '';
    return `must be one of ${names.join(', ')}${near}`;
  });
}

function list<T extends v.GenericSchema>(item: T, max_length: number) {
  return v.pipe(
    v.array(item, 'must be a list'),
    v.maxLength(max_length, `must have at most ${max_length} entries`),
  );
}

/** A mapping with these fields and no others. A list is an object to JavaScript, and none here. */
function mapping<T extends v.ObjectEntries>(entries: T) {
  return v.pipe(
    v.custom<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be a mapping',
    ),
    v.strictObject(entries, (issue) => wrongFields(issue, Object.keys(entries))),
  );
}

/** The validator stops at the first unknown field of a mapping; the person who wrote two wants to hear of both. */
function wrongFields({ expected, path }: v.StrictObjectIssue, known: readonly string[]): string {
  if (expected !== 'never') return `misses the field ${expected?.replaceAll('"', '')}`;
  const written = Object.keys(Object(path?.at(-1)?.input)).filter((name) => !known.includes(name));
  return written.map((name) => `unknown field ${name}${didYouMean(name, known)}`).join('; ');
}

const uri = text(2_048);
const uris = v.exactOptional(list(uri, 100));

const settings = mapping({
  policy: v.exactOptional(oneOf(POLICY_NAMES)),
  default_audience: v.exactOptional(identifier(600)),
  forbid_token_response_type: v.exactOptional(boolean),
  allowed_logout_urls: uris,
  idle_session_lifetime: v.exactOptional(whole(1, MAX_SESSION_HOURS)),
  session_lifetime: v.exactOptional(whole(1, MAX_SESSION_HOURS)),
  preview_features: v.exactOptional(list(oneOf(Object.keys(FEATURES)), 100)),
  dynamic_registration: v.exactOptional(oneOf(DYNAMIC_REGISTRATION)),
  unsafe_skip_consent_on_localhost: v.exactOptional(boolean),
});

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
  token_endpoint_auth_method: v.exactOptional(oneOf(TOKEN_ENDPOINT_AUTH_METHODS)),
  client_secret: v.exactOptional(
    v.pipe(identifier(512), v.minLength(32, 'must have at least 32 characters, made at random')),
  ),
  resource_server_identifier: v.exactOptional(identifier(600)),
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
      v.maxBytes(MAX_PASSWORD_BYTES, `must have at most ${MAX_PASSWORD_BYTES} bytes`),
    ),
  ),
  password_hash: v.exactOptional(
    v.pipe(
      v.string('must be text'),
      v.check(
        (hash) => parsePhc(hash) !== undefined,
        'must be an argon2id hash in PHC format ($argon2id$v=19$m=19456,t=2,p=1$...)',
      ),
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
