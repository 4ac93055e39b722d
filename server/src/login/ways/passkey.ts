/**
 * Signing in with a passkey: the authenticator says who somebody is and has verified them, so it is two factors at once
 * (WebAuthn Level 3 §7.2, RFC 8176 `mfa`).
 */
import type { Exchange } from '../../deps.ts';
import type { Html } from '../../pages/html.ts';
import type { Frame } from '../../pages/login/frame.ts';
import { passkeyMarkup, type WebauthnForm } from '../../pages/login/webauthn.ts';
import { parameter } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { challengeOptions, ownerOfRefused, verifyAssertion } from '../../webauthn/assertion.ts';
import { completeFirstFactor } from '../complete.ts';
import type { Tried } from '../failed-sign-in.ts';
import type { Page, SentPage } from '../interaction-page.ts';
import type { LoginRefusal, LoginWay } from './login-way.ts';

/** What the login page shows of passkeys; undefined where the tenant has none. */
export async function offerPasskey(
  {
    page,
    ...shown
  }: { readonly page: Page } & Pick<WebauthnForm, 'nonce' | 'refused'> & { readonly frame: Frame },
  exchange: Exchange,
): Promise<Html | undefined> {
  if (!allowsPasskeys(exchange)) return undefined;
  const sole = exchange.tenant.settings.login_methods.every((method) => method === 'passkey');
  const request = await challengeOptions(useOf(page), exchange);
  return passkeyMarkup({ ...shown, request, sole });
}

/** The form of the passkey button. An error says why for the audit log; the End-User is told the same for all. */
async function submitPasskey(sent: SentPage, exchange: Exchange): Promise<Result<Response, LoginRefusal>> {
  const assertion = {
    use: useOf(sent),
    sealed: parameter(sent.form, 'challenge'),
    credential: parameter(sent.form, 'credential'),
  };
  const verified = await verifyAssertion(assertion, exchange);
  if (!verified.ok) {
    const owner = await ownerOfRefused(assertion, exchange);
    return refused(verified.error, 'passkey_refused', { user: owner, reason: 'wrong_passkey' });
  }
  const { user, amr } = verified.value;
  if (user.blocked) return refused('blocked', 'blocked', { user, reason: 'blocked' });
  return ok(await completeFirstFactor(sent, { user, amr }, exchange));
}

function refused(
  why: string,
  reason: 'passkey_refused' | 'blocked',
  tried: Tried,
): Result<never, LoginRefusal> {
  return err({ failure: 'passkey', reason, detail: `passkey: ${why}`, tried });
}

function allowsPasskeys({ tenant }: Exchange): boolean {
  return tenant.settings.login_methods.includes('passkey');
}

function useOf({ interaction }: Page) {
  return { purpose: 'login', browser: interaction.browser } as const;
}

export const PASSKEY: LoginWay = {
  method: 'passkey',
  action: 'passkey',
  takesIdentifier: false,
  submit: submitPasskey,
};
