/**
 * The people of a tenant: who there is, what they sign in by, and where they are signed in.
 */
import type { Database } from '../database.ts';
import { type Authenticators, openAuthenticators } from '../factors/authenticators.ts';
import { type FailedSignIns, openFailedSignIns } from '../login/failed-sign-ins.ts';
import { openSignIns, type SignIns } from '../login/sign-ins.ts';
import type { IdleEnds } from '../sessions/idle-ends.ts';
import { openSessions, type Sessions } from '../sessions/sessions.ts';
import { openUserSessions, type UserSessions } from '../sessions/user-sessions.ts';
import { type AccountDeletions, openAccountDeletions } from './account-deletions.ts';
import { openPasswordChanges, type PasswordChanges } from './password-changes.ts';
import { openProfiles, type Profiles } from './profiles.ts';
import type { UserSearch } from './user-search.ts';
import { openUsers, type Users } from './users.ts';

export type People = {
  readonly users: Users & Profiles & PasswordChanges & AccountDeletions;
  readonly userSearch: UserSearch;
  readonly sessions: Sessions & UserSessions;
  readonly authenticators: Authenticators;
  readonly signIns: SignIns;
  readonly failedSignIns: FailedSignIns;
};

type Parts = {
  readonly now: () => number;
  readonly idleEnds: IdleEnds;
  readonly userSearch: (tenant_id: string) => UserSearch;
};

/** Those of each tenant. */
export function openPeople(
  database: Database,
  { now, idleEnds, userSearch }: Parts,
): (tenant_id: string) => People {
  const users = openUsers(database, now);
  const profiles = openProfiles(database, now);
  const passwordChanges = openPasswordChanges(database, now);
  const accountDeletions = openAccountDeletions(database, now);
  const sessions = openSessions(database, now, idleEnds);
  const userSessions = openUserSessions(database, now, idleEnds);
  const authenticators = openAuthenticators(database, now);
  const signIns = openSignIns(database, now);
  const failedSignIns = openFailedSignIns(database, now);
  return (tenant_id) => ({
    users: {
      ...{ ...users(tenant_id), ...profiles(tenant_id) },
      ...{ ...passwordChanges(tenant_id), ...accountDeletions(tenant_id) },
    },
    userSearch: userSearch(tenant_id),
    sessions: { ...sessions(tenant_id), ...userSessions(tenant_id) },
    authenticators: authenticators(tenant_id),
    signIns: signIns(tenant_id),
    failedSignIns: failedSignIns(tenant_id),
  });
}
