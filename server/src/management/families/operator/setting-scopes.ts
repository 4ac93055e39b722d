/**
 * Which scope guards which setting. The operator's tool changes settings of every kind in one command, which wants the scopes that the
 * Management API asks for at the address of each.
 */
import { namesAt } from '../../../resources/computed/names.ts';
import { KINDS } from '../../../resources/index.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import type { Guarded } from '../../guarded.ts';

/** As of `/api/v2/tenants/settings`, `/branding`, `/prompts`, `/connections`, `/attack-protection`, `/guardian` and `/emails`. */
const NOUNS = {
  policy: 'tenant_settings',
  default_audience: 'tenant_settings',
  forbid_token_response_type: 'tenant_settings',
  allowed_logout_urls: 'tenant_settings',
  idle_session_lifetime: 'tenant_settings',
  session_lifetime: 'tenant_settings',
  preview_features: 'tenant_settings',
  dynamic_registration: 'tenant_settings',
  client_id_metadata_documents: 'tenant_settings',
  mcp_clients: 'tenant_settings',
  friendly_name: 'tenant_settings',
  picture_url: 'tenant_settings',
  support_email: 'tenant_settings',
  support_url: 'tenant_settings',
  enabled_locales: 'tenant_settings',
  account_deletion: 'tenant_settings',
  account_deletion_wait_days: 'tenant_settings',
  unsafe_redirects_at_registration: 'tenant_settings',
  unsafe_skip_consent_on_localhost: 'tenant_settings',
  unsafe_my_account_for_third_parties: 'tenant_settings',
  branding: 'branding',
  prompt_texts: 'prompts',
  identifier_first: 'prompts',
  // Where mails come from is where links come from by which anybody's password is chosen.
  mail_from: 'email_provider',
  mail_provider: 'email_provider',
  mail_provider_sealed: 'email_provider',
  mail_templates: 'email_templates',
  connections: 'connections',
  login_methods: 'connections',
  sign_up: 'connections',
  unsafe_sign_up_at_once: 'connections',
  username_login: 'connections',
  password_min_length: 'connections',
  password_history: 'connections',
  password_dictionary: 'connections',
  breached_passwords_url: 'attack_protection',
  second_factor: 'mfa_policies',
  remember_device_days: 'mfa_policies',
  second_factors: 'guardian_factors',
} as const satisfies Readonly<Record<keyof TenantSettings, string>>;

type Noun = (typeof NOUNS)[keyof typeof NOUNS];

/** What changing settings needs that are named as the operator's file names them: `branding.logo_url`, `connections`. */
export function scopesToChange(names: readonly string[]): readonly `update:${Noun}`[] {
  const tops = new Set(names.map((name) => name.split('.')[0]));
  const fields = new Set(
    namesAt('auth0', KINDS.settings).flatMap(({ own, path: [top] }) => (tops.has(top) ? [own] : [])),
  );
  return nounsOf((field) => fields.has(field)).map((noun) => `update:${noun}` as const);
}

/** What looking at all of them needs. */
export const TO_READ_SETTINGS: readonly `read:${Noun}`[] = nounsOf(() => true).map(
  (noun) => `read:${noun}` as const,
);

/** What changing any of them needs. */
export const TO_CHANGE_SETTINGS: readonly `update:${Noun}`[] = nounsOf(() => true).map(
  (noun) => `update:${noun}` as const,
);

/** Each of them where all are one document. */
export const GUARDED_SETTINGS: Guarded = {
  others: ['update:tenant_settings'],
  members: Object.fromEntries(
    Object.entries(NOUNS).map(([name, noun]) => [
      name,
      { read: [`read:${noun}`], change: [`update:${noun}`] },
    ]),
  ),
};

function nounsOf(isMeant: (field: string) => boolean): readonly Noun[] {
  const meant = Object.entries(NOUNS).flatMap(([field, noun]) => (isMeant(field) ? [noun] : []));
  return [...new Set(meant)];
}
