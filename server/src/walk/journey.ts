/**
 * What the requests of one sign-in have in common in the audit log, so that the reference of any of them leads to the others. It
 * follows from the interaction and nobody can go back from it.
 */
import type { Interaction } from '../protocol/authorization/interaction.ts';
import { sha256 } from '../protocol/digest.ts';

/** The journey of an interaction; one that goes on from a late form is of the journey before it. */
export function journeyOf({ id, follows = id }: Pick<Interaction, 'id' | 'follows'>): string {
  return sha256(`journey ${follows}`);
}
