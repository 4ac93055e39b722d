/**
 * Which page of the preview of Branding shows the page that a state of the gallery is of, by the longest beginning of the state's name
 * that has a row; or why none does.
 */

type Shown = { readonly in: string } | { readonly why: string };

const DEVELOPER = { why: 'Whoever develops at the machine of the server sees it.' };
const GONE = { why: 'It is gone before it can be looked at.' };

const ROWS: Readonly<Record<string, Shown>> = {
  'account-add-app': { in: 'account-add-app' },
  'account-add-email': { in: 'account-add-email' },
  'account-add-key': { in: 'account-add-key' },
  'account-applications': { in: 'account-applications' },
  'account-confirm-email': { in: 'account-confirm-email' },
  'account-data': { in: 'account-data' },
  'account-deleted': { in: 'account-deleted' },
  'account-email': { in: 'account-email' },
  'account-factors': { in: 'account-factors' },
  'account-password': { in: 'account-password' },
  'account-profile': { in: 'account-profile' },
  'account-recovery-codes': { in: 'account-recovery-codes' },
  'account-remove': { in: 'account-remove' },
  'account-sessions': { in: 'account-sessions' },
  'account-turned-back': { in: 'account-turned-back' },
  'choose-password': { in: 'reset-password' },
  'confirm-logout': { in: 'logout' },
  consent: { in: 'consent' },
  'dashboard-missing': { why: 'A server without a dashboard has nobody who looks at a preview.' },
  'email-verified': { in: 'email-verification-result' },
  error: { in: 'error' },
  'error-developer': DEVELOPER,
  'form-post': GONE,
  front: { in: 'front' },
  'front-no-client': DEVELOPER,
  'front-own-machine': DEVELOPER,
  'style-guide': { why: 'It is no page.' },
  'lead-on': GONE,
  'link-ended': { in: 'link-ended' },
  'logged-out': { in: 'logout-complete' },
  login: { in: 'login' },
  'login-identifier': { in: 'login-id' },
  'login-identifier-known': { in: 'login-password' },
  'login-identifier-wrong-password': { in: 'login-password' },
  'login-passkey-alone': { in: 'login-passkey' },
  'login-wrong-password': { in: 'login-failed' },
  'logout-telling': GONE,
  mail: { why: 'Mails have a preview of their own: POST /email-templates/{templateName}/preview.' },
  'mail-sent': { in: 'mail-sent' },
  mailbox: DEVELOPER,
  'mfa-app': { in: 'second-factor' },
  'mfa-email': { in: 'second-factor-email' },
  'mfa-enroll-app': { in: 'enrol-app' },
  'mfa-enroll-codes': { in: 'recovery-codes' },
  'mfa-enroll-email': { in: 'enrol-email' },
  'mfa-enroll-key': { in: 'enrol-key' },
  'mfa-key': { in: 'second-factor-key' },
  'mfa-recovery': { in: 'second-factor-recovery' },
  'password-changed': { in: 'reset-password-success' },
  'passwordless-code': { in: 'email-otp-challenge' },
  'passwordless-link-elsewhere': { in: 'email-link-elsewhere' },
  'passwordless-link-enough-mails': { in: 'email-link' },
  'passwordless-link-opened': { in: 'email-link-opened' },
  'passwordless-link-sent': { in: 'email-link' },
  'reset-password': { in: 'reset-password-request' },
  signup: { in: 'signup' },
  'signup-taken': { in: 'signup-failed' },
  'unknown-host': { why: 'No tenant is there, whose look it could have.' },
  'verify-email': { in: 'verify-email' },
  'webauthn-add': { in: 'enrol-key' },
  'webauthn-use': { in: 'second-factor-key' },
};

/** The row of a state, by its name among the rows; undefined: it has none. */
export function rowOf(state: string): string | undefined {
  const parts = state.split('-');
  return parts
    .map((_, place) => parts.slice(0, parts.length - place).join('-'))
    .find((name) => Object.hasOwn(ROWS, name));
}

/** All rows. */
export const PREVIEWED = ROWS;
