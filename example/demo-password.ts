/**
 * A password for the demo account that can be read off a screen and typed, new at every start.
 */
import { randomInt } from 'node:crypto';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const GROUPS = 5;
const SYLLABLES = 2;

/** Five groups of two syllables: 61 bits. */
export function makeDemoPassword(): string {
  const syllable = (): string => pick(CONSONANTS) + pick(VOWELS);
  const group = (): string => Array.from({ length: SYLLABLES }, syllable).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

function pick(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
