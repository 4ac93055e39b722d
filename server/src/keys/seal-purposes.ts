/**
 * What the master key seals, and where it lies: a row each, so that what is stored is found when the key is changed.
 */
import type { SealedPlace } from '../storage/storage.ts';

/**
 * `travels`: in an address, a cookie, a form, a token; it ends by itself, and nobody seals it anew. `check`: by what the database
 * knows its key, sealed anew when all else is.
 */
type Elsewhere = 'travels' | 'check';

const SEAL_PURPOSES = {
  interaction: 'travels',
  'kept-request': 'long requests',
  'signing-key': 'signing keys',
  csrf: 'travels',
  device: 'travels',
  'client-secret': 'client secrets',
  logout: 'travels',
  mail: 'mails',
  code: 'travels',
  authenticator: 'authenticators',
  'recovery-codes': 'travels',
  'account-return': 'travels',
  webauthn: 'travels',
  page: 'travels',
  pairwise: 'travels',
  forgotten: 'travels',
  'master-key': 'check',
} as const satisfies Readonly<Record<string, SealedPlace | Elsewhere>>;

export type SealPurpose = keyof typeof SEAL_PURPOSES;

/**
 * Purposes whose keyed hash is a name that somebody has kept: the `sub` of a sector (OIDC Core §8.1), the user handle in a passkey,
 * the code of a mail on its way, what somebody was called who was deleted. They follow from the first master key that a database has had, whichever it has now.
 */
export const NAMES: ReadonlySet<SealPurpose> = new Set<SealPurpose>([
  'pairwise',
  'webauthn',
  'code',
  'forgotten',
]);

/** By what purpose the values of a place are sealed. */
export const PURPOSE_OF: Readonly<Record<SealedPlace, SealPurpose>> = {
  'signing keys': 'signing-key',
  'client secrets': 'client-secret',
  authenticators: 'authenticator',
  mails: 'mail',
  'long requests': 'kept-request',
};
