/**
 * Everything that the audit log has a row for, and what Auth0 calls it, so that a dashboard or a SIEM made for Auth0's log reads ours.
 * A row of our own makes the compiler ask for its line here.
 */

type Row = {
  /** What happened, in the words of a log. */
  readonly sentence: string;
  /** Auth0's name of it; undefined where Auth0 has no such event, and `none` says why. */
  readonly auth0?: string;
  readonly none?: string;
  /** By reason, grant_type or `silent`, where Auth0 tells apart what is one event here. */
  readonly by?: Readonly<Record<string, string>>;
  /** Somebody was refused something. */
  readonly isRefusal?: true;
};

const BY_OPERATOR = 'Auth0 has no tool beside its API';
const OWN = 'Auth0 has no such function';
const DONE_BEFORE = 'Auth0 has a row for the sign-in before it alone';

export const EVENT_TYPES = {
  login: { sentence: 'signed in', auth0: 's' },
  login_failed: {
    sentence: 'sign-in refused',
    auth0: 'f',
    by: {
      wrong_password: 'fp',
      unknown_user: 'fu',
      locked_account: 'limit_wc',
      locked_address: 'limit_mu',
      code_tried_out: 'limit_wc',
      too_many_codes: 'limit_wc',
      too_many_mails: 'limit_mu',
    },
    isRefusal: true,
  },
  second_factor_failed: {
    sentence: 'second factor refused',
    auth0: 'gd_auth_failed',
    by: { wrong_recovery_code: 'gd_recovery_failed', too_many_factors: 'gd_otp_rate_limit_exceed' },
    isRefusal: true,
  },
  link_refused: {
    sentence: 'link of a mail refused',
    auth0: 'f',
    by: { verify_email: 'fv', reset_password: 'fcp', change_email: 'fce' },
    isRefusal: true,
  },
  password_attack: { sentence: 'so many wrong passwords that strangers are counted strictly', none: OWN },
  refusals_counted: { sentence: 'refusals without a row of their own, counted', none: OWN },
  authorization_refused: {
    sentence: 'request of an application refused',
    auth0: 'f',
    by: { silent: 'fsa' },
    isRefusal: true,
  },
  request_refused: { sentence: 'request refused with a page', auth0: 'f', isRefusal: true },
  tokens_issued: {
    sentence: 'tokens issued',
    none: DONE_BEFORE,
    by: {
      silent: 'ssa',
      authorization_code: 'seacft',
      refresh_token: 'sertft',
      client_credentials: 'seccft',
      password: 'sepft',
    },
  },
  token_refused: {
    sentence: 'token request refused',
    none: 'of a grant_type that Auth0 has no name for',
    by: {
      authorization_code: 'feacft',
      refresh_token: 'fertft',
      client_credentials: 'feccft',
      password: 'fepft',
    },
    isRefusal: true,
  },
  code_replayed: { sentence: 'a code was sent a second time', auth0: 'feacft', isRefusal: true },
  refresh_token_reused: {
    sentence: 'a refresh token was sent a second time',
    auth0: 'ferrt',
    isRefusal: true,
  },
  token_revoked: { sentence: 'token revoked', auth0: 'srrt' },
  introspection_refused: { sentence: 'introspection refused', none: OWN, isRefusal: true },
  revocation_refused: { sentence: 'revocation refused', none: OWN, isRefusal: true },
  account_request_refused: {
    sentence: 'request of an application’s own form refused',
    auth0: 'fcoa',
    by: { sign_up_refused: 'fs', password_change_refused: 'fcpr' },
    isRefusal: true,
  },
  consent_given: { sentence: 'agreed', none: DONE_BEFORE },
  consent_refused: { sentence: 'turned back on the consent page', none: DONE_BEFORE, isRefusal: true },
  consent_withdrawn: { sentence: 'access of an application withdrawn', none: OWN },
  logout: { sentence: 'signed out', auth0: 'slo' },
  session_ended: { sentence: 'session ended on the account page', none: OWN },
  sessions_ended: { sentence: 'other sessions ended on the account page', none: OWN },
  signed_out_by_operator: { sentence: 'signed out by the operator', auth0: 'sapi' },
  session_ended_by_operator: { sentence: 'session ended by the operator', auth0: 'sapi' },
  sessions_ended_by_operator: { sentence: 'sessions ended by the operator', auth0: 'sapi' },
  refresh_tokens_ended_by_operator: { sentence: 'refresh tokens ended by the operator', auth0: 'sapi' },
  consents_withdrawn_by_operator: { sentence: 'consents withdrawn by the operator', auth0: 'sapi' },
  second_factor_added_by_operator: { sentence: 'second factor added by the operator', auth0: 'sapi' },
  second_factors_removed_by_operator: { sentence: 'second factors removed by the operator', auth0: 'sapi' },
  second_factor_renamed_by_operator: { sentence: 'second factor renamed by the operator', auth0: 'sapi' },
  recovery_codes_renewed_by_operator: { sentence: 'recovery codes made anew by the operator', auth0: 'sapi' },
  devices_forgotten_by_operator: { sentence: 'remembered devices forgotten by the operator', auth0: 'sapi' },
  locks_lifted_by_operator: { sentence: 'locks lifted by the operator', auth0: 'sapi' },
  password_ticket_made: { sentence: 'link for a new password made by the operator', auth0: 'sapi' },
  verification_ticket_made: { sentence: 'link to verify an address made by the operator', auth0: 'sapi' },
  data_exported: { sentence: 'data of a user exported by the operator', auth0: 'sapi' },
  backchannel_logout_sent: {
    sentence: 'application told of a logout',
    auth0: 'oidc_backchannel_logout_succeeded',
  },
  backchannel_logout_refused: {
    sentence: 'application could not be told of a logout',
    auth0: 'oidc_backchannel_logout_failed',
    isRefusal: true,
  },
  signed_up: { sentence: 'signed up', auth0: 'ss' },
  email_verified: { sentence: 'address verified', auth0: 'sv' },
  account_reclaimed: { sentence: 'account taken back by the owner of its mailbox', none: OWN },
  email_change_asked: { sentence: 'asked for another address', none: OWN },
  email_changed: { sentence: 'address changed', auth0: 'sce' },
  password_reset_asked: { sentence: 'asked for a link to reset the password', auth0: 'scpr' },
  password_reset: { sentence: 'password reset by a link', auth0: 'scp' },
  password_changed: { sentence: 'password changed', auth0: 'scp' },
  password_change_failed: { sentence: 'change of the password refused', auth0: 'fcp', isRefusal: true },
  second_factor_added: { sentence: 'second factor added', auth0: 'gd_enrollment_complete' },
  second_factor_removed: { sentence: 'second factor removed', auth0: 'gd_unenroll' },
  second_factor_renamed: { sentence: 'second factor renamed', auth0: 'gd_update_device_account' },
  recovery_codes_renewed: { sentence: 'recovery codes made anew', none: OWN },
  recovery_codes_kept: { sentence: 'recovery codes kept', none: OWN },
  devices_forgotten: { sentence: 'remembered devices forgotten', none: OWN },
  profile_changed: { sentence: 'profile changed', none: OWN },
  data_downloaded: { sentence: 'own data downloaded', none: OWN },
  account_deletion_asked: { sentence: 'asked to be deleted', none: OWN },
  account_kept: { sentence: 'deletion taken back', none: OWN },
  account_deleted: { sentence: 'account deleted', auth0: 'sdu' },
  job_begun: { sentence: 'import or export of users, or a verification mail, begun', auth0: 'sapi' },
  configuration_changed: { sentence: 'configuration changed', auth0: 'sapi' },
  management_refused: { sentence: 'request to the Management API refused', auth0: 'fapi', isRefusal: true },
  my_account_used: {
    sentence: 'changed an account by the My Account API',
    none: 'Auth0 has the change alone',
  },
  my_account_refused: { sentence: 'request to the My Account API refused', none: OWN, isRefusal: true },
  client_registered: { sentence: 'client registered itself', auth0: 'sapi' },
  client_updated: { sentence: 'client changed its registration', auth0: 'sapi' },
  client_removed: { sentence: 'client removed its registration', auth0: 'sapi' },
  registration_refused: { sentence: 'registration refused', auth0: 'fapi', isRefusal: true },
  initial_access_token_made: { sentence: 'token for registrations made', none: BY_OPERATOR },
  initial_access_token_removed: { sentence: 'token for registrations taken back', none: BY_OPERATOR },
  signing_key_rotated: { sentence: 'signing key rotated', none: BY_OPERATOR },
  signing_key_revoked: { sentence: 'signing key revoked', none: BY_OPERATOR },
  mail_sent: { sentence: 'mail sent', none: OWN },
  mail_refused: { sentence: 'mail refused for good', auth0: 'fn', isRefusal: true },
} as const satisfies Readonly<Record<string, Row>>;

