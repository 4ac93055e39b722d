/**
 * Time-based one-time passwords (RFC 6238) as authenticator apps compute them: SHA-1, 30 seconds, 6 digits.
 */

import { equalSecrets, hmacSha1 } from '../digest.ts';
import { encodeBase32, RFC4648 } from './base32.ts';

/** As long as the output of the hash (RFC 4226 §4, R6). */
export const TOTP_SECRET_BYTES = 20;

const STEP_SECONDS = 30;
const DIGITS = 6;

/** A clock may be a step off, either way (RFC 6238 §5.2). */
const WINDOW = [0, -1, 1];

/** The number of the time step. */
export function totpStep(now: number): number {
  return Math.floor(now / STEP_SECONDS);
}

/** The code of a step (RFC 4226 §5.3). */
export function totpCode(secret: Uint8Array, step: number, digits: number = DIGITS): string {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = hmacSha1(secret, new Uint8Array(counter.buffer));
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const truncated = view.getUint32(view.getUint8(19) & 0xf) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The step that a code belongs to; undefined when it is none of now. Whether the step was used is for the caller. */
export function matchTotp(secret: Uint8Array, code: string, now: number): number | undefined {
  return stepAmong(WINDOW, { secret, code, now });
}

/** Ten minutes either way: a clock that is set by hand is hardly further off. */
const REACH = 20;

/** The steps around those that are taken. */
const OTHER_STEPS = Array.from({ length: 2 * REACH + 1 }, (_, index) => index - REACH).filter(
  (offset) => !WINDOW.includes(offset),
);

/** The step not far from now whose code it would be, by a clock that is off. It is never taken for that. */
export function matchOtherStep(secret: Uint8Array, code: string, now: number): number | undefined {
  return stepAmong(OTHER_STEPS, { secret, code, now });
}

function stepAmong(
  offsets: readonly number[],
  typed: { readonly secret: Uint8Array; readonly code: string; readonly now: number },
): number | undefined {
  const current = totpStep(typed.now);
  return offsets
    .map((offset) => current + offset)
    .find((step) => equalSecrets(totpCode(typed.secret, step), typed.code));
}

/** When no clock of ours takes the code of a step any more, with an hour to spare. */
export function endOfStep(step: number): number {
  return (step + 2) * STEP_SECONDS + 3_600;
}

/** The digits of a code as somebody typed them: apps show a space in the middle. Undefined when it cannot be one. */
export function readDigits(typed: string | undefined): string | undefined {
  const digits = typed?.slice(0, 32).replace(/[\s-]/g, '');
  return digits !== undefined && /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

/** The key as text, for who cannot scan. */
export function totpKey(secret: Uint8Array): string {
  return encodeBase32(secret, RFC4648);
}

/** What the QR code says: the key and whose it is, in the form that authenticator apps read. */
export function totpUri({
  secret,
  issuer,
  account,
}: {
  readonly secret: Uint8Array;
  readonly issuer: string;
  readonly account: string;
}): string {
  // A colon parts issuer from account, so neither may hold one.
  const label = [issuer, account].map((part) => encodeURIComponent(part.replaceAll(':', ' '))).join(':');
  const parameters = [
    ['secret', totpKey(secret)],
    ['issuer', encodeURIComponent(issuer.replaceAll(':', ' '))],
    ['algorithm', 'SHA1'],
    ['digits', DIGITS],
    ['period', STEP_SECONDS],
  ];
  return `otpauth://totp/${label}?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`;
}
