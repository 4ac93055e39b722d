/**
 * Where the links of mails lead, by what they are good for (OWASP ASVS 6.4.3).
 */
export const LINK_PATHS = {
  verify_email: '/verify-email',
  reset_password: '/reset-password/choose',
  change_email: '/account/confirm-email',
  login_link: '/passwordless/link',
} as const;