export type EventType = keyof typeof EVENT_TYPES;

const ROWS: ReadonlyMap<string, Row> = new Map(Object.entries(EVENT_TYPES));

/** What tells events of one type apart. */
export type EventVariant = {
  readonly type: string;
  readonly reason?: string | undefined;
  /** The grant_type of a token request; `silent` of a request that asks nobody. */
  readonly variant?: string | undefined;
};

/** What Auth0 calls an event; undefined: nothing, or it is of a newer version. */
export function auth0TypeOf({ type, reason, variant }: EventVariant): string | undefined {
  const row = ROWS.get(type);
  const known = [reason, variant].map((name) => name && own(row?.by, name)).find(Boolean);
  return known || row?.auth0;
}

function own(by: Row['by'] = {}, name: string): string | undefined {
  return Object.hasOwn(by, name) ? by[name] : undefined;
}

/** What happened, in words; the type itself where it is of a newer version. */
export function eventSentence(type: string): string {
  return ROWS.get(type)?.sentence ?? type;
}

/** Whether somebody was refused something. */
export function isRefusal(type: string): boolean {
  return ROWS.get(type)?.isRefusal === true;
}

/** One name that a search has: what rows it finds by their type and Auth0's. */
export type TypeFilter = { readonly type: string; readonly auth0_type: string | undefined };

/** The rows that are called so, by us or by Auth0; none: there is no such name. Rows from before there was Auth0's have none. */
export function typesNamed(name: string): readonly TypeFilter[] {
  const ours = ROWS.get(name);
  if (ours)
    return [...new Set([undefined, ...auth0Names(ours)])].map((auth0_type) => ({ type: name, auth0_type }));
  return [...ROWS].flatMap(([type, row]) =>
    auth0Names(row).includes(name)
      ? [{ type, auth0_type: name }, ...(row.auth0 === name ? [{ type, auth0_type: undefined }] : [])]
      : [],
  );
}

function auth0Names({ auth0, by = {} }: Row): readonly string[] {
  return [...(auth0 === undefined ? [] : [auth0]), ...Object.values(by)];
}

/** Every name that events are searched by. */
export const EVENT_NAMES: readonly string[] = [
  ...new Set([...ROWS.keys(), ...[...ROWS.values()].flatMap(auth0Names)]),
];
