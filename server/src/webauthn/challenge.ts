/**
 * Challenges (WebAuthn Level 3 §13.4.3). A challenge is not stored: it travels sealed with the page, bound to the tenant,
 * the browser, the user where one is known, and what it is for; only that it was spent is written down.
 */
import { sha256 } from '../protocol/digest.ts';
import type { WebauthnExchange } from './relying-party.ts';

/** What an authenticator is asked for, and by whom. */
export type Ceremony = {
  readonly purpose: 'login' | 'second_factor' | 'enrol';
  /** Hash of the cookie of the browser: `interaction.browser`. */
  readonly browser: string;
  /** Whose authenticator it has to be; absent before somebody has said who they are. */
  readonly sub?: string | undefined;
};

/** How long a page may wait for an authenticator, in seconds. */
const CHALLENGE_LIFETIME = 300;

const CHALLENGE_BYTES = 32;

export type SealedChallenge = {
  /** Base64url, for the authenticator. */
  readonly challenge: string;
  /** The same with what it is bound to, for the form. */
  readonly sealed: string;
};

/** Makes a challenge. */
export function makeChallenge(ceremony: Ceremony, exchange: WebauthnExchange): SealedChallenge {
  const { deps } = exchange;
  const challenge = deps.random(CHALLENGE_BYTES);
  const sealed = deps.seal.seal(contextOf(exchange), {
    challenge,
    made_at: deps.now(),
    ...bindingOf(ceremony),
  });
  return { challenge, sealed };
}

/** The challenge, if it was made for this ceremony and is not too old. It is not spent yet. */
export function openChallenge(
  sealed: string,
  ceremony: Ceremony,
  exchange: WebauthnExchange,
): string | undefined {
  const { deps } = exchange;
  const data = deps.seal.open(contextOf(exchange), sealed);
  if (data === undefined) return undefined;
  const { challenge, made_at, ...binding } = data;
  if (typeof challenge !== 'string' || typeof made_at !== 'number') return undefined;
  const expected = bindingOf(ceremony);
  const isMeant =
    binding['purpose'] === expected.purpose &&
    binding['browser'] === expected.browser &&
    binding['sub'] === expected.sub;
  return isMeant && deps.now() - made_at <= CHALLENGE_LIFETIME ? challenge : undefined;
}

/** True once for each challenge. */
export function spendChallenge(challenge: string, { records, deps }: WebauthnExchange): Promise<boolean> {
  return records.assertions.spend(sha256(`webauthn ${challenge}`), deps.now() + CHALLENGE_LIFETIME + 1);
}

function bindingOf({ purpose, browser, sub }: Ceremony) {
  return { purpose, browser, ...(sub === undefined ? {} : { sub }) };
}

function contextOf({ tenant }: WebauthnExchange) {
  return { purpose: 'webauthn', tenant_id: tenant.tenant_id } as const;
}
