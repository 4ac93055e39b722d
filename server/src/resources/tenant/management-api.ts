/**
 * The Management API of a tenant as an API of it: what its access tokens are for, and what may be asked for there. It is built in:
 * nobody made it, and nobody changes it.
 */
import { managementAudience } from '../../protocol/tenant/names.ts';
import { RESOURCE_SERVER_DEFAULTS, type ResourceServer } from './resource-server.ts';

/** What may be done to what, in Auth0's words: `read:clients`. */
const ABILITIES = {
  clients: ['applications', 'create', 'read', 'update', 'delete'],
  client_keys: ['secrets of applications', 'create', 'read', 'update', 'delete'],
  client_credentials: ['public keys of applications', 'create', 'read', 'update', 'delete'],
  client_grants: ['what applications may ask for in their own name', 'create', 'read', 'update', 'delete'],
  resource_servers: ['APIs', 'create', 'read', 'update', 'delete'],
  connections: ['ways to sign in', 'create', 'read', 'update', 'delete'],
  users: ['people', 'create', 'read', 'update', 'delete'],
  users_app_metadata: ['what applications keep of people', 'create', 'read', 'update', 'delete'],
  user_idp_tokens: ['tokens that other providers gave for people', 'read'],
  user_tickets: ['links by which people choose a password or confirm an address', 'create'],
  user_custom_blocks: ['blocks of people', 'create', 'read', 'delete'],
  authentication_methods: ['second factors of people', 'create', 'read', 'update', 'delete'],
  guardian_enrollments: ['enrolments of second factors', 'read', 'delete'],
  guardian_enrollment_tickets: ['links by which people enrol a second factor', 'create'],
  guardian_factors: ['second factors of the tenant', 'read', 'update'],
  mfa_policies: ['when a second factor is asked for', 'read', 'update'],
  roles: ['roles', 'create', 'read', 'update', 'delete'],
  role_members: ['who has a role', 'create', 'read', 'delete'],
  grants: ['what people have agreed to', 'read', 'delete'],
  sessions: ['sessions', 'read', 'update', 'delete'],
  refresh_tokens: ['refresh tokens', 'read', 'update', 'delete'],
  device_credentials: ['refresh tokens by device', 'create', 'read', 'delete'],
  logs: ['the log of events', 'read'],
  logs_users: ['the events of one person', 'read'],
  log_streams: ['where events are sent', 'create', 'read', 'update', 'delete'],
  stats: ['numbers of sign-ins', 'read'],
  tenant_settings: ['the settings of the tenant', 'read', 'update'],
  branding: ['how the pages look', 'read', 'update', 'delete'],
  prompts: ['texts of the pages', 'read', 'update'],
  signing_keys: ['signing keys', 'create', 'read', 'update'],
  custom_domains: ['hosts of the tenant', 'create', 'read', 'update', 'delete'],
  attack_protection: ['what guessing is answered with', 'read', 'update'],
  anomaly_blocks: ['addresses that are blocked', 'read', 'delete'],
  email_provider: ['how mails are sent', 'create', 'read', 'update', 'delete'],
  email_templates: ['mails', 'create', 'read', 'update'],
  client_registration_tokens: [
    'tokens by which applications register themselves',
    'create',
    'read',
    'delete',
  ],
} as const;

type Abilities = typeof ABILITIES;

export type ManagementScope = {
  [Noun in keyof Abilities]: Abilities[Noun] extends readonly [string, ...infer Verbs extends string[]]
    ? `${Verbs[number]}:${Noun}`
    : never;
}[keyof Abilities];

/** What may be done to all tenants, at the tenant that the operators of the server have for themselves. */
const OPERATORS = { tenants: ['tenants of the server', 'create', 'read', 'update', 'delete'] } as const;

export type OperatorScope = `${'create' | 'read' | 'update' | 'delete'}:tenants`;

function scopesOf(abilities: Readonly<Record<string, readonly [string, ...string[]]>>) {
  return Object.entries(abilities).flatMap(([noun, [what, ...verbs]]) =>
    verbs.map((verb) => ({ value: `${verb}:${noun}`, description: `${SAYS.get(verb)} ${what}` })),
  );
}

const SAYS = new Map([
  ['create', 'Make'],
  ['read', 'Look at'],
  ['update', 'Change'],
  ['delete', 'Remove'],
]);

const SCOPES = scopesOf(ABILITIES);

const ALL_SCOPES = [...SCOPES, ...scopesOf(OPERATORS)];

/** The Management API of the tenant that has an issuer; at the tenant of the operators, of all tenants. */
export function managementApi(issuer: string, of: 'tenant' | 'all'): ResourceServer {
  return {
    ...RESOURCE_SERVER_DEFAULTS,
    identifier: managementAudience(issuer),
    name: 'Tacit Management API',
    scopes: of === 'all' ? ALL_SCOPES : SCOPES,
    // Of people, who was given a permission; of machines, which client was granted it.
    enforce_policies: true,
    allow_offline_access: false,
    token_dialect: 'rfc9068_profile',
  };
}
