/**
 * The way in by a code in a mail. It is typed in the browser that asked for it (/passwordless).
 */
import { parameter } from '../protocol/parameters.ts';
import { mailedWay, type SendMail } from './mailed-way.ts';
import { sendSignInCode } from './sign-in-code.ts';

/** Sends a code for an interaction. */
export const sendCode: SendMail = (email, { interaction, parameters }, exchange) =>
  sendSignInCode({ email, asked_in: interaction.id }, parameter(parameters, 'ui_locales'), exchange);

export const EMAIL_CODE = mailedWay('email_code', sendCode);
