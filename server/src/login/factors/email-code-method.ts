/**
 * Codes by mail on the pages of second factors. A page never sends by being looked at: the button does.
 */
import { confirmEmail, sendEmailCode, verifyEmailCode } from '../../factors/email-code.ts';
import { codeForm, sendForm } from '../../pages/login/second-factor.ts';
import { parameter } from '../../protocol/parameters.ts';
import type { FactorMarkup, FactorMethod, FactorPage } from './factor-method.ts';

function ask(shown: FactorPage, action: 'verify' | 'confirm'): FactorMarkup {
  const { frame, user, failure } = shown;
  if (failure === undefined) return { markup: sendForm({ ...shown, address: user.claims.email ?? '' }) };
  const { submit } = frame.look.text.secondFactor;
  return { markup: codeForm({ ...shown, action, submit, resend: true }) };
}

export const EMAIL_CODE: FactorMethod = {
  kind: 'email',
  isFor: ({ claims }) => claims.email !== undefined,
  challenge: async (shown) => ask(shown, 'verify'),
  verify: ({ form, interaction }, user, exchange) =>
    verifyEmailCode(
      { purpose: 'second_factor', asked_in: interaction.id },
      { user, typed: parameter(form, 'code') },
      exchange,
    ),
  enrolment: async (shown) => ask(shown, 'confirm'),
  confirm: ({ form, interaction }, user, exchange) =>
    confirmEmail(interaction.id, { user, typed: parameter(form, 'code') }, exchange),
  send: (purpose, { interaction, user }, exchange) =>
    sendEmailCode({ purpose, asked_in: interaction.id }, user, exchange),
};
