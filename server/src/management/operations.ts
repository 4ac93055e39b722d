/**
 * Everything that the Management API does: the families, one after the other.
 */

import { ADVICE_OPERATIONS } from './families/client/advice.ts';
import { CLIENT_CONNECTION_OPERATIONS } from './families/client/client-connections.ts';
import { CLIENT_CREDENTIAL_OPERATIONS } from './families/client/client-credentials.ts';
import { CLIENT_GRANT_OPERATIONS } from './families/client/client-grants.ts';
import { CLIENT_SECRET_OPERATIONS } from './families/client/client-secrets.ts';
import { CLIENT_OPERATIONS } from './families/client/clients.ts';
import { EVALUATION_OPERATIONS } from './families/client/evaluation.ts';
import { REGISTRATION_TOKEN_OPERATIONS } from './families/client/registration-tokens.ts';
import { RESOURCE_SERVER_OPERATIONS } from './families/client/resource-servers.ts';
import { DIAGNOSIS_OPERATIONS } from './families/diagnosis/diagnosis.ts';
import { PERSON_DIAGNOSIS_OPERATIONS } from './families/diagnosis/person.ts';
import { JOB_OPERATIONS } from './families/jobs/jobs.ts';
import { LOG_STREAM_OPERATIONS } from './families/logs/log-streams.ts';
import { LOG_OPERATIONS } from './families/logs/logs.ts';
import { STATS_OPERATIONS } from './families/logs/stats.ts';
import { OPERATOR_ACTS } from './families/operator/operator-acts.ts';
import { RECORD_ACTS } from './families/operator/record-acts.ts';
import { ROLE_PERMISSION_OPERATIONS } from './families/roles/role-permissions.ts';
import { ROLE_USER_OPERATIONS } from './families/roles/role-users.ts';
import { ROLE_OPERATIONS } from './families/roles/roles.ts';
import { USER_PERMISSION_OPERATIONS } from './families/roles/user-permissions.ts';
import { USER_ROLE_OPERATIONS } from './families/roles/user-roles.ts';
import { SUPPORT_OPERATIONS } from './families/support/support-operations.ts';
import { ATTACK_PROTECTION_OPERATIONS } from './families/tenant/attack-protection.ts';
import { BRANDING_OPERATIONS } from './families/tenant/branding.ts';
import { CONNECTION_CLIENT_OPERATIONS } from './families/tenant/connection-clients.ts';
import { CONNECTION_OPERATIONS } from './families/tenant/connections.ts';
import { CUSTOM_DOMAIN_OPERATIONS } from './families/tenant/custom-domains.ts';
import { EMAIL_TEMPLATE_SAMPLES } from './families/tenant/email-template-samples.ts';
import { EMAIL_TEMPLATE_OPERATIONS } from './families/tenant/email-templates.ts';
import { GUARDIAN_OPERATIONS } from './families/tenant/guardian.ts';
import { MAIL_OPERATIONS } from './families/tenant/mail.ts';
import { PAGE_PREVIEWS } from './families/tenant/page-previews.ts';
import { PROMPT_OPERATIONS } from './families/tenant/prompts.ts';
import { SETTINGS_OPERATIONS } from './families/tenant/settings.ts';
import { SIGNING_KEY_OPERATIONS } from './families/tenant/signing-keys.ts';
import { TENANT_SETTINGS_OPERATIONS } from './families/tenant/tenant-settings.ts';
import { TENANT_OPERATIONS } from './families/tenants.ts';
import { USER_OPERATIONS } from './families/users/users.ts';
import type { Operation } from './operation.ts';

export const OPERATIONS: readonly Operation[] = [
  ...CLIENT_OPERATIONS,
  ...CLIENT_SECRET_OPERATIONS,
  ...CLIENT_CREDENTIAL_OPERATIONS,
  ...CLIENT_CONNECTION_OPERATIONS,
  ...EVALUATION_OPERATIONS,
  ...ADVICE_OPERATIONS,
  ...REGISTRATION_TOKEN_OPERATIONS,
  ...RESOURCE_SERVER_OPERATIONS,
  ...CLIENT_GRANT_OPERATIONS,
  ...USER_OPERATIONS,
  ...ROLE_OPERATIONS,
  ...ROLE_PERMISSION_OPERATIONS,
  ...ROLE_USER_OPERATIONS,
  ...USER_ROLE_OPERATIONS,
  ...USER_PERMISSION_OPERATIONS,
  ...TENANT_OPERATIONS,
  ...SUPPORT_OPERATIONS,
  ...JOB_OPERATIONS,
  ...LOG_OPERATIONS,
  ...DIAGNOSIS_OPERATIONS,
  ...PERSON_DIAGNOSIS_OPERATIONS,
  ...STATS_OPERATIONS,
  ...LOG_STREAM_OPERATIONS,
  ...CONNECTION_OPERATIONS,
  ...CONNECTION_CLIENT_OPERATIONS,
  ...TENANT_SETTINGS_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...BRANDING_OPERATIONS,
  ...PAGE_PREVIEWS,
  ...PROMPT_OPERATIONS,
  ...CUSTOM_DOMAIN_OPERATIONS,
  ...SIGNING_KEY_OPERATIONS,
  ...ATTACK_PROTECTION_OPERATIONS,
  ...GUARDIAN_OPERATIONS,
  ...MAIL_OPERATIONS,
  ...RECORD_ACTS,
  ...OPERATOR_ACTS,
  ...EMAIL_TEMPLATE_OPERATIONS,
  ...EMAIL_TEMPLATE_SAMPLES,
];
