/**
 * How well an End-User was authenticated (OIDC Core §2, `acr`).
 */
import type { Session } from './end-user.ts';

/** A row a context, weakest first: what must be among the methods of a login to reach it (RFC 8176). */
const CONTEXTS: readonly (readonly [acr: string, amr: readonly string[]])[] = [['1', ['pwd']]];

/** Every context there is. The numbers are the levels of assurance of ISO/IEC 29115, which OIDC Core §2 refers to. */
export const ACR_VALUES: readonly string[] = CONTEXTS.map(([acr]) => acr);

/** The contexts that a session has reached. */
export function reachedAcrs({ amr }: Pick<Session, 'amr'>): readonly string[] {
  return CONTEXTS.filter(([, needed]) => needed.every((method) => amr.includes(method))).map(([acr]) => acr);
}
