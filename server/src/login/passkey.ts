/**
 * Signing in with a passkey: the authenticator says who somebody is and has verified them, so it is two factors at once
 * (WebAuthn Level 3 §7.2, RFC 8176 `mfa`).
 */
import type { Exchange } from '../deps.ts';
import type { Frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { passkeyMarkup } from '../pages/webauthn.ts';
import { parameter } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { challengeOptions, verifyAssertion } from '../webauthn/assertion.ts';
import { completeFirstFactor } from './complete.ts';
import type { Page, SentPage } from './interaction-page.ts';

/** What the login page shows of passkeys, with the nonce of its script; undefined where the tenant has none. */
export async function offerPasskey(
  { page, frame, refused }: { readonly page: Page; readonly frame: Frame; readonly refused: boolean },
  exchange: Exchange,
): Promise<{ readonly markup: Html; readonly nonce: string } | undefined> {
  if (!allowsPasskeys(exchange)) return undefined;
  const nonce = exchange.deps.random(16);
  const request = await challengeOptions(useOf(page), exchange);
  return { markup: passkeyMarkup({ frame, request, nonce, refused }), nonce };
}

/** The form of the passkey button. An error says why for the audit log; the End-User is told the same for all. */
export async function submitPasskey(sent: SentPage, exchange: Exchange): Promise<Result<Response, string>> {
  if (!allowsPasskeys(exchange)) return err('passkey: not allowed');
  const assertion = {
    use: useOf(sent),
    sealed: parameter(sent.form, 'challenge'),
    credential: parameter(sent.form, 'credential'),
  };
  const verified = await verifyAssertion(assertion, exchange);
  if (!verified.ok) return err(`passkey: ${verified.error}`);
  const user = await exchange.records.users.find(verified.value.sub);
  if (!user || user.blocked) return err('passkey: blocked');
  return ok(await completeFirstFactor(sent, { user, amr: verified.value.amr }, exchange));
}

function allowsPasskeys({ tenant }: Exchange): boolean {
  return tenant.settings.login_methods.includes('passkey');
}

function useOf({ interaction }: Page) {
  return { purpose: 'login', browser: interaction.browser } as const;
}
