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
  job: 'jobs',
  'kept-answer': 'kept answers',
  'job-file': 'travels',
  csrf: 'travels',
  device: 'travels',
  'client-secret': 'client secrets',
  logout: 'travels',
  mail: 'mails',
  code: 'travels',
  authenticator: 'authenticators',
  enrolment: 'travels',
  'recovery-codes': 'travels',
  'account-return': 'travels',
  webauthn: 'travels',
  page: 'travels',
  preview: 'travels',
  pairwise: 'travels',
  forgotten: 'travels',
  'log-stream': 'log streams',
  'mail-provider': 'mail providers',
  'log-person': 'travels',
  'master-key': 'check',
} as const satisfies Readonly<Record<string, SealedPlace | Elsewhere>>;

export type SealPurpose = keyof typeof SEAL_PURPOSES;

/**
 * Purposes whose keyed hash is a name that somebody has kept: the `sub` of a sector (OIDC Core §8.1), the user handle in a passkey,
 * the code of a mail on its way, what somebody was called who was deleted, whom a log stream tells of. They follow from the first master key that a database has had, whichever it has now.
 * the code of a mail on its way, what somebody was called who was deleted, the address of a
 * file that a job has made. They follow from the first master key that a database has had, whichever it has now.
 */
export const NAMES: ReadonlySet<SealPurpose> = new Set<SealPurpose>([
  'pairwise',
  'webauthn',
  'code',
  'forgotten',
  'log-person',
  'job-file',
]);

/** By what purpose the values of a place are sealed. */
export const PURPOSE_OF: Readonly<Record<SealedPlace, SealPurpose>> = {
  'signing keys': 'signing-key',
  'client secrets': 'client-secret',
  authenticators: 'authenticator',
  mails: 'mail',
  'long requests': 'kept-request',
  'log streams': 'log-stream',
  'mail providers': 'mail-provider',
  jobs: 'job',
  'kept answers': 'kept-answer',
};
