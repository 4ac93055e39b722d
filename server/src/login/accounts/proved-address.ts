/**
 * Who somebody is who has shown that a mailbox is theirs: the owner of its account, or, where the tenant lets people make
 * accounts, somebody new.
 */
import type { Exchange } from '../../deps.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { newEndUser } from '../../protocol/end-user/sign-up.ts';
import { isWelcome } from '../ways/mailed-way.ts';
import { newSub } from './new-account.ts';

/** Who has an address, read before it is proved; undefined: nobody yet. */
export async function ownerOf(email: string, { records }: Exchange): Promise<EndUser | undefined> {
  return (await records.users.findByEmail(email))?.user;
}

/** The End-User of a proved address; undefined: nobody who may come in. */
export async function userOfProvedAddress(
  email: string,
  owner: EndUser | undefined,
  exchange: Exchange,
): Promise<EndUser | undefined> {
  const user = owner ?? (await makeUser(email, exchange));
  if (!user || user.blocked) return undefined;
  return user.claims.email_verified === true ? user : verify(user, email, exchange);
}

/** Whoever made the account before anybody had shown the mailbox may have been somebody else, who waits for its owner. */
async function verify(owner: EndUser, email: string, exchange: Exchange): Promise<EndUser | undefined> {
  const { records, request_id, address } = exchange;
  const { sub, claims } = owner;
  const proved = await records.users.proveMailbox(sub, email);
  if (proved === 'moved') return undefined;
  const type = proved === 'reclaimed' ? 'account_reclaimed' : 'email_verified';
  await records.audit.record({ type, request_id, ip: address, sub });
  return proved === 'verified'
    ? { ...owner, claims: { ...claims, email_verified: true } }
    : records.users.find(sub);
}

/** Makes an account without a password; of several at once one is made, and all of them are of the same person. */
async function makeUser(email: string, exchange: Exchange): Promise<EndUser | undefined> {
  if (!isWelcome(undefined, exchange)) return undefined;
  const { records, deps, request_id, address } = exchange;
  const now = deps.now();
  const sub = newSub(exchange);
  const made = await records.users.create({
    user: newEndUser({ email, profile: {} }, { sub, email_verified: true, now }),
    password_hash: undefined,
    user_metadata: {},
    created_at: now,
  });
  if (!made) return ownerOf(email, exchange);
  await records.audit.record({ type: 'signed_up', request_id, ip: address, sub });
  return made;
}
