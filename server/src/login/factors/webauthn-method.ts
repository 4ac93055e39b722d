/**
 * Passkeys and security keys on the pages of second factors.
 */
import type { Exchange } from '../../deps.ts';
import { addKeyMarkup, useKeyMarkup } from '../../pages/login/webauthn.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { type Parameters, parameter } from '../../protocol/parameters.ts';
import { ok } from '../../protocol/result.ts';
import { challengeOptions, verifyAssertion } from '../../webauthn/assertion.ts';
import { registrationOptions, verifyRegistration } from '../../webauthn/registration.ts';
import type { FactorMethod, FactorPage, FactorPlace } from './factor-method.ts';

export const WEBAUTHN: FactorMethod = {
  kind: 'webauthn',
  async challenge(shown, exchange) {
    const request = await challengeOptions(useOf(shown.page, shown.user), exchange);
    const form = formOf(shown, exchange);
    return { markup: useKeyMarkup({ ...form, request, action: 'verify' }), scriptNonce: form.nonce };
  },
  async verify(sent, user, exchange) {
    const verified = await verifyAssertion({ use: useOf(sent, user), ...answerIn(sent.form) }, exchange);
    return verified.ok ? ok(verified.value.amr) : verified;
  },
  async enrolment(shown, exchange) {
    const { user, page } = shown;
    const request = await registrationOptions({ user, browser: page.interaction.browser }, exchange);
    const form = formOf(shown, exchange);
    return { markup: addKeyMarkup({ ...form, request, action: 'confirm' }), scriptNonce: form.nonce };
  },
  confirm(sent, user, exchange) {
    const { browser } = sent.interaction;
    return verifyRegistration({ user, browser, ...answerIn(sent.form) }, exchange);
  },
};

function formOf({ frame, path, fields, inputs, failure }: FactorPage, { deps }: Exchange) {
  const refused = failure === 'wrong_code';
  return { look: frame.look, path, fields, inputs, refused, nonce: deps.random(16) };
}

function answerIn(form: Parameters) {
  return { sealed: parameter(form, 'challenge'), credential: parameter(form, 'credential') };
}

function useOf({ interaction }: FactorPlace, { sub }: EndUser) {
  return { purpose: 'second_factor', browser: interaction.browser, sub } as const;
}
