/**
 * A password that can be read off a screen and typed, for an account that is made for trying out.
 */
import { randomInt } from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const GROUPS = 5;
const SYLLABLES = 2;

/** Five groups of two syllables: 61 bits. */
export function makeReadablePassword(): string {
  const syllable = (): string => pick(CONSONANTS) + pick(VOWELS);
  const group = (): string => Array.from({ length: SYLLABLES }, syllable).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

function pick(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
