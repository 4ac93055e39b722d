/**
 * Authenticator apps on the pages of second factors.
 */
import { beginTotp, confirmTotp, resumeTotp, verifyTotp } from '../../factors/totp.ts';
import { codeForm } from '../../pages/login/second-factor.ts';
import { totpEnrolment } from '../../pages/login/second-factor-enrolment.ts';
import { parameter } from '../../protocol/parameters.ts';
import type { FactorMethod } from './factor-method.ts';

export const TOTP: FactorMethod = {
  kind: 'otp',
  async challenge(shown) {
    const submit = shown.frame.look.text.secondFactor.submit;
    return { markup: codeForm({ ...shown, action: 'verify', submit }) };
  },
  verify: ({ form }, user, exchange) => verifyTotp(parameter(form, 'code'), user, exchange),
  async enrolment(shown, exchange) {
    const { sent, user } = shown;
    const sealed = sent && parameter(sent.form, 'pending');
    const pending = (await resumeTotp(sealed, user, exchange)) ?? beginTotp(user, exchange);
    return { markup: totpEnrolment({ ...shown, pending }) };
  },
  confirm: ({ form }, user, exchange) =>
    confirmTotp({ sealed: parameter(form, 'pending'), code: parameter(form, 'code') }, user, exchange),
};
