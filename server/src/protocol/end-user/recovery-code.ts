/**
 * Codes that stand in for an authenticator that was lost, each once. A code has 120 random bits, so a plain hash of it
 * keeps it (OWASP ASVS 6.5.2 asks for 112), and nobody guesses one.
 */

import { sha256 } from '../digest.ts';
import { asciiUpperCase } from '../octets.ts';
import { CROCKFORD, encodeBase32, inGroups } from './base32.ts';

/** Codes that are given out at a time. */
export const RECOVERY_CODES = 10;

/** Random bytes of a code. */
export const RECOVERY_CODE_BYTES = 15;

const LENGTH = 24;

/** A code as it is shown: six groups of four. */
export function formatRecoveryCode(bytes: Uint8Array): string {
  return inGroups(encodeBase32(bytes, CROCKFORD), '-');
}

/** What is stored of a code that was shown or typed, whatever its groups and its case; undefined when it cannot be one. */
export function hashRecoveryCode(typed: string): string | undefined {
  const code = asciiUpperCase(typed.slice(0, 64))
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isCode = code.length === LENGTH && [...code].every((character) => CROCKFORD.includes(character));
  return isCode ? sha256(`recovery ${code}`) : undefined;
}
