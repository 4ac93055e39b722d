/**
 * A name that nobody has, beside those that there are (RFC 6749 §4.1.2.1).
 */
import { nearestName } from '../nearest-name.ts';
import { type Diagnosis, listed } from './diagnosis.ts';

/** The longest name that a sentence repeats. */
const MAX_QUOTED = 100;

/** What was sent, as a sentence repeats it. */
export function quotedName(name: string): string {
  return name.length > MAX_QUOTED ? `${name.slice(0, MAX_QUOTED)}…` : name;
}

/** That there is none of the name, and which one was probably meant. */
export function unknownName(
  what: 'client' | 'API',
  sent: string,
  known: readonly string[],
): Pick<Diagnosis, 'sentence' | 'sent' | 'registered' | 'left_out'> {
  const there = `there is no ${what} ${quotedName(sent)} in this tenant`;
  const nearest = nearestName(sent, known);
  if (nearest === undefined)
    return { sentence: known.length === 0 ? `${there}, and no other` : there, sent, ...listed(known) };
  const others = known.filter((name) => name !== nearest);
  return { sentence: `${there}: did you mean ${nearest}?`, sent, ...listed([nearest, ...others]) };
}
