/**
 * Links that somebody else hands to a person: to choose a password, to confirm their address.
 */
import { accountName, canonicalEmail, type EndUser } from '../../../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { optional, required, withDefault } from '../../../resources/field.ts';
import { boolean, identifier, text, uri, whole } from '../../../resources/shape.ts';
import { makeTicket, TICKET_SECONDS, type Ticket } from '../../../support/tickets.ts';
import { type Asked, type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { mayLeadTo } from './result-url.ts';
import { type Answered, caseOf, findUser, IDENTITY, objectOf, TEXT } from './support-asked.ts';

const MOST_SECONDS = 2_592_000;

const TICKET = {
  result_url: optional(uri, {
    sentence:
      'Where the page leads when all is done: an address at an origin that an application of the tenant has.',
  }),
  client_id: optional(identifier(255), { sentence: 'The application whose origins are meant.' }),
  ttl_sec: withDefault(whole(0, MOST_SECONDS), TICKET_SECONDS, {
    sentence: 'Seconds for which it can be used; 0: five days.',
  }),
  includeEmailInRedirect: withDefault(boolean, false, {
    sentence: 'Whether the address is told to `result_url`, as `email`.',
  }),
} as const;

const ANSWER = objectOf({ ticket: TEXT });

export const TICKET_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'password_change_ticket_create', method: 'POST', path: '/tickets/password-change' },
    sentence: 'Makes a link by which a person chooses a password. It takes the place of an older one.',
    scopes: ['create:user_tickets'],
    body: {
      user_id: optional(identifier(255), { sentence: 'For whom.' }),
      ...IDENTITY,
      email: optional(text(320), { sentence: 'Or: the address of whom. Needs `connection_id`.' }),
      connection_id: optional(text(255), { sentence: 'The connection of the address.' }),
      mark_email_as_verified: withDefault(boolean, false, {
        sentence:
          'Whether to use it confirms the address: whoever hands it over knows that it reaches its owner.',
      }),
      ...TICKET,
    },
    answers: { 201: ANSWER },
    async handle(asked) {
      if (!asked.exchange.tenant.settings.login_methods.includes('password'))
        return err(
          problem(400, 'no_passwords', 'There are no passwords here: login_methods has no password'),
        );
      const user = await whom(asked.body, asked);
      if (!user.ok) return user;
      const proves_mailbox = asked.body.mark_email_as_verified;
      return answerTicket({ purpose: 'reset_password', user: user.value, proves_mailbox }, asked);
    },
  }),
  operation({
    ...{ id: 'email_verification_ticket_create', method: 'POST', path: '/tickets/email-verification' },
    sentence: 'Makes a link by which a person confirms their address. It takes the place of an older one.',
    scopes: ['create:user_tickets'],
    body: { user_id: required(identifier(255), { sentence: 'For whom.' }), ...IDENTITY, ...TICKET },
    answers: { 201: ANSWER },
    async handle(asked) {
      const user = await findUser(asked.body.user_id, asked.exchange);
      if (!user.ok) return user;
      return answerTicket({ purpose: 'verify_email', user: user.value, proves_mailbox: true }, asked);
    },
  }),
];

type Whom = {
  readonly user_id?: string;
  readonly email?: string;
  readonly connection_id?: string;
};

async function whom(
  { user_id, email, connection_id }: Whom,
  { exchange }: Asked<object, object>,
): Promise<Result<EndUser, Problem>> {
  if ((user_id === undefined) === (email === undefined)) return wrong([], 'say either user_id or email');
  if (user_id !== undefined) return findUser(user_id, exchange);
  if (connection_id === undefined) return wrong(['connection_id'], 'is needed beside email');
  const found = await exchange.records.users.findByEmail(canonicalEmail(email ?? ''));
  return found ? ok(found.user) : err(inexistent('user'));
}

function wrong(path: readonly string[], message: string) {
  return err(invalid('body', [{ code: 'wrong_ticket', path, message }]));
}

type Said = {
  readonly result_url?: string;
  readonly client_id?: string;
  readonly ttl_sec: number;
  readonly includeEmailInRedirect: boolean;
};

async function answerTicket(
  of: Pick<Ticket, 'purpose' | 'user' | 'proves_mailbox'>,
  asked: Asked<object, Said>,
): Answered {
  const { exchange, body } = asked;
  const { deps, issuer } = exchange;
  const { result_url: said, client_id, ttl_sec, includeEmailInRedirect } = body;
  const allowed = await mayLeadTo(said, client_id, exchange);
  if (!allowed.ok) return wrong([allowed.error.field], allowed.error.message);
  const { email } = of.user.claims;
  if (of.purpose === 'verify_email' && email === undefined)
    return wrong(['user_id'], 'must have an e-mail address');
  if (accountName(of.user) === undefined)
    return wrong(['user_id'], 'must have an e-mail address or a username');
  const isTold = includeEmailInRedirect && email !== undefined;
  const result_url = said !== undefined && isTold ? withEmail(said, email) : said;
  const lifetime_seconds = ttl_sec === 0 ? TICKET_SECONDS : ttl_sec;
  const means = { issuer, random: deps.random, now: deps.now() };
  const ticket = await makeTicket({ ...of, result_url, lifetime_seconds }, means, caseOf(asked));
  if (ticket === undefined) return err(problem(409, 'user_blocked', 'The user is blocked'));
  return ok({ status: 201, body: { ticket } });
}

function withEmail(address: string, email: string): string {
  const url = new URL(address);
  url.searchParams.set('email', email);
  return url.href;
}
