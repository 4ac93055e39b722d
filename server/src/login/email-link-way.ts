/**
 * The way in by a link in a mail. It is opened in the browser that asked for it (/passwordless/link).
 */
import { parameter } from '../protocol/parameters.ts';
import { reserveMail } from './account-budgets.ts';
import { SIGN_IN } from './mailed-link.ts';
import { countedAs, isWelcome, mailedWay, type SendMail } from './mailed-way.ts';
import { sendLink } from './send-link.ts';

/** Sends a link that goes on with an interaction's request, in its browser. */
export const sendSignInLink: SendMail = async (email, { interaction, parameters }, exchange) => {
  if (!(await reserveMail(await countedAs(email, exchange), exchange))) return false;
  const owner = (await exchange.records.users.findByEmail(email))?.user;
  const isLive = isWelcome(owner, exchange);
  const { browser, parameters: request } = interaction;
  await sendLink(
    SIGN_IN,
    {
      mail: 'login_link',
      email,
      to: owner?.claims.email ?? email,
      sub: owner?.sub,
      data: { browser, parameters: request },
      isLive,
      isMailed: isLive,
      ui_locales: parameter(parameters, 'ui_locales'),
    },
    exchange,
  );
  return true;
};

export const EMAIL_LINK = mailedWay('email_link', sendSignInLink);
