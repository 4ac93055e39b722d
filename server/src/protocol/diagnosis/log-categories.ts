/**
 * Auth0's categories of events, by which a log stream is narrowed.
 */

export const LOG_CATEGORIES = [
  ...(['auth.login.fail', 'auth.login.notification', 'auth.login.success'] as const),
  ...(['auth.logout.fail', 'auth.logout.success'] as const),
  ...(['auth.signup.fail', 'auth.signup.success'] as const),
  ...(['auth.silent_auth.fail', 'auth.silent_auth.success'] as const),
  ...(['auth.token_exchange.fail', 'auth.token_exchange.success'] as const),
  ...(['management.fail', 'management.success'] as const),
  ...(['scim.event', 'system.notification'] as const),
  ...(['user.fail', 'user.notification', 'user.success'] as const),
  ...(['actions', 'other'] as const),
] as const;

export type LogCategory = (typeof LOG_CATEGORIES)[number];

/** By Auth0's name of the event. */
const CATEGORIES: Readonly<Record<string, LogCategory>> = {
  s: 'auth.login.success',
  ...{ f: 'auth.login.fail', fp: 'auth.login.fail', fu: 'auth.login.fail', fcoa: 'auth.login.fail' },
  ...{ limit_wc: 'auth.login.fail', limit_mu: 'auth.login.fail' },
  ...{ gd_auth_failed: 'auth.login.fail', gd_recovery_failed: 'auth.login.fail' },
  gd_otp_rate_limit_exceed: 'auth.login.fail',
  slo: 'auth.logout.success',
  oidc_backchannel_logout_succeeded: 'auth.logout.success',
  oidc_backchannel_logout_failed: 'auth.logout.fail',
  ...{ ss: 'auth.signup.success', fs: 'auth.signup.fail' },
  ...{ ssa: 'auth.silent_auth.success', fsa: 'auth.silent_auth.fail' },
  ...{ seacft: 'auth.token_exchange.success', sertft: 'auth.token_exchange.success' },
  ...{ seccft: 'auth.token_exchange.success', sepft: 'auth.token_exchange.success' },
  ...{ feacft: 'auth.token_exchange.fail', fertft: 'auth.token_exchange.fail' },
  ...{ feccft: 'auth.token_exchange.fail', fepft: 'auth.token_exchange.fail' },
  ...{ ferrt: 'auth.token_exchange.fail', srrt: 'auth.token_exchange.success' },
  ...{ sapi: 'management.success', fapi: 'management.fail' },
  fn: 'system.notification',
  ...{ sv: 'user.success', fv: 'user.fail', sce: 'user.success', fce: 'user.fail' },
  ...{ scp: 'user.success', fcp: 'user.fail', scpr: 'user.notification', fcpr: 'user.fail' },
  ...{ sdu: 'user.success', gd_enrollment_complete: 'user.success' },
  ...{ gd_unenroll: 'user.success', gd_update_device_account: 'user.success' },
};

/** Where an event belongs. What Auth0 has no name for is `other`. */
export function logCategory(auth0_type: string | undefined): LogCategory {
  const known = auth0_type !== undefined && Object.hasOwn(CATEGORIES, auth0_type);
  return (known ? CATEGORIES[auth0_type] : undefined) ?? 'other';
}
