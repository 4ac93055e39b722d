/**
 * By which algorithms a record asks tokens to be signed.
 */
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/client/client.ts';
import type { Kind, Values } from '../kind.ts';

/** Each algorithm once, in the order of their table. */
export function signingAlgsOf({ fields }: Kind, record: Values): readonly SigningAlg[] {
  const said = Object.entries(fields).flatMap(([name, { signs }]) => (signs ? [record[name]] : []));
  return SIGNING_ALGS.filter((alg) => said.includes(alg));
}
