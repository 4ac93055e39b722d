/**
 * What Auth0's Management API has and this one has not, and why: 501 with the sentence. What is only read to see whether there is any
 * is answered: there is none. (Auth0's tools take a 501 for an outage, and ask up to ten times more, minutes long, before they go on.)
 */
import { err, ok, type Result } from '../protocol/result.ts';
import { isSame } from '../resources/computed/change.ts';
import type { Answer, Method } from './operation.ts';
import { type Problem, problem } from './problem.ts';

export type Absent = {
  readonly method: Method;
  /** `/organizations/{id}`, below `/api/v2`. */
  readonly path: string;
  readonly why: string;
  /** What is answered where there is nothing to read. */
  readonly none?: unknown;
};

type Family = {
  readonly why: string;
  /** `GET POST /organizations`. */
  readonly paths: readonly string[];
  readonly none?: Readonly<Record<string, unknown>>;
};

const FAMILIES: readonly Family[] = [
  {
    why: 'Numbers of sign-ins are not kept apart: they are counted from the log.',
    paths: ['GET /stats/daily', 'GET /stats/active-users'],
  },
  {
    why: 'No code of a tenant runs inside the server.',
    paths: [
      'GET POST /actions/actions',
      'GET /actions/actions/{actionId}/versions',
      'GET /actions/actions/{actionId}/versions/{id}',
      'POST /actions/actions/{actionId}/versions/{id}/deploy',
      'DELETE GET PATCH /actions/actions/{id}',
      'POST /actions/actions/{id}/deploy',
      'POST /actions/actions/{id}/test',
      'GET /actions/executions/{id}',
      'GET POST /actions/modules',
      'DELETE GET PATCH /actions/modules/{id}',
      'GET /actions/modules/{id}/actions',
      'POST /actions/modules/{id}/rollback',
      'GET POST /actions/modules/{id}/versions',
      'GET /actions/modules/{id}/versions/{versionId}',
      'GET /actions/triggers',
      'GET PATCH /actions/triggers/{triggerId}/bindings',
      'GET POST /hooks',
      'DELETE GET PATCH /hooks/{id}',
      'DELETE GET PATCH POST /hooks/{id}/secrets',
      'GET POST /rules',
      'GET /rules-configs',
      'DELETE PUT /rules-configs/{key}',
      'DELETE GET PATCH /rules/{id}',
    ],
    none: {
      '/actions/actions': { total: 0, page: 0, per_page: 50, actions: [] },
      '/actions/modules': { total: 0, page: 0, per_page: 50, modules: [] },
      '/actions/triggers': { triggers: [] },
      '/hooks': [],
      '/rules': [],
      '/rules-configs': [],
    },
  },
  {
    why: 'Pages are those of the server: there are no forms and flows to draw.',
    paths: [
      'GET POST /flows',
      'GET POST /flows/vault/connections',
      'DELETE GET PATCH /flows/vault/connections/{id}',
      'GET /flows/{flow_id}/executions',
      'DELETE GET /flows/{flow_id}/executions/{execution_id}',
      'DELETE GET PATCH /flows/{id}',
      'GET POST /forms',
      'DELETE GET PATCH /forms/{id}',
    ],
    none: {
      '/flows': { start: 0, limit: 50, total: 0, flows: [] },
      '/flows/vault/connections': { start: 0, limit: 50, total: 0, connections: [] },
      '/forms': { start: 0, limit: 50, total: 0, forms: [] },
    },
  },
  {
    why: 'There are no organizations: a tenant has its own users, clients and pages.',
    paths: [
      'GET /client-grants/{id}/organizations',
      'GET POST /organizations',
      'GET /organizations/name/{name}',
      'DELETE GET PATCH /organizations/{id}',
      'GET POST /organizations/{id}/client-grants',
      'DELETE /organizations/{id}/client-grants/{grant_id}',
      'GET POST /organizations/{id}/connections',
      'DELETE GET PATCH /organizations/{id}/connections/{connection_id}',
      'GET POST /organizations/{id}/discovery-domains',
      'GET /organizations/{id}/discovery-domains/name/{discovery_domain}',
      'DELETE GET PATCH /organizations/{id}/discovery-domains/{discovery_domain_id}',
      'GET POST /organizations/{id}/enabled_connections',
      'DELETE GET PATCH /organizations/{id}/enabled_connections/{connectionId}',
      'GET POST /organizations/{id}/invitations',
      'DELETE GET /organizations/{id}/invitations/{invitation_id}',
      'DELETE GET POST /organizations/{id}/members',
      'GET /organizations/{id}/members/{user_id}/effective-roles',
      'GET /organizations/{id}/members/{user_id}/effective-roles/sources/groups',
      'DELETE GET POST /organizations/{id}/members/{user_id}/roles',
      'GET /organizations/{id}/roles/{role_id}/members',
      'GET /organizations/{organization_id}/groups',
      'DELETE GET POST /organizations/{organization_id}/groups/{group_id}/roles',
      'GET /users/{id}/organizations',
    ],
    none: {
      '/organizations': { organizations: [] },
      '/users/{id}/organizations': [],
    },
  },
  {
    why: 'There are no groups; roles belong to users.',
    paths: [
      'GET /groups',
      'DELETE GET /groups/{id}',
      'GET /groups/{id}/members',
      'DELETE GET POST /groups/{id}/roles',
      'DELETE GET POST /roles/{id}/groups',
      'GET /users/{id}/connected-accounts',
      'GET /users/{id}/effective-permissions',
      'GET /users/{id}/effective-permissions/sources/effective-roles',
      'GET /users/{id}/effective-roles',
      'GET /users/{id}/effective-roles/sources/groups',
      'GET /users/{id}/groups',
    ],
    none: {
      '/groups': { groups: [] },
    },
  },
  {
    why: 'There is no factor and no message by telephone.',
    paths: [
      'GET PATCH /attack-protection/phone-provider-protection',
      'GET POST /branding/phone/providers',
      'DELETE GET PATCH /branding/phone/providers/{id}',
      'POST /branding/phone/providers/{id}/try',
      'GET POST /branding/phone/templates',
      'DELETE GET PATCH /branding/phone/templates/{id}',
      'PATCH /branding/phone/templates/{id}/reset',
      'POST /branding/phone/templates/{id}/try',
      'GET PUT /guardian/factors/phone/message-types',
      'GET PUT /guardian/factors/phone/providers/twilio',
      'GET PUT /guardian/factors/phone/selected-provider',
      'GET PUT /guardian/factors/phone/templates',
      'GET PUT /guardian/factors/sms/providers/twilio',
      'GET PUT /guardian/factors/sms/selected-provider',
      'GET PUT /guardian/factors/sms/templates',
    ],
    none: {
      '/branding/phone/providers': { providers: [] },
      '/branding/phone/templates': { templates: [] },
      '/guardian/factors/phone/message-types': {},
      '/guardian/factors/phone/selected-provider': {},
      '/guardian/factors/sms/selected-provider': {},
      '/guardian/factors/phone/providers/twilio': {},
      '/guardian/factors/phone/templates': {},
      '/guardian/factors/sms/providers/twilio': {},
      '/guardian/factors/sms/templates': {},
    },
  },
  {
    why: 'There is no app that answers a push message.',
    paths: [
      'GET PATCH PUT /guardian/factors/duo/settings',
      'GET PATCH PUT /guardian/factors/push-notification/providers/apns',
      'PATCH PUT /guardian/factors/push-notification/providers/fcm',
      'PATCH PUT /guardian/factors/push-notification/providers/fcmv1',
      'GET PATCH PUT /guardian/factors/push-notification/providers/sns',
      'GET PUT /guardian/factors/push-notification/selected-provider',
    ],
    none: {
      '/guardian/factors/push-notification/providers/apns': {},
      '/guardian/factors/push-notification/providers/sns': {},
    },
  },
  {
    why: 'Pages have one layout; what may be chosen of their look is at /branding.',
    paths: [
      'DELETE PUT /branding/templates/universal-login',
      'POST /branding/themes',
      'DELETE GET PATCH /branding/themes/{themeId}',
      'GET PATCH /prompts/rendering',
      'GET PUT /prompts/{prompt}/partials',
      'GET PATCH /prompts/{prompt}/screen/{screen}/rendering',
    ],
    none: {
      '/prompts/rendering': { start: 0, limit: 50, total: 0, configs: [] },
      '/prompts/{prompt}/partials': {},
    },
  },
  {
    why: 'End-Users are those of the tenant’s own database: nothing is provisioned from elsewhere.',
    paths: [
      'GET POST /connection-profiles',
      'GET /connection-profiles/templates',
      'GET /connection-profiles/templates/{id}',
      'DELETE GET PATCH /connection-profiles/{id}',
      'GET /connections-directory-provisionings',
      'GET /connections-scim-configurations',
      'DELETE GET PATCH POST /connections/{id}/directory-provisioning',
      'GET /connections/{id}/directory-provisioning/default-mapping',
      'POST /connections/{id}/directory-provisioning/synchronizations',
      'GET PUT /connections/{id}/directory-provisioning/synchronized-groups',
      'GET POST /connections/{id}/keys',
      'POST /connections/{id}/keys/rotate',
      'DELETE GET PATCH POST /connections/{id}/scim-configuration',
      'GET /connections/{id}/scim-configuration/default-mapping',
      'GET POST /connections/{id}/scim-configuration/tokens',
      'DELETE /connections/{id}/scim-configuration/tokens/{tokenId}',
      'GET /connections/{id}/status',
      'DELETE /connections/{id}/users',
      'GET POST /self-service-profiles',
      'DELETE GET PATCH /self-service-profiles/{id}',
      'GET PUT /self-service-profiles/{id}/custom-text/{language}/{page}',
      'POST /self-service-profiles/{id}/sso-ticket',
      'POST /self-service-profiles/{profileId}/sso-ticket/{id}/revoke',
      'GET POST /token-exchange-profiles',
      'DELETE GET PATCH /token-exchange-profiles/{id}',
      'GET POST /user-attribute-profiles',
      'GET /user-attribute-profiles/templates',
      'GET /user-attribute-profiles/templates/{id}',
      'DELETE GET PATCH /user-attribute-profiles/{id}',
    ],
    none: {
      '/connection-profiles': { connection_profiles: [] },
      '/connections-directory-provisionings': { directory_provisionings: [] },
      '/connections-scim-configurations': { scim_configurations: [] },
      '/self-service-profiles': [],
      '/token-exchange-profiles': { token_exchange_profiles: [] },
      '/user-attribute-profiles': { user_attribute_profiles: [] },
    },
  },
  {
    why: 'A client that is known by a document at its client_id needs no registration.',
    paths: ['POST /clients/cimd/preview', 'POST /clients/cimd/register'],
  },
  {
    why: 'A host of the tenant is set by the operator: `tacit tenants set --domain`.',
    paths: [
      'POST /custom-domains',
      'DELETE /custom-domains/{id}',
      'POST /custom-domains/{id}/test',
      'POST /custom-domains/{id}/verify',
    ],
  },
  {
    why: 'Mail is sent as the environment of the server says: TACIT_SMTP_URL and TACIT_MAIL_FROM.',
    paths: ['DELETE PATCH POST /emails/provider'],
  },
  {
    why: 'Mails say what the server says, in every language: they have no templates.',
    paths: ['POST /email-templates', 'PATCH PUT /email-templates/{templateName}'],
  },
  {
    why: 'Events are read from the log; they are not sent anywhere.',
    paths: [
      'GET POST /event-streams',
      'DELETE GET PATCH /event-streams/{id}',
      'GET /event-streams/{id}/deliveries',
      'GET /event-streams/{id}/deliveries/{event_id}',
      'POST /event-streams/{id}/redeliver',
      'POST /event-streams/{id}/redeliver/{event_id}',
      'POST /event-streams/{id}/test',
      'GET /events',
      'GET POST /log-streams',
      'DELETE GET PATCH /log-streams/{id}',
    ],
    none: {
      '/event-streams': { eventStreams: [] },
      '/log-streams': [],
    },
  },
  {
    why: 'The master key of the environment seals what is stored, and signing keys are made here.',
    paths: [
      'DELETE GET PUT /keys/custom-signing',
      'GET POST /keys/encryption',
      'POST /keys/encryption/rekey',
      'DELETE GET POST /keys/encryption/{kid}',
      'POST /keys/encryption/{kid}/wrapping-key',
    ],
    none: {
      '/keys/encryption': [],
    },
  },
  {
    why: 'Who may reach the server is decided in front of it.',
    paths: [
      'GET POST /network-acls',
      'DELETE GET PATCH PUT /network-acls/{id}',
      'GET POST /rate-limit-policies',
      'DELETE GET PATCH /rate-limit-policies/{id}',
    ],
    none: {
      '/network-acls': { start: 0, limit: 50, total: 0, network_acls: [] },
      '/rate-limit-policies': { rate_limit_policies: [] },
    },
  },
  {
    why: 'No signal of others is weighed; budgets of attempts answer to guessing.',
    paths: [
      'DELETE GET /anomaly/blocks/ips/{id}',
      'GET PATCH /risk-assessments/settings',
      'GET PATCH /risk-assessments/settings/new-device',
      'GET PATCH /supplemental-signals',
      'POST /users/{id}/risk-assessments/clear',
    ],
    none: {
      '/risk-assessments/settings': { enabled: false },
      '/risk-assessments/settings/new-device': { remember_for: 0 },
      '/supplemental-signals': { akamai_enabled: false },
    },
  },
  {
    why: 'There are no verifiable credentials.',
    paths: [
      'GET POST /verifiable-credentials/verification/templates',
      'DELETE GET PATCH /verifiable-credentials/verification/templates/{id}',
    ],
    none: {
      '/verifiable-credentials/verification/templates': { templates: [] },
    },
  },
];

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whoever says that there is none says what is so: a tool that has read it writes it again. */
const MAY_SAY_SO: ReadonlySet<Method> = new Set<Method>(['GET', 'PUT', 'PATCH']);

export const ABSENT: readonly Absent[] = FAMILIES.flatMap(({ why, paths, none = {} }) =>
  paths.flatMap((line) => {
    const words = line.split(' ');
    const path = words.at(-1) ?? '';
    return METHODS.filter((method) => words.includes(method)).map((method) => ({
      ...{ method, path, why },
      ...(MAY_SAY_SO.has(method) && Object.hasOwn(none, path) ? { none: none[path] } : {}),
    }));
  }),
);

/** That there is none, or why there is no such thing. `sent` is the body of a change. */
export function answerAbsent({ method, why, none }: Absent, sent: unknown): Result<Answer, Problem> {
  const isSo = none !== undefined && (method === 'GET' || isSame(sent, none));
  return isSo ? ok({ status: 200, body: none }) : err(problem(501, 'not_here', why));
}
