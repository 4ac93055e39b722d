/**
 * Second factors of somebody: looked at, taken away, put there and renamed for them. What verifies one is never shown.
 */
import { decodeBase32, RFC4648 } from '../protocol/end-user/base32.ts';
import type { EndUser } from '../protocol/end-user/end-user.ts';
import {
  formatRecoveryCode,
  hashRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES,
} from '../protocol/end-user/recovery-code.ts';
import type { SecondFactor } from '../protocol/tenant/tenant.ts';
import type { Authenticator } from '../storage/storage.ts';
import { eventOf, type SupportCase } from './support-case.ts';

/** What is known of a factor to whoever does not have it. */
export type ShownFactor = Pick<
  Authenticator,
  'authenticator_id' | 'sub' | 'kind' | 'name' | 'created_at' | 'last_used_at'
>;

/** The factors of a user, the oldest first. */
export async function factorsOf(sub: string, { records }: SupportCase): Promise<readonly ShownFactor[]> {
  return (await records.authenticators.list(sub)).map(shown);
}

/** One factor, whoever's it is. */
export async function findFactor(
  authenticator_id: string,
  { records }: SupportCase,
): Promise<ShownFactor | undefined> {
  const found = await records.authenticators.find(authenticator_id);
  return found && shown(found);
}

function shown({ document: _, counter: __, ...factor }: Authenticator): ShownFactor {
  return factor;
}

/**
 * Takes factors away, those of these ids or all: sessions, refresh tokens, remembered devices and logins that are half done end with
 * them, and recovery codes with the last. How many sessions; undefined: there was none of them.
 */
export async function removeFactors(
  { sub, ids }: { readonly sub: string; readonly ids?: readonly string[] },
  at: SupportCase,
): Promise<number | undefined> {
  const event = eventOf(at, 'second_factors_removed_by_operator', {
    sub,
    detail: ids?.join(' ') ?? 'all of them',
  });
  return at.records.support.removeFactors(sub, ids === undefined ? {} : { authenticator_ids: ids }, event);
}

/** A factor that somebody else knows the key of, as it comes from where its user had it before. */
export type NewFactor = { readonly name: string } & (
  | { readonly kind: 'email' }
  | { readonly kind: 'otp'; readonly totp_secret: string }
  | { readonly kind: 'webauthn'; readonly key_id: string; readonly public_key: string }
);

/** Seals the key of an authenticator app, and makes what is made at random. */
export type FactorMeans = {
  readonly seal: (data: { readonly [name: string]: unknown }) => string;
  readonly random: (bytes: number) => string;
  readonly sha256: (text: string) => string;
};

type Stored = Parameters<SupportCase['records']['support']['addFactor']>[0];

/** What is stored of a factor; undefined: its key is none. */
export function storedFactor(
  factor: NewFactor,
  { sub }: Pick<EndUser, 'sub'>,
  means: FactorMeans,
): Stored | undefined {
  const { name, kind } = factor;
  const what = DOCUMENTS[kind](factor, { ...means, sub });
  return what && { sub, kind, name, counter: 0, ...what };
}

type Document = Pick<Stored, 'authenticator_id' | 'document'>;

type Making = FactorMeans & { readonly sub: string };

/** As the pages make them (factors/, webauthn/): whoever verifies them knows no other. */
const DOCUMENTS: Readonly<Record<SecondFactor, (factor: NewFactor, making: Making) => Document | undefined>> =
  {
    email: (_, { sha256, sub }) => ({ authenticator_id: `email:${sha256(`email ${sub}`)}`, document: {} }),
    otp: (factor, { seal, random, sub }) => {
      const bytes = factor.kind === 'otp' ? decodeBase32(factor.totp_secret, RFC4648) : undefined;
      // Fewer bits than a code has tries to be guessed by would be no key (RFC 4226 §4, R6).
      if (bytes === undefined || bytes.length < MIN_TOTP_BYTES || bytes.length > MAX_TOTP_BYTES)
        return undefined;
      const secret = Buffer.from(bytes).toString('base64url');
      return {
        authenticator_id: `otp:${random(16)}`,
        document: { sealed: seal({ kind: 'totp', sub, secret }) },
      };
    },
    webauthn: (factor) => {
      if (factor.kind !== 'webauthn' || !BASE64URL.test(factor.key_id)) return undefined;
      const bytes = Buffer.from(factor.public_key, 'base64');
      if (bytes.length < MIN_COSE_BYTES) return undefined;
      const document = { public_key: bytes.toString('base64url'), transports: [], backed_up: false };
      return { authenticator_id: factor.key_id, document };
    },
  };

const BASE64URL = /^[\w-]{16,1364}$/;

/** 128 bits at least (RFC 4226 §4, R6), and no more than a hash takes. */
const MIN_TOTP_BYTES = 16;
const MAX_TOTP_BYTES = 64;

/** An Ed25519 key in COSE (RFC 9053 §7.2), the shortest there is. */
const MIN_COSE_BYTES = 40;

type Addition = Awaited<ReturnType<SupportCase['records']['support']['addFactor']>>;

/** Puts a factor there; `taken`: there is one of its id; undefined: there is no such user. */
export function addFactor(stored: Stored, at: SupportCase): Promise<Addition> {
  const { sub, kind, authenticator_id } = stored;
  const event = eventOf(at, 'second_factor_added_by_operator', {
    sub,
    detail: `${kind} ${authenticator_id}`,
  });
  return at.records.support.addFactor(stored, event);
}

/** Puts factors in the place of all there are: what was proved before is worth nothing. Undefined: there is nothing to do. */
export function replaceFactors(
  sub: string,
  instead: readonly Stored[],
  at: SupportCase,
): Promise<number | undefined> {
  const detail = `all of them, for ${instead.map(({ kind }) => kind).join(', ') || 'none'}`;
  const event = eventOf(at, 'second_factors_removed_by_operator', { sub, detail });
  return at.records.support.removeFactors(sub, { instead }, event);
}

/** Gives a factor another name; false: there is none of that id. */
export async function renameFactor(
  factor: { readonly sub: string; readonly authenticator_id: string; readonly name: string },
  at: SupportCase,
): Promise<boolean> {
  const { sub, authenticator_id } = factor;
  const event = eventOf(at, 'second_factor_renamed_by_operator', { sub, detail: authenticator_id });
  return (await at.records.support.renameFactor(factor, event)) ?? false;
}

/**
 * New recovery codes in the place of those there were, told once: whoever had the old ones, or was let in by them, is let in no more.
 * Undefined: there is no such user, or they have no factor that a code could stand for.
 */
export async function renewRecoveryCodes(
  { sub, has_second_factor }: Pick<EndUser, 'sub' | 'has_second_factor'>,
  random: FactorMeans['random'],
  at: SupportCase,
): Promise<readonly string[] | undefined> {
  if (has_second_factor !== true) return undefined;
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    formatRecoveryCode(Buffer.from(random(RECOVERY_CODE_BYTES), 'base64url')),
  );
  const hashes = codes.map(hashRecoveryCode).filter((hash) => hash !== undefined);
  const event = eventOf(at, 'recovery_codes_renewed_by_operator', { sub });
  const ended = await at.records.support.replaceRecoveryCodes(sub, hashes, event);
  return ended === undefined ? undefined : codes;
}

/** Asks every device for a second factor again; false: there is no such user. */
export async function forgetDevices(sub: string, at: SupportCase): Promise<boolean> {
  const event = eventOf(at, 'devices_forgotten_by_operator', { sub });
  return (await at.records.support.forgetDevices(sub, event)) ?? false;
}
