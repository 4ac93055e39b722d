/**
 * A tenant: an issuer of its own with its own clients, APIs, users and keys (RFC 8414 §2, `issuer`).
 */
import type { PolicyName } from './policy.ts';

/** Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody. */
export type DynamicRegistration = 'off' | 'initial_access_token' | 'open';

export const DYNAMIC_REGISTRATION: readonly DynamicRegistration[] = ['off', 'initial_access_token', 'open'];

/** When a second factor is asked for. */
export type SecondFactorPolicy = 'never' | 'when_enrolled' | 'always';

export const SECOND_FACTOR_POLICIES: readonly SecondFactorPolicy[] = ['never', 'when_enrolled', 'always'];

/** TOTP (RFC 6238), a security key or passkey (WebAuthn Level 3), a code by mail. */
export type SecondFactor = 'otp' | 'webauthn' | 'email';

export const SECOND_FACTORS: readonly SecondFactor[] = ['otp', 'webauthn', 'email'];

export type LoginMethod = 'password' | 'passkey' | 'email_code' | 'email_link';

export const LOGIN_METHODS: readonly LoginMethod[] = ['password', 'passkey', 'email_code', 'email_link'];

/** The ways in that show a mailbox instead of a password. */
export type MailedMethod = 'email_code' | 'email_link';

const MAILED_METHODS: readonly MailedMethod[] = ['email_code', 'email_link'];

/** Whether a value names a way in by mail. */
export function isMailedMethod(value: unknown): value is MailedMethod {
  return MAILED_METHODS.some((method) => method === value);
}

/** Another source of End-Users than the tenant's own database. */
export type Connection = {
  readonly name: string;
  readonly display_name: string;
  /** How somebody signs in there (login/ways/connections.ts); absent: they cannot yet. */
  readonly strategy?: string;
  /** Domains of addresses that belong there: whoever types one is sent there. */
  readonly domains: readonly string[];
};

/** How the pages of a tenant look. Colours are `#rrggbb`, addresses https. */
export type Branding = {
  readonly logo_url?: string;
  readonly favicon_url?: string;
  /** Buttons and links; the pages make a readable shade of it where it is not. */
  readonly primary_color?: string;
  readonly page_background_color?: string;
  readonly page_background_url?: string;
  readonly terms_url?: string;
  readonly privacy_url?: string;
};

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
  /** What the pages call the tenant; absent: they say the name of the application only. */
  readonly friendly_name?: string;
  readonly branding: Branding;
  /** The sender of the tenant's mail; absent: that of the server. */
  readonly mail_from?: string;
  /** Whether somebody without an account can make one. */
  readonly sign_up: boolean;
  /** As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account. */
  readonly unsafe_sign_up_at_once: boolean;
  /** The ways in. What is not here is refused, whatever page the request came from. */
  readonly login_methods: readonly LoginMethod[];
  /** The login page asks for the identifier alone and for the password on the next page. */
  readonly identifier_first: boolean;
  /** Other sources of End-Users that the login page offers. */
  readonly connections: readonly Connection[];
  /** Characters (Unicode code points) a new password must have. */
  readonly password_min_length: number;
  /** How many passwords back a new one must differ from. */
  readonly password_history: number;
  /** Words that a new password must not be made of, beside the list that is shipped: the name of a product, say. */
  readonly password_dictionary: readonly string[];
  /**
   * Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are
   * added; absent: passwords are not checked there.
   */
  readonly breached_passwords_url?: string;
  readonly second_factor: SecondFactorPolicy;
  /** The kinds that can be enrolled and used. */
  readonly second_factors: readonly SecondFactor[];
  /** Days for which an End-User can let a device stand for the second factor; 0: never. */
  readonly remember_device_days: number;
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
  branding: {},
  sign_up: false,
  unsafe_sign_up_at_once: false,
  login_methods: ['password'],
  identifier_first: false,
  connections: [],
  password_min_length: 8,
  password_history: 0,
  password_dictionary: [],
  second_factor: 'when_enrolled',
  second_factors: SECOND_FACTORS,
  remember_device_days: 30,
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

/** Whether somebody without an account can make one by choosing a password. */
export function hasPasswordSignUp({ sign_up, login_methods }: TenantSettings): boolean {
  return sign_up && login_methods.includes('password');
}

/** The connection that addresses of this domain belong to; undefined: the tenant's own database. */
export function connectionOfAddress(email: string, { connections }: TenantSettings): Connection | undefined {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return connections.find(({ domains }) => domains.includes(domain));
}
