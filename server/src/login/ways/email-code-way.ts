/**
 * The way in by a code in a mail. It is typed in the browser that asked for it (/passwordless).
 */
import { parameter } from '../../protocol/parameters.ts';
import { mailedWay } from './mailed-way.ts';
import { sendSignInCode } from './sign-in-code.ts';

export const EMAIL_CODE = mailedWay('email_code', (email, { interaction, parameters }, exchange) =>
  sendSignInCode({ email, asked_in: interaction.id }, parameter(parameters, 'ui_locales'), exchange),
);
