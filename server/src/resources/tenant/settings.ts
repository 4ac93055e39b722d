/**
 * What a tenant chooses for all its clients, users and pages.
 */

import { registrablePage } from '../../protocol/client/registrable-uri.ts';
import { isSender } from '../../protocol/end-user/email-address.ts';
import { IDLE_STEPS } from '../../protocol/session/idle-step.ts';
import { FEATURES } from '../../protocol/tenant/features.ts';
import { LOCALES } from '../../protocol/tenant/locales.ts';
import { POLICY_NAMES } from '../../protocol/tenant/policy.ts';
import {
  DYNAMIC_REGISTRATION,
  LOGIN_METHODS,
  SECOND_FACTOR_POLICIES,
  SECOND_FACTORS,
} from '../../protocol/tenant/tenant.ts';
import { defaultsOf, optional, type RecordOf, withDefault } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { eachOf, noneTwice, textsOf } from '../rules.ts';
import { boolean, identifier, list, oneOf, record, text, uri, whole } from '../shape.ts';
import { BRANDING_FIELDS, https } from './branding.ts';
import { CONNECTION_FIELDS } from './connection.ts';
import { MAIL_PROVIDER_FIELDS, MAIL_PROVIDER_RULES } from './mail-provider.ts';
import { mailTemplates, READABLE_MAIL } from './mail-templates.ts';
import { KNOWN_PROMPT_TEXT, promptTexts } from './prompt-texts.ts';

const MAX_SESSION_HOURS = 8_760;

const SETTINGS_FIELDS = {
  policy: withDefault(oneOf(POLICY_NAMES), 'compatible', {
    sentence: 'Where Auth0’s habits and OpenID Connect differ, whose way is gone.',
  }),
  default_audience: optional(identifier(600), {
    sentence:
      'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.',
  }),
  forbid_token_response_type: withDefault(boolean, false, {
    sentence:
      'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.',
  }),
  allowed_logout_urls: withDefault(list(uri, { max: 100 }), [], {
    sentence: 'Where /v2/logout may return to when the request names no client.',
  }),
  idle_session_lifetime: withDefault(whole(1, MAX_SESSION_HOURS), 72, {
    // An hour has steps of more than their least.
    sentence: `Hours a session lives without being used. It never ends later, and at most ${100 / IDLE_STEPS} % of them earlier.`,
  }),
  session_lifetime: withDefault(whole(1, MAX_SESSION_HOURS), 168, {
    sentence: 'Hours a session lives at the most.',
  }),
  preview_features: withDefault(list(oneOf(Object.keys(FEATURES)), { max: 100 }), [], {
    sentence: 'Features it takes part in while they are rolled out as `preview` in its region.',
  }),
  dynamic_registration: withDefault(oneOf(DYNAMIC_REGISTRATION), 'off', {
    sentence:
      'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.',
  }),
  client_id_metadata_documents: withDefault(boolean, false, {
    sentence:
      'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.',
  }),
  mcp_clients: withDefault(boolean, false, {
    sentence:
      'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.',
  }),
  friendly_name: optional(text(64), {
    sentence: 'What the pages call the tenant; left out: they say the name of the application only.',
  }),
  picture_url: optional(https, { sentence: 'The logo above the forms, where `branding` has none.' }),
  support_email: optional(text(320), {
    sentence: 'Where people may ask for help. Kept for whoever administers it: no page shows it.',
  }),
  support_url: optional(https, {
    sentence: 'Where people may ask for help. Kept for whoever administers it: no page shows it.',
  }),
  enabled_locales: withDefault(list(oneOf(LOCALES), { min: 1, max: LOCALES.length }), LOCALES, {
    sentence: 'Languages of the pages; whoever asks for none of them reads the first.',
  }),
  branding: withDefault(record(BRANDING_FIELDS), {}, { sentence: 'How the pages look.' }),
  prompt_texts: withDefault(promptTexts, [], {
    sentence: 'What pages say in the words of the tenant, in Auth0’s names of prompts, screens and texts.',
  }),
  mail_from: optional(
    text(320, {
      holds: isSender,
      message: 'must be an address like no-reply@example.com, or Name <address>',
      says: 'an address like `no-reply@example.com`, or `Name <address>`',
    }),
    { sentence: 'The sender of its mail; left out: that of the server.' },
  ),
  ...MAIL_PROVIDER_FIELDS,
  mail_templates: withDefault(mailTemplates, [], {
    sentence:
      'Mails in the words of the tenant, in every language: one that has none says what the server says, in the language of its reader.',
  }),
  sign_up: withDefault(boolean, false, { sentence: 'Somebody without an account can make one.' }),
  unsafe_sign_up_at_once: withDefault(boolean, false, {
    sentence:
      'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.',
    unsafe: true,
  }),
  login_methods: withDefault(
    list(oneOf(LOGIN_METHODS), { min: 1, max: LOGIN_METHODS.length }),
    ['password'],
    {
      sentence: 'The ways in. What is not here is refused, whatever page the request came from.',
    },
  ),
  identifier_first: withDefault(boolean, false, {
    sentence: 'The login page asks for the identifier alone and for the password on the next page.',
  }),
  username_login: withDefault(boolean, false, {
    sentence: 'Whoever has a user name can type it in place of the address, with the password.',
  }),
  connections: withDefault(list(record(CONNECTION_FIELDS), { max: 100 }), [], {
    sentence: 'Other sources of End-Users that the login page offers.',
  }),
  // OWASP ASVS 6.2.1: at least eight.
  password_min_length: withDefault(whole(8, 128), 8, {
    sentence: 'Characters (Unicode code points) a new password must have.',
  }),
  account_deletion: withDefault(boolean, true, {
    sentence: 'End-Users can have their account deleted on the account page (GDPR Art. 17).',
  }),
  account_deletion_wait_days: withDefault(whole(0, 90), 14, {
    sentence:
      'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.',
  }),
  password_history: withDefault(whole(0, 24), 0, {
    sentence: 'How many passwords back a new one must differ from.',
  }),
  password_dictionary: withDefault(list(text(64), { max: 1_000 }), [], {
    sentence: 'Words that a new password must not be made of, beside the list that is shipped.',
  }),
  breached_passwords_url: optional(https, {
    sentence:
      'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.',
  }),
  second_factor: withDefault(oneOf(SECOND_FACTOR_POLICIES), 'when_enrolled', {
    sentence: 'When a second factor is asked for.',
  }),
  second_factors: withDefault(list(oneOf(SECOND_FACTORS), { max: SECOND_FACTORS.length }), SECOND_FACTORS, {
    sentence: 'The kinds that can be enrolled and used.',
  }),
  remember_device_days: withDefault(whole(0, 365), 30, {
    sentence: 'Days for which an End-User can let a device stand for the second factor; 0: never.',
  }),
  unsafe_redirects_at_registration: withDefault(boolean, false, {
    sentence:
      'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.',
    unsafe: true,
  }),
  unsafe_my_account_for_third_parties: withDefault(boolean, false, {
    sentence:
      'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.',
    unsafe: true,
  }),
  unsafe_skip_consent_on_localhost: withDefault(boolean, false, {
    sentence:
      'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.',
    unsafe: true,
  }),
} as const;

