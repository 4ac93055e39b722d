/**
 * The settings of a tenant, a form a page: which fields each has. A field that is in none is in the last group of the settings.
 */
import { KINDS } from '@tacit/server/resources';
import type { FormView } from '../../kinds/view.ts';

/** Those that have pages of their own. */
export const ELSEWHERE: readonly string[] = [
  ...['branding', 'prompt_texts', 'mail_from', 'mail_templates'],
  ...['mail_provider', 'mail_provider_password'],
];

type Groups = FormView['groups'];

const CONNECTION_GROUPS: Groups = [
  { name: 'waysIn', fields: ['login_methods', 'username_login', 'identifier_first'] },
  { name: 'signUp', fields: ['sign_up'] },
  { name: 'passwords', fields: ['password_min_length', 'password_history', 'password_dictionary'] },
  { name: 'sources', fields: ['connections'] },
];

const PROTECTION_GROUPS: Groups = [
  { name: 'factors', fields: ['second_factor', 'second_factors', 'remember_device_days'] },
  { name: 'stolen', fields: ['breached_passwords_url'] },
];

const SETTING_GROUPS: Groups = [
  {
    name: 'identity',
    fields: ['friendly_name', 'picture_url', 'support_email', 'support_url', 'enabled_locales'],
  },
  {
    name: 'requests',
    fields: ['policy', 'default_audience', 'forbid_token_response_type', 'allowed_logout_urls'],
  },
  { name: 'sessions', fields: ['session_lifetime', 'idle_session_lifetime'] },
  {
    name: 'registration',
    fields: ['dynamic_registration', 'client_id_metadata_documents', 'mcp_clients'],
  },
  { name: 'accounts', fields: ['account_deletion', 'account_deletion_wait_days'] },
  { name: 'features', fields: ['preview_features'] },
];

/** What weakens a protection stands in no group: its form puts it last. */
const CONNECTION_FIELDS = [...fieldsOf(CONNECTION_GROUPS), 'unsafe_sign_up_at_once'];

const PROTECTION_FIELDS = fieldsOf(PROTECTION_GROUPS);

function fieldsOf(groups: Groups): readonly string[] {
  return groups.flatMap(({ fields }) => fields);
}

function allBut(kept: readonly string[]): readonly string[] {
  return Object.keys(KINDS.settings.fields).filter((name) => !kept.includes(name));
}

/** What shows a setting elsewhere. */
const SHOWN_BY = ['tenant_settings_show', 'connections_list'] as const;

const OF_SETTINGS = {
  kind: 'settings',
  operations: { show: 'settings_show', update: 'settings_update' },
  shownBy: SHOWN_BY,
} as const;

export const CONNECTIONS_FORM: FormView = {
  ...OF_SETTINGS,
  groups: CONNECTION_GROUPS,
  apart: allBut(CONNECTION_FIELDS),
  needs: ['connections_update', 'prompts_update'],
};

export const PROTECTION_FORM: FormView = {
  ...OF_SETTINGS,
  groups: PROTECTION_GROUPS,
  apart: allBut(PROTECTION_FIELDS),
  needs: [
    'attack_protection_breached_password_detection_update',
    'guardian_policies_set',
    'guardian_factors_set',
  ],
};

export const SETTINGS_FORM: FormView = {
  ...OF_SETTINGS,
  groups: SETTING_GROUPS,
  apart: [...CONNECTION_FIELDS, ...PROTECTION_FIELDS, ...ELSEWHERE],
  needs: ['tenant_settings_update'],
};
