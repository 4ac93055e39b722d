/**
 * How well an End-User was authenticated (OIDC Core §2, `acr`).
 */
import type { Session } from '../end-user/end-user.ts';

/** The name by which Auth0's applications ask for more than one factor (PAPE 1.0 §4). */
export const MULTI_FACTOR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

/**
 * A row a context, weakest first, with what the methods of a login (RFC 8176) must be to reach it. `1` is the level of
 * assurance of ISO/IEC 29115, which OIDC Core §2 refers to: any login is good enough.
 */
const CONTEXTS: readonly (readonly [acr: string, isReached: (amr: readonly string[]) => boolean])[] = [
  ['1', (amr) => amr.length > 0],
  [MULTI_FACTOR, (amr) => amr.includes('mfa')],
];

/** Every context there is. */
export const ACR_VALUES: readonly string[] = CONTEXTS.map(([acr]) => acr);

/** The contexts that a session has reached. */
export function reachedAcrs({ amr }: Pick<Session, 'amr'>): readonly string[] {
  return CONTEXTS.filter(([, isReached]) => isReached(amr)).map(([acr]) => acr);
}
