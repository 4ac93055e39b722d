/**
 * Whom the pages of a preview are shown to, and what of a tenant they depend on.
 */
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { Html } from '../html.ts';
import { hiddenFields } from '../login/frame.ts';
import type { LoginPage } from '../login/login.ts';
import type { Look } from '../look/look.ts';

/** What of a tenant the pages depend on, beside their look. */
export type PreviewFacts = Required<
  Pick<LoginPage, 'ways' | 'methods' | 'connections' | 'takes_username'>
> & {
  readonly issuer: string;
  /** Whole seconds since the epoch. */
  readonly now: number;
  readonly password_min_length: number;
  readonly remember_days: number;
  readonly second_factors: readonly SecondFactor[];
  /** People may have their account deleted. */
  readonly may_remove: boolean;
  /** When one would be that somebody asks for now; undefined: at once. */
  readonly deletes_at: number | undefined;
};

export type Preview = (look: Look, facts: PreviewFacts) => string;

/** None of it is worth anything: what these pages would send is sent nowhere, and nobody would take it. */
export const FRAME = { interaction: 'preview', csrf: 'preview', client_name: 'Appointments' } as const;
export const EMAIL = 'alice@example.com';
export const HERE = '#';

/** What an authenticator would be asked by a script, which a picture has not. */
export const ASKED = {
  request: { kind: 'get', publicKey: {}, sealed: 'preview' },
  nonce: 'preview-preview-preview',
  refused: false,
} as const;

/** The key of an authenticator app that nobody has. */
export const PENDING = {
  sealed: 'preview',
  key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: `otpauth://totp/${encodeURIComponent(EMAIL)}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`,
} as const;

/** Recovery codes that open nothing. */
export const CODES = {
  ...{ sealed: 'preview', nonce: ASKED.nonce, wrong: false },
  codes: ['K7QF-2M9D-4TRW-XP6H-ZC3N-8VJK', 'M5YB-Q7ZS-9DGH-T2WX-PF6R-3KNC', 'QW3E-7HJN-2KMD-8XTZ-V5RB-6PYC'],
} as const;

export function hidden(look: Look): Html {
  return hiddenFields({ ...FRAME, look });
}

export function passwordFacts({ text }: Look, { password_min_length }: PreviewFacts) {
  return { hint: text.newPassword.hint(password_min_length), failures: [] };
}
