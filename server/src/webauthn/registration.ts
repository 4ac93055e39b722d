/**
 * Enrolment of an authenticator (WebAuthn Level 3 §7.1). The library verifies; what it must not be asked is refused first.
 */
import type { EndUser } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { TenantSettings } from '../resources/tenant/settings.ts';
import { type Ceremony, makeChallenge, openChallenge, spendChallenge } from './challenge.ts';
import type { RegistrationCredential } from './credential.ts';
import { loadWebauthnLibrary } from './library.ts';
import type { WebauthnRefusal } from './refusal.ts';
import { relyingPartyOf, userHandleOf, type WebauthnExchange } from './relying-party.ts';

/** COSE algorithms, the one we like best first: EdDSA, ES256, RS256 (RFC 9053, RFC 8812). */
const ALGORITHMS = [-8, -7, -257];

/** What a script hands to `navigator.credentials`, and what the form brings back with the answer. */
export type WebauthnRequest = {
  readonly kind: 'create' | 'get';
  readonly publicKey: { readonly [name: string]: unknown };
  readonly sealed: string;
};

type Enrolment = { readonly user: EndUser; readonly browser: string };

/** Asks for a new credential. Those that the user has are left out, so that no authenticator is enrolled twice. */
export async function registrationOptions(
  { user, browser }: Enrolment,
  exchange: WebauthnExchange,
): Promise<WebauthnRequest> {
  const { challenge, sealed } = makeChallenge(ceremonyOf({ user, browser }), exchange);
  const { id, name } = relyingPartyOf(exchange);
  const enrolled = await exchange.records.authenticators.list(user.sub);
  const account = user.claims.email ?? user.claims.name ?? user.sub;
  return {
    kind: 'create',
    sealed,
    publicKey: {
      challenge,
      rp: { id, name },
      // The names stay in the authenticator: they are how its owner tells one account from another.
      user: { id: userHandleOf(user.sub, exchange), name: account, displayName: user.claims.name ?? account },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: enrolled
        .filter(({ kind }) => kind === 'webauthn')
        .map(({ authenticator_id, document }) => descriptorOf(authenticator_id, document)),
      authenticatorSelection: selectionOf(exchange.tenant.settings),
      attestation: 'none',
      timeout: 240_000,
    },
  };
}

/** How a credential is named to the browser. */
export function descriptorOf(
  id: string,
  { transports }: { readonly [name: string]: unknown },
): { readonly [name: string]: unknown } {
  return { type: 'public-key', id, ...(Array.isArray(transports) ? { transports } : {}) };
}

/** A passkey must be found without a name; a key that is only a second factor has better use for its memory. */
function selectionOf({ login_methods, second_factors }: TenantSettings): {
  readonly [name: string]: unknown;
} {
  const isFirst = login_methods.includes('passkey');
  const isSecond = second_factors.includes('webauthn');
  if (!isFirst) return { residentKey: 'discouraged', userVerification: 'preferred' };
  if (isSecond) return { residentKey: 'preferred', userVerification: 'preferred' };
  return { residentKey: 'required', requireResidentKey: true, userVerification: 'required' };
}

/** What is to be stored of a credential that was verified. */
export type VerifiedCredential = {
  readonly authenticator_id: string;
  readonly document: { readonly [name: string]: unknown };
  readonly counter: number;
  /** How it was shown just now (RFC 8176). */
  readonly amr: readonly string[];
};

/** Verifies a new credential and spends its challenge. Storing it, with a name and recovery codes, is up to the caller. */
export async function verifyRegistration(
  sent: Enrolment & {
    readonly sealed: string | undefined;
    readonly credential: string | undefined;
    /** Where it may have been made beside our own pages, as far as browsers allow it for our host. */
    readonly origins?: readonly string[];
  },
  exchange: WebauthnExchange,
): Promise<Result<VerifiedCredential, WebauthnRefusal>> {
  const { readRegistration } = await loadWebauthnLibrary();
  const credential = readRegistration(sent.credential);
  if (credential === undefined) return err('malformed');
  const challenge = openChallenge(sent.sealed ?? '', ceremonyOf(sent), exchange);
  if (challenge === undefined) return err('challenge');
  if (!(await isUnattested(credential))) return err('attestation');
  const origins = [relyingPartyOf(exchange).origin, ...(sent.origins ?? [])];
  const verified = await verify({ credential, challenge, origins }, exchange);
  if (verified === undefined) return err('unverified');
  if (verified.credential.id !== credential.id) return err('unverified');
  if (await exchange.records.authenticators.find(credential.id)) return err('taken');
  if (!(await spendChallenge(challenge, exchange))) return err('challenge');
  return ok({
    authenticator_id: credential.id,
    counter: verified.credential.counter,
    amr: [verified.credentialBackedUp ? 'swk' : 'hwk', 'user'],
    document: {
      public_key: Buffer.from(verified.credential.publicKey).toString('base64url'),
      transports: credential.response.transports ?? [],
      backed_up: verified.credentialBackedUp,
      device_type: verified.credentialDeviceType,
      aaguid: verified.aaguid,
    },
  });
}

function ceremonyOf({ user, browser }: Enrolment): Ceremony {
  return { purpose: 'enrol', browser, sub: user.sub };
}

/**
 * We ask for no attestation. Certificates that come nevertheless would make the library fetch revocation lists from
 * addresses that the sender wrote into them, so they never reach it.
 */
async function isUnattested({ response }: RegistrationCredential): Promise<boolean> {
  const { decodeAttestationObject } = await loadWebauthnLibrary();
  try {
    const bytes = Uint8Array.from(Buffer.from(response.attestationObject, 'base64url'));
    const attestation = decodeAttestationObject(bytes);
    const format = attestation.get('fmt');
    const statement = attestation.get('attStmt');
    return format === 'none' || (format === 'packed' && statement.get('x5c') === undefined);
  } catch {
    // No CBOR, or none of an attestation.
    return false;
  }
}

type Presented = {
  readonly credential: RegistrationCredential;
  readonly challenge: string;
  readonly origins: readonly string[];
};

async function verify({ credential, challenge, origins }: Presented, exchange: WebauthnExchange) {
  const { id } = relyingPartyOf(exchange);
  const { transports: _, ...response } = credential.response;
  const { verifyRegistrationResponse } = await loadWebauthnLibrary();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: [...origins],
      expectedRPID: id,
      requireUserVerification: selectionOf(exchange.tenant.settings)['userVerification'] === 'required',
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return verified ? registrationInfo : undefined;
  } catch (error) {
    // The library throws for whatever is wrong with what was sent.
    exchange.deps.log.debug({ request_id: exchange.request_id, err: error }, 'credential refused');
    return undefined;
  }
}