export type TenantSettings = RecordOf<typeof SETTINGS_FIELDS>;

export const TENANT_SETTINGS_DEFAULTS = defaultsOf(SETTINGS_FIELDS);

const RULES: readonly Rule[] = [
  eachOf('invalid_redirect_uri', ['allowed_logout_urls'], registrablePage),
  noneTwice([
    'allowed_logout_urls',
    'preview_features',
    'login_methods',
    'second_factors',
    'enabled_locales',
  ]),
  KNOWN_PROMPT_TEXT,
  READABLE_MAIL,
  ...MAIL_PROVIDER_RULES,
  {
    code: 'feature_not_enabled',
    judge: ({ record: { default_audience } }, { hasApis, region }) =>
      default_audience === undefined || hasApis
        ? []
        : [
            {
              path: ['default_audience'],
              message: `feature_not_enabled: This feature is not enabled for this tenant. api_authorization is off in region ${region}.`,
            },
          ],
  },
  {
    code: 'unknown_api',
    reads: ({ record: { default_audience } }) => ({ apis: textsOf(default_audience).map(([id]) => id) }),
    judge: ({ record: { default_audience } }, { hasApi, hasApis }) =>
      typeof default_audience === 'string' && hasApis && !hasApi(default_audience)
        ? [{ path: ['default_audience'], message: 'is not an API of this tenant' }]
        : [],
  },
];

export const SETTINGS: Kind = {
  name: 'settings',
  section: 'settings',
  command: 'settings',
  sentence: 'What a tenant chooses for all its clients, users and pages.',
  key: [],
  fields: SETTINGS_FIELDS,
  rules: RULES,
  unlike: [],
  columns: ['policy', 'login_methods', 'second_factor', 'dynamic_registration'],
  absence: 'default',
  implied: {},
  verbs: ['show', 'set'],
};
