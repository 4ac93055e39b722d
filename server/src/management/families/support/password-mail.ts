/**
 * A mail by which a person chooses a new password, as the login page sends it: whoever asks for it here never sees its link.
 */
import { reserveMail } from '../../../login/account-budgets.ts';
import { RESET_PASSWORD } from '../../../login/mailed-link.ts';
import { mayResetPassword } from '../../../login/passwords/password-reset.ts';
import { sendLink } from '../../../login/send-link.ts';
import { canonicalEmail } from '../../../protocol/end-user/end-user.ts';
import { err, ok } from '../../../protocol/result.ts';
import { required } from '../../../resources/field.ts';
import { identifier } from '../../../resources/shape.ts';
import { actorOf, type Operation, operation } from '../../operation.ts';
import { problem } from '../../problem.ts';
import { findUser } from './support-asked.ts';

const NO_PASSWORDS = problem(
  400,
  'no_passwords',
  'There are no passwords here: login_methods has no password',
);

const NO_ADDRESS = problem(409, 'no_address', 'The user has no e-mail address');

const BLOCKED = problem(409, 'user_blocked', 'The user is blocked');

const TOO_MANY = problem(
  429,
  'too_many_mails',
  'The address was sent so many mails that it gets no more for now',
);

export const PASSWORD_MAIL_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'password_change_email_create', method: 'POST', path: '/tickets/password-change-email' },
    sentence:
      'Sends a person a mail by which they choose a password. Auth0 has no such operation: there it is asked for at `/dbconnections/change_password`.',
    scopes: ['create:user_tickets'],
    body: { user_id: required(identifier(255), { sentence: 'To whom.' }) },
    answers: { 202: undefined },
    async handle({ exchange, access, body }) {
      if (!mayResetPassword(exchange)) return err(NO_PASSWORDS);
      const found = await findUser(body.user_id, exchange);
      if (!found.ok) return found;
      const user = found.value;
      const to = user.claims.email;
      if (to === undefined) return err(NO_ADDRESS);
      if (user.blocked) return err(BLOCKED);
      const email = canonicalEmail(to);
      if (!(await reserveMail({ email, owner: user }, exchange))) return err(TOO_MANY);
      const link = { mail: 'reset_password', to, email, user, data: {}, ui_locales: undefined } as const;
      await sendLink(RESET_PASSWORD, { ...link, isLive: true, isMailed: true }, exchange);
      const { records, request_id, address } = exchange;
      const by = { request_id, ip: address, sub: user.sub, actor: actorOf(access) };
      await records.audit.record({ type: 'password_ticket_made', ...by, detail: 'mailed' });
      return ok({ status: 202 });
    },
  }),
];
