/**
 * A sign-up: which of the fields that somebody sends count (Auth0's `POST /dbconnections/signup`). Everything else, such
 * as `email_verified` or `app_metadata`, is not read, so it cannot make an account more than a new one.
 */

import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { isText } from '../octets.ts';
import { err, ok, type Result } from '../result.ts';
import { parseEmailAddress } from './email-address.ts';
import type { EndUser } from './end-user.ts';

/** What somebody tells of themselves while signing up. */
type Profile = Pick<StandardClaims, 'given_name' | 'family_name' | 'name' | 'nickname' | 'picture'>;

type ProfileField = keyof Profile;

/** What the application keeps beside the profile: text by name. */
type UserMetadata = Readonly<Record<string, string>>;

export type SignUp = {
  /** As parseEmailAddress() spells it. */
  readonly email: string;
  readonly password: string;
  readonly profile: Profile;
  readonly user_metadata: UserMetadata;
};

/** Limits that Auth0 documents. */
const PROFILE_FIELDS: ReadonlyMap<ProfileField, number> = new Map([
  ['given_name', 150],
  ['family_name', 150],
  ['name', 300],
  ['nickname', 300],
  ['picture', 2_048],
]);

const MAX_METADATA = 10;
const MAX_METADATA_NAME = 100;
const MAX_METADATA_VALUE = 500;

type Fields = { readonly [name: string]: unknown };

/** Reads the fields of a sign-up; the other side says what is wrong with them, in words for a developer. */
export function readSignUp(fields: Fields): Result<SignUp, string> {
  const { email, password, username } = fields;
  if (typeof email !== 'string') return err('email must be text');
  const address = parseEmailAddress(email);
  if (address === undefined) return err('email must be one e-mail address');
  if (typeof password !== 'string' || password === '') return err('password must be text');
  // PR-19: a name to sign in with that is not an address could be somebody else's address.
  if (username !== undefined && username !== null)
    return err('there are no usernames: email is the name to sign in with');
  const profile = readProfile(fields);
  if (!profile.ok) return profile;
  const user_metadata = readMetadata(fields['user_metadata']);
  if (!user_metadata.ok) return user_metadata;
  return ok({ email: address, password, profile: profile.value, user_metadata: user_metadata.value });
}

function readProfile(fields: Fields): Result<Profile, string> {
  const entries: [string, string][] = [];
  for (const [name, longest] of PROFILE_FIELDS) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || !isPlainText(value)) return err(`${name} must be text`);
    if (value.length > longest) return err(`${name} is longer than ${longest} characters`);
    entries.push([name, value]);
  }
  const profile: Profile = Object.fromEntries(entries);
  if (profile.picture !== undefined && !profile.picture.startsWith('https://'))
    return err('picture must be an address that begins with https://');
  return ok(profile);
}

/** A line end in a name could begin a header of a mail (PR-09), and a lone surrogate cannot be stored. */
function isPlainText(text: string): boolean {
  return isText(text) && !/\p{Cc}/u.test(text);
}

function readMetadata(value: unknown): Result<UserMetadata, string> {
  if (value === undefined || value === null) return ok({});
  if (typeof value !== 'object' || Array.isArray(value)) return err('user_metadata must be an object');
  const entries = Object.entries(value);
  if (entries.length > MAX_METADATA) return err(`user_metadata has more than ${MAX_METADATA} members`);
  for (const [name, member] of entries) {
    if (typeof member !== 'string' || !isText(name + member)) return err('user_metadata must hold text only');
    if (name.length > MAX_METADATA_NAME || member.length > MAX_METADATA_VALUE)
      return err('user_metadata has a name or a value that is too long');
  }
  return ok(Object.fromEntries(entries));
}

/** The End-User that a sign-up makes. What nobody said is not made up here: claims.ts fills it in where the policy says so. */
export function newEndUser(
  { email, profile }: Pick<SignUp, 'email' | 'profile'>,
  facts: { readonly sub: string; readonly email_verified: boolean; readonly now: number },
): Pick<EndUser, 'sub' | 'blocked' | 'claims'> {
  const { sub, email_verified, now } = facts;
  const claims = { ...profile, email, email_verified, updated_at: now };
  return { sub, blocked: false, claims };
}

/** A sign-up that waits in a token until its address is verified. */
export type PendingSignUp = Omit<SignUp, 'password' | 'email'> & {
  readonly sub: string;
  readonly password_hash: string;
};

/** Reads what was stored; undefined when it is none. */
export function readPendingSignUp(value: unknown): PendingSignUp | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { sub, password_hash, profile, user_metadata }: Fields = { ...value };
  if (typeof sub !== 'string' || typeof password_hash !== 'string') return undefined;
  const known = readProfile(typeof profile === 'object' ? { ...profile } : {});
  const metadata = readMetadata(user_metadata);
  if (!known.ok || !metadata.ok) return undefined;
  return { sub, password_hash, profile: known.value, user_metadata: metadata.value };
}
