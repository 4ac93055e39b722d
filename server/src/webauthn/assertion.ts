/**
 * Use of an authenticator (WebAuthn Level 3 §7.2): as a passkey that says who somebody is, or as a second factor.
 */
import { equalSecrets } from '../protocol/digest.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type Ceremony, makeChallenge, openChallenge, spendChallenge } from './challenge.ts';
import type { AssertionCredential } from './credential.ts';
import { loadWebauthnLibrary } from './library.ts';
import type { WebauthnRefusal } from './refusal.ts';
import { descriptorOf, type WebauthnRequest } from './registration.ts';
import { relyingPartyOf, userHandleOf, type WebauthnExchange } from './relying-party.ts';

/** A ceremony in which an authenticator is used. */
export type Use = Ceremony & { readonly purpose: 'login' | 'second_factor' };

/** Whether the authenticator itself must have verified its owner (PIN, finger, face). */
const USER_VERIFICATION = { login: 'required', second_factor: 'preferred' } as const;

/** Asks for an assertion: by any passkey of this relying party, or by one of a user's credentials. */
export async function challengeOptions(use: Use, exchange: WebauthnExchange): Promise<WebauthnRequest> {
  const { challenge, sealed } = makeChallenge(use, exchange);
  const enrolled = use.sub === undefined ? [] : await exchange.records.authenticators.list(use.sub);
  const publicKey = {
    challenge,
    rpId: relyingPartyOf(exchange).id,
    allowCredentials: enrolled
      .filter(({ kind }) => kind === 'webauthn')
      .map(({ authenticator_id, document }) => descriptorOf(authenticator_id, document)),
    userVerification: USER_VERIFICATION[use.purpose],
    timeout: 240_000,
  };
  return { kind: 'get', sealed, publicKey };
}

/** Who used an authenticator, and how (RFC 8176). */
export type VerifiedUse = {
  /** As read before the key was found to be there still: once it is removed, the user's epoch is another. */
  readonly user: EndUser;
  readonly authenticator_id: string;
  readonly amr: readonly string[];
};

/** Verifies an assertion, spends its challenge and moves the counter on. */
export async function verifyAssertion(
  sent: {
    readonly use: Use;
    readonly sealed: string | undefined;
    readonly credential: string | undefined;
  },
  exchange: WebauthnExchange,
): Promise<Result<VerifiedUse, WebauthnRefusal>> {
  const { use } = sent;
  const { authenticators } = exchange.records;
  const { readAssertion } = await loadWebauthnLibrary();
  const credential = readAssertion(sent.credential);
  if (credential === undefined) return err('malformed');
  const challenge = openChallenge(sent.sealed ?? '', use, exchange);
  if (challenge === undefined) return err('challenge');
  const stored = await findStored(credential, use, exchange);
  if (!stored) return err('unknown');
  const verified = await verify(credential, { challenge, document: stored.document, use }, exchange);
  if (verified === undefined) return err('unverified');
  if (!(await spendChallenge(challenge, exchange))) return err('challenge');
  const user = await exchange.records.users.find(stored.sub);
  if (!user) return err('unknown');
  if (!(await authenticators.use(credential.id, verified.newCounter))) return err('counter');
  // A key that is backed up exists outside of its device too, so it is one in software.
  const key = verified.credentialBackedUp ? 'swk' : 'hwk';
  const amr = [key, 'user', ...(verified.userVerified ? ['mfa'] : [])];
  return ok({ user, authenticator_id: credential.id, amr });
}

/** Whose authenticator an assertion names that was refused; undefined where it is nobody's. */
export async function ownerOfRefused(
  { use, credential: sent }: { readonly use: Use; readonly credential: string | undefined },
  exchange: WebauthnExchange,
): Promise<Pick<EndUser, 'sub'> | undefined> {
  const { readAssertion } = await loadWebauthnLibrary();
  const credential = readAssertion(sent);
  return credential && findStored(credential, use, exchange);
}

async function findStored(credential: AssertionCredential, use: Use, exchange: WebauthnExchange) {
  const stored = await exchange.records.authenticators.find(credential.id);
  if (stored?.kind !== 'webauthn') return undefined;
  if (use.sub !== undefined && stored.sub !== use.sub) return undefined;
  return isHandleOf(stored.sub, credential, { use, exchange }) ? stored : undefined;
}

/** A passkey says whose it is, and that must be who we think it is (WebAuthn Level 3 §7.2, step 6). */
function isHandleOf(
  sub: string,
  { response }: AssertionCredential,
  { use, exchange }: { readonly use: Use; readonly exchange: WebauthnExchange },
): boolean {
  if (response.userHandle === undefined) return use.sub !== undefined;
  return equalSecrets(response.userHandle, userHandleOf(sub, exchange));
}

async function verify(
  credential: AssertionCredential,
  expected: {
    readonly challenge: string;
    readonly document: { readonly [name: string]: unknown };
    readonly use: Use;
  },
  exchange: WebauthnExchange,
) {
  const { id, origin } = relyingPartyOf(exchange);
  const { userHandle: _, ...response } = credential.response;
  const { verifyAuthenticationResponse } = await loadWebauthnLibrary();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, response, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: USER_VERIFICATION[expected.use.purpose] === 'required',
      credential: {
        id: credential.id,
        publicKey: Uint8Array.from(Buffer.from(String(expected.document['public_key']), 'base64url')),
        // The storage compares the counter and moves it on in one step; the library would only compare.
        counter: 0,
      },
    });
    return verified ? authenticationInfo : undefined;
  } catch (error) {
    // The library throws for whatever is wrong with what was sent.
    exchange.deps.log.debug({ request_id: exchange.request_id, err: error }, 'assertion refused');
    return undefined;
  }
}
