/**
 * Who somebody is who has shown that a mailbox is theirs: the owner of its account, or, where the tenant lets people make
 * accounts, somebody new.
 */
import type { Exchange } from '../deps.ts';
import type { EndUser } from '../protocol/end-user.ts';
import { newEndUser } from '../protocol/sign-up.ts';
import { isWelcome } from './mailed-way.ts';
import { newSub } from './new-account.ts';

/** The End-User of a proved address; undefined: nobody who may come in. */
export async function userOfProvedAddress(email: string, exchange: Exchange): Promise<EndUser | undefined> {
  const found = await exchange.records.users.findByEmail(email);
  const owner =
    found?.user ?? ((await makeUser(email, exchange)) ? await ownerOf(email, exchange) : undefined);
  if (!owner || owner.blocked) return undefined;
  return owner.claims.email_verified === true ? owner : verify(owner, email, exchange);
}

/** Whoever made the account before anybody had shown the mailbox may have been somebody else, who waits for its owner. */
async function verify(owner: EndUser, email: string, exchange: Exchange): Promise<EndUser | undefined> {
  const { records, request_id, address } = exchange;
  const { sub } = owner;
  const isReclaimed = await records.users.reclaim(sub, email);
  await records.users.verifyEmail(sub, email);
  const type = isReclaimed ? 'account_reclaimed' : 'email_verified';
  await records.audit.record({ type, request_id, ip: address, sub });
  return records.users.find(sub);
}

/** Makes an account without a password; of several at once one is made, and all of them are of the same person. */
async function makeUser(email: string, exchange: Exchange): Promise<boolean> {
  if (!isWelcome(undefined, exchange)) return false;
  const { records, deps, request_id, address } = exchange;
  const now = deps.now();
  const sub = newSub(exchange);
  const user = newEndUser({ email, profile: {} }, { sub, email_verified: true, now });
  const created = await records.users.create({
    user,
    password_hash: undefined,
    user_metadata: {},
    created_at: now,
  });
  if (created) await records.audit.record({ type: 'signed_up', request_id, ip: address, sub });
  return true;
}

async function ownerOf(email: string, { records }: Exchange): Promise<EndUser | undefined> {
  return (await records.users.findByEmail(email))?.user;
}
