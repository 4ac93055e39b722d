/**
 * What is kept about an End-User (OIDC Core §17.1), by the names under which they are given a copy of it (GDPR Art. 15 and 20),
 * and why somebody was not signed in to their account, as they are told.
 */

/** A part of the copy, in its order. */
export const OWN_DATA_PARTS = [
  'profile',
  'passwords',
  'factors',
  'recovery_codes',
  'remembered_devices',
  'sessions',
  'session_applications',
  'sign_ins',
  'failed_sign_ins',
  'roles',
  'permissions',
  'consents',
  'grants',
  'access_tokens',
  'links_by_mail',
  'codes_by_mail',
  'events',
] as const;

export type OwnDataPart = (typeof OWN_DATA_PARTS)[number];

/** Why an attempt to sign in failed. `blocked`: all of it was right, and the account is. */
export type FailedSignInReason =
  | 'wrong_password'
  | 'wrong_code'
  | 'wrong_second_factor'
  | 'wrong_passkey'
  | 'blocked';
