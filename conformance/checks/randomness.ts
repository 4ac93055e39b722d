/**
 * Whether a code or a token can be guessed, as far as one value can show it.
 */
import { type Finding, must } from './finding.ts';

const MIN_BITS = 96;
const MIN_BYTES = 16;

/** Shannon entropy of a text's characters, in bits over its whole length. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const perCharacter = [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
  return perCharacter * text.length;
}

/** At least 128 bits long and of more than 96 bits of entropy (RFC 6749 §10.10). */
export function checkUnguessable(value: string, what: string): readonly Finding[] {
  return [
    ...must(value.length >= MIN_BYTES, `${what} is shorter than ${MIN_BYTES} bytes`),
    ...must(entropyBits(value) > MIN_BITS, `${what} has no more than ${MIN_BITS} bits of entropy`),
  ];
}
