/**
 * What End-Users say about themselves, changed over the desk.
 */
import type { Exchange } from '../deps.ts';
import { PROFILE_CLAIMS, type ProfileClaim } from '../protocol/end-user/profile.ts';
import type { Self } from './in-session.ts';

/** Asks the desk for what was changed, and for nothing else. The claims that cannot be so. */
export async function saveProfile(
  {
    session: {
      user: { sub },
    },
  }: Self,
  changes: Readonly<Partial<Record<ProfileClaim, string | null>>>,
  { deps, tenant: { tenant_id }, request_id, address }: Exchange,
): Promise<readonly ProfileClaim[]> {
  if (Object.keys(changes).length === 0) return [];
  const saved = await deps.desk.carryOut(
    [{ kind: 'user', place: { tenant_id }, verb: 'change', meant: 'patch', said: { ...changes, sub } }],
    { who: 'self', request_id, address, makesSecrets: false },
  );
  // Who is gone meanwhile hears it from the page that comes next.
  if (saved.ok || saved.error.some(({ code }) => code === 'not_found')) return [];
  const failures = PROFILE_CLAIMS.filter((name) => saved.error.some(({ path }) => path[0] === name));
  if (failures.length === 0)
    throw new Error(`The profile of ${sub} cannot be saved: ${saved.error[0]?.code}.`);
  return failures;
}
