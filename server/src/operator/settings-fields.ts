/**
 * The `settings` of a tenant in `tacit.yaml`.
 */
import * as v from 'valibot';
import { isSender } from '../protocol/end-user/email-address.ts';
import { hostMistake } from '../protocol/host-name.ts';
import { POLICY_NAMES } from '../protocol/tenant/policy.ts';
import {
  DYNAMIC_REGISTRATION,
  LOGIN_METHODS,
  SECOND_FACTOR_POLICIES,
  SECOND_FACTORS,
} from '../protocol/tenant/tenant.ts';
import { FEATURES } from '../tenants/features.ts';
import { boolean, identifier, list, mapping, oneOf, text, uri, uris, whole } from './yaml-fields.ts';

const MAX_SESSION_HOURS = 8_760;

/** An address of a picture or page: https, because the pages are. */
const https = v.pipe(
  uri,
  v.startsWith('https://', 'must begin with https://'),
  v.check((value) => URL.canParse(value), 'must be an address'),
  v.check(
    (value) => !URL.canParse(value) || hostMistake(new URL(value)) === undefined,
    'must have a host that can be reached',
  ),
);

const color = v.pipe(text(7), v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #3b45b5'));

const domain = v.pipe(text(253), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain in lower case'));

const branding = mapping({
  logo_url: v.exactOptional(https),
  favicon_url: v.exactOptional(https),
  primary_color: v.exactOptional(color),
  page_background_color: v.exactOptional(color),
  page_background_url: v.exactOptional(https),
  terms_url: v.exactOptional(https),
  privacy_url: v.exactOptional(https),
});

const connection = mapping({
  name: identifier(64),
  display_name: text(64),
  strategy: v.exactOptional(identifier(32)),
  domains: list(domain, 100),
});

export const settings = mapping({
  policy: v.exactOptional(oneOf(POLICY_NAMES)),
  default_audience: v.exactOptional(identifier(600)),
  forbid_token_response_type: v.exactOptional(boolean),
  allowed_logout_urls: uris,
  idle_session_lifetime: v.exactOptional(whole(1, MAX_SESSION_HOURS)),
  session_lifetime: v.exactOptional(whole(1, MAX_SESSION_HOURS)),
  preview_features: v.exactOptional(list(oneOf(Object.keys(FEATURES)), 100)),
  dynamic_registration: v.exactOptional(oneOf(DYNAMIC_REGISTRATION)),
  friendly_name: v.exactOptional(text(64)),
  branding: v.exactOptional(branding),
  mail_from: v.exactOptional(
    v.pipe(text(320), v.check(isSender, 'must be an address like no-reply@example.com, or Name <address>')),
  ),
  sign_up: v.exactOptional(boolean),
  unsafe_sign_up_at_once: v.exactOptional(boolean),
  login_methods: v.exactOptional(
    v.pipe(list(oneOf(LOGIN_METHODS), LOGIN_METHODS.length), v.minLength(1, 'must name one way in at least')),
  ),
  identifier_first: v.exactOptional(boolean),
  connections: v.exactOptional(list(connection, 100)),
  // OWASP ASVS 6.2.1: at least eight.
  password_min_length: v.exactOptional(whole(8, 128)),
  password_history: v.exactOptional(whole(0, 24)),
  password_dictionary: v.exactOptional(list(text(64), 1_000)),
  breached_passwords_url: v.exactOptional(https),
  second_factor: v.exactOptional(oneOf(SECOND_FACTOR_POLICIES)),
  second_factors: v.exactOptional(list(oneOf(SECOND_FACTORS), SECOND_FACTORS.length)),
  remember_device_days: v.exactOptional(whole(0, 365)),
  unsafe_skip_consent_on_localhost: v.exactOptional(boolean),
});
