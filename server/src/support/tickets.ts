/**
 * Links that support hands to somebody, by whichever way reaches them: one that lets them choose a password, one that confirms their
 * address. They are the links of mails, without a mail: used once, for a while, and a newer one takes the place of an older.
 */
import { sha256 } from '../protocol/digest.ts';
import { accountName, canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import { LINK_PATHS } from '../protocol/end-user/link-paths.ts';
import { eventOf, type SupportCase } from './support-case.ts';

/** What Auth0 gives where nobody says how long: five days. */
export const TICKET_SECONDS = 432_000;

export type Ticket = {
  readonly purpose: keyof typeof TICKETS;
  readonly user: EndUser;
  readonly lifetime_seconds: number;
  /** Where it leads when it was used; judged by the caller. */
  readonly result_url?: string | undefined;
  /** Whether whoever uses it has shown the mailbox: whoever hands it over says so. */
  readonly proves_mailbox: boolean;
};

const TICKETS = {
  reset_password: 'password_ticket_made',
  verify_email: 'verification_ticket_made',
} as const;

type Means = {
  readonly issuer: string;
  readonly random: (bytes: number) => string;
  readonly now: number;
};

/** The link; undefined: there is nothing that it would be for, the user is blocked, or gone. */
export async function makeTicket(
  ticket: Ticket,
  { issuer, random, now }: Means,
  at: SupportCase,
): Promise<string | undefined> {
  const { purpose, user, lifetime_seconds, result_url, proves_mailbox } = ticket;
  const { email } = user.claims;
  // By a user name somebody chooses a password as well; to confirm there is an address.
  const name = purpose === 'reset_password' ? accountName(user) : email && canonicalEmail(email);
  if (name === undefined) return undefined;
  const token = random(32);
  const issued = await at.records.support.issueTicket(
    {
      ...{ purpose, sub: user.sub, epoch: user.epoch, email: name },
      ...{ token_hash: sha256(token), expires_at: now + lifetime_seconds },
      data: {
        proves_mailbox: proves_mailbox && email !== undefined,
        ...(result_url === undefined ? {} : { result_url }),
      },
    },
    eventOf(at, TICKETS[purpose], { sub: user.sub, detail: `for ${lifetime_seconds} seconds` }),
  );
  return issued ? `${issuer}${LINK_PATHS[purpose].slice(1)}?token=${token}` : undefined;
}
