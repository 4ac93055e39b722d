/**
 * A passkey or security key as the second factor: what the page asks, and what is made of the answer.
 */
import type { Exchange } from '../deps.ts';
import type { Html } from '../pages/html.ts';
import { addKeyMarkup, MAX_KEY_NAME, useKeyMarkup, type WebauthnForm } from '../pages/webauthn.ts';
import type { EndUser } from '../protocol/end-user.ts';
import { type Parameters, parameter } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { challengeOptions, verifyAssertion } from '../webauthn/assertion.ts';
import type { WebauthnRefusal } from '../webauthn/refusal.ts';
import {
  registrationOptions,
  type VerifiedCredential,
  verifyRegistration,
} from '../webauthn/registration.ts';

/** Whose second factor it is, in which browser (`interaction.browser`). */
export type KeyOwner = { readonly user: EndUser; readonly browser: string };

type PageOfKey = Omit<WebauthnForm, 'request' | 'nonce'>;

/** Markup for a page of the caller, and the nonce that its CSP must allow. */
export type KeyMarkup = { readonly markup: Html; readonly nonce: string };

/** Asks for one of the user's keys. */
export async function askForKey(owner: KeyOwner, page: PageOfKey, exchange: Exchange): Promise<KeyMarkup> {
  const nonce = exchange.deps.random(16);
  const request = await challengeOptions(useOf(owner), exchange);
  return { markup: useKeyMarkup({ ...page, request, nonce }), nonce };
}

/** What the form of askForKey() came to: how the user was authenticated (RFC 8176). */
export async function verifyKey(
  owner: KeyOwner,
  form: Parameters,
  exchange: Exchange,
): Promise<Result<readonly string[], WebauthnRefusal>> {
  const verified = await verifyAssertion({ use: useOf(owner), ...answerIn(form) }, exchange);
  return verified.ok ? ok(verified.value.amr) : verified;
}

/** Asks for a new key. */
export async function askForNewKey(owner: KeyOwner, page: PageOfKey, exchange: Exchange): Promise<KeyMarkup> {
  const nonce = exchange.deps.random(16);
  const request = await registrationOptions(owner, exchange);
  return { markup: addKeyMarkup({ ...page, request, nonce }), nonce };
}

/** What the form of askForNewKey() came to: what records.authenticators.add() takes. Nothing is stored yet. */
export async function verifyNewKey(
  owner: KeyOwner,
  form: Parameters,
  { default_name, exchange }: { readonly default_name: string; readonly exchange: Exchange },
): Promise<Result<VerifiedCredential & { readonly name: string }, WebauthnRefusal>> {
  const verified = await verifyRegistration({ ...owner, ...answerIn(form) }, exchange);
  if (!verified.ok) return err(verified.error);
  return ok({ ...verified.value, name: keyName(form) || default_name });
}

/** Without control characters, and without the half of a character that the limit may leave. */
function keyName(form: Parameters): string {
  const name = (parameter(form, 'name') ?? '').slice(0, MAX_KEY_NAME);
  return name.replace(/\p{C}/gu, '').trim();
}

function answerIn(form: Parameters) {
  return { sealed: parameter(form, 'challenge'), credential: parameter(form, 'credential') };
}

function useOf({ user, browser }: KeyOwner) {
  return { purpose: 'second_factor', browser, sub: user.sub } as const;
}
