/**
 * When one factor is not enough (OIDC Core §3.1.2.1 `acr_values`, RFC 8176 `mfa`). The rule is asked twice: when somebody
 * has shown one factor, and again before an answer leaves, so that no step can be left out on the way.
 */

import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { MULTI_FACTOR, reachedAcrs } from '../authorization/acr.ts';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import type { SecondFactorPolicy } from '../tenant/tenant.ts';
import type { Session } from './end-user.ts';

/** Authenticators an account can have. */
export const MAX_AUTHENTICATORS = 10;

/** What was shown so far: by a session, or by a login that has not become one. */
export type Shown = Pick<Session, 'user' | 'amr' | 'remembered_device'>;

type Asking = Pick<AuthorizationRequest, 'client' | 'acr_values'>;

const WANTED: Readonly<Record<SecondFactorPolicy, (user: Session['user']) => boolean>> = {
  never: () => false,
  when_enrolled: (user) => user.has_second_factor === true,
  always: () => true,
};

/** Whether a second factor must still be shown. A device that is remembered stands for it, unless the request asks by `acr_values`. */
export function lacksSecondFactor(request: Asking, shown: Shown, settings: TenantSettings): boolean {
  if (shown.amr.includes('mfa')) return false;
  if (asksForSecondFactor(request, shown)) return true;
  const policy = request.client.second_factor ?? settings.second_factor;
  return WANTED[policy](shown.user) && shown.remembered_device !== true;
}

/** The values are a list of wishes, best first: a second factor is wanted as the first wish, or where no other is reached. */
function asksForSecondFactor({ acr_values }: Asking, shown: Shown): boolean {
  if (acr_values[0] === MULTI_FACTOR) return true;
  const reached = reachedAcrs(shown);
  return acr_values.includes(MULTI_FACTOR) && !acr_values.some((acr) => reached.includes(acr));
}
