/**
 * The way in by a link in a mail. It is opened in the browser that asked for it (/passwordless/link).
 */
import type { Exchange } from '../../deps.ts';
import { parameter } from '../../protocol/parameters.ts';
import { reserveMail } from '../account-budgets.ts';
import { SIGN_IN } from '../mailed-link.ts';
import { sendLink } from '../send-link.ts';
import { isWelcome, mailedWay, type SendMail } from './mailed-way.ts';

type AskedLink = {
  readonly email: string;
  /** The request to go on with, and whose it is: a browser's, or an application's that asked from its own form. */
  readonly data: { readonly parameters: string } & (
    | { readonly browser: string }
    | { readonly application: string }
  );
  readonly ui_locales: string | undefined;
};

/** Sends a link; the one before it ends. False: the address has had enough mails. */
export async function sendSignInLink({ email, ...asked }: AskedLink, exchange: Exchange): Promise<boolean> {
  const owner = (await exchange.records.users.findByEmail(email))?.user;
  if (!(await reserveMail({ email, owner }, exchange))) return false;
  const isLive = isWelcome(owner, exchange);
  const to = owner?.claims.email ?? email;
  const link = {
    ...asked,
    mail: 'login_link',
    email,
    to,
    user: owner,
    isLive,
    isMailed: isLive,
  } as const;
  await sendLink(SIGN_IN, link, exchange);
  return true;
}

/** Sends a link that goes on with an interaction's request, in its browser. */
export const sendLinkFor: SendMail = (email, { interaction, parameters }, exchange) => {
  const data = { browser: interaction.browser, parameters: interaction.parameters };
  return sendSignInLink({ email, data, ui_locales: parameter(parameters, 'ui_locales') }, exchange);
};

export const EMAIL_LINK = mailedWay('email_link', sendLinkFor);
