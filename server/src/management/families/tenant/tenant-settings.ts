/**
 * The settings of the tenant as Auth0 has them.
 */
import { boolean, whole } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { type Member, type View, viewOperations } from '../../settings-view.ts';

/** Switches of Auth0's own past and of its dashboard. */
const FLAGS_OFF = [
  ...[
    'allow_legacy_delegation_grant_types',
    'allow_legacy_ro_grant_types',
    'allow_legacy_tokeninfo_endpoint',
  ],
  ...['change_pwd_flow_v1', 'dashboard_insights_view', 'dashboard_log_streams_next'],
  ...['disable_clickjack_protection_headers', 'disable_fields_map_fix'],
  ...['disable_management_api_sms_obfuscation', 'enable_adfs_waad_email_verification'],
  ...['enable_apis_section', 'enable_client_connections', 'enable_idtoken_api2', 'enable_legacy_profile'],
  ...['enable_public_signup_user_exists_error', 'enforce_client_authentication_on_passwordless_start'],
  ...['mfa_show_factor_list_on_enrollment', 'remove_alg_from_jwks', 'use_scope_descriptions_for_consent'],
] as const;

const FLAGS_ON = [
  ...['disable_impersonation', 'enable_pipeline2', 'enable_sso', 'no_disclose_enterprise_connections'],
  ...['revoke_refresh_token_grant'],
] as const;

/** Those that Auth0 answers where they were set. */
const FLAGS_UNSAID = [
  ...['allow_changing_enable_sso', 'allow_other_legacy_grant_types', 'custom_domains_provisioning'],
  ...['genai_trial', 'improved_signup_bot_detection_in_classic'],
  ...['local_resource_discovery', 'trust_azure_adfs_email_verified_connection_property'],
] as const;

/** What Auth0's tools say `null` of, to say that there is none. */
const NONE_OF_THEM = [
  ...['acr_values_supported', 'country_codes', 'default_token_quota', 'device_flow'],
  ...[
    'dynamic_client_registration_security_mode',
    'enable_ai_guide',
    'include_session_metadata_in_tenant_logs',
  ],
  ...['legacy_sandbox_version', 'resource_parameter_profile', 'sandbox_version', 'security_headers'],
] as const;

/** A lifetime as Auth0's deploy-cli says it, though it has read hours. */
function inMinutes(at: 'session_lifetime' | 'idle_session_lifetime'): Member {
  return {
    at,
    shape: whole(60, 525_600),
    sentence: 'The same in minutes, of whole hours. It is not answered.',
    of: () => undefined,
    mistake: (minutes) => (Number(minutes) % 60 === 0 ? undefined : 'must be whole hours: a multiple of 60'),
    says: (minutes) => Number(minutes) / 60,
  };
}

const TENANT: View = {
  members: {
    friendly_name: { at: 'friendly_name' },
    picture_url: { at: 'picture_url' },
    support_email: { at: 'support_email' },
    support_url: { at: 'support_url' },
    default_audience: { at: 'default_audience' },
    allowed_logout_urls: { at: 'allowed_logout_urls' },
    session_lifetime: { at: 'session_lifetime' },
    idle_session_lifetime: { at: 'idle_session_lifetime' },
    session_lifetime_in_minutes: inMinutes('session_lifetime'),
    idle_session_lifetime_in_minutes: inMinutes('idle_session_lifetime'),
    enabled_locales: { at: 'enabled_locales' },
    client_id_metadata_document_supported: { at: 'client_id_metadata_documents' },
    'flags.enable_dynamic_client_registration': {
      at: 'dynamic_registration',
      shape: boolean,
      sentence: 'Anybody may register a client by itself.',
      of: ({ dynamic_registration }) => dynamic_registration !== 'off',
      says: (isOn, { dynamic_registration }) =>
        isOn !== true ? 'off' : dynamic_registration === 'off' ? 'open' : dynamic_registration,
    },
  },
  inert: {
    ...Object.fromEntries(FLAGS_OFF.map((name) => [`flags.${name}`, false])),
    ...Object.fromEntries(FLAGS_ON.map((name) => [`flags.${name}`, true])),
    'session_cookie.mode': 'persistent',
    'oidc_logout.rp_logout_end_session_endpoint_discovery': true,
    'mtls.enable_endpoint_aliases': false,
    pushed_authorization_requests_supported: false,
    authorization_response_iss_parameter_supported: true,
    allow_organization_name_in_authentication_api: false,
    customize_mfa_in_postlogin_action: false,
    default_directory: 'Username-Password-Authentication',
    // Every session outlives its browser. Auth0's provider for Terraform says these of each tenant.
    ephemeral_session_lifetime: 72,
    idle_ephemeral_session_lifetime: 24,
  },
  unsaid: {
    ...Object.fromEntries(FLAGS_UNSAID.map((name) => [`flags.${name}`, false])),
    ...Object.fromEntries(NONE_OF_THEM.map((name) => [name, null])),
    'change_password.enabled': false,
    'change_password.html': '',
    'error_page.html': '',
    'error_page.show_log_link': false,
    'error_page.url': '',
    'guardian_mfa_page.enabled': false,
    'guardian_mfa_page.html': '',
    'sessions.oidc_logout_prompt_enabled': true,
    default_redirection_uri: '',
    ephemeral_session_lifetime_in_minutes: 4_320,
    idle_ephemeral_session_lifetime_in_minutes: 1_440,
    phone_consolidated_experience: false,
    skip_non_verifiable_callback_uri_confirmation_prompt: false,
  },
};

export const TENANT_SETTINGS_OPERATIONS: readonly Operation[] = viewOperations(TENANT, {
  id: 'tenant_settings',
  path: '/tenants/settings',
  what: 'the settings of the tenant',
  read: 'read:tenant_settings',
  update: 'update:tenant_settings',
});
