/**
 * A tenant: an issuer of its own with its own clients, APIs, users and keys (RFC 8414 §2, `issuer`).
 */
import type { PolicyName } from './policy.ts';

/** Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody. */
export type DynamicRegistration = 'off' | 'initial_access_token' | 'open';

export const DYNAMIC_REGISTRATION: readonly DynamicRegistration[] = ['off', 'initial_access_token', 'open'];

export type TenantSettings = {
  /** Where Auth0's habits and OpenID Connect differ, whose way is gone. */
  readonly policy: PolicyName;
  /** The audience of a request that names none; absent: the token is opaque and good for /userinfo only. */
  readonly default_audience?: string;
  /** `response_type=token` alone gives a token nothing ties to the request (RFC 9700 §4.6): refuse it for every client. */
  readonly forbid_token_response_type: boolean;
  /** Where /v2/logout may return to when the request names no client. */
  readonly allowed_logout_urls: readonly string[];
  /** Hours a session lives without being used. */
  readonly idle_session_lifetime: number;
  /** Hours a session lives at the most. */
  readonly session_lifetime: number;
  /** Features this tenant takes part in while they are rolled out as `preview` in its region. */
  readonly preview_features: readonly string[];
  readonly dynamic_registration: DynamicRegistration;
  /** Lets a first-party client on localhost skip consent although anybody can listen there. For test machines only. */
  readonly unsafe_skip_consent_on_localhost: boolean;
};

export const TENANT_SETTINGS_DEFAULTS: TenantSettings = {
  policy: 'compatible',
  forbid_token_response_type: false,
  allowed_logout_urls: [],
  idle_session_lifetime: 72,
  session_lifetime: 168,
  preview_features: [],
  dynamic_registration: 'off',
  unsafe_skip_consent_on_localhost: false,
};

export type Tenant = {
  readonly tenant_id: string;
  /** First label of the tenant's host: 3 to 63 lower-case letters, digits, hyphens; never changes. */
  readonly name: string;
  readonly region: string;
  /** A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. */
  readonly domain?: string;
  readonly settings: TenantSettings;
};
