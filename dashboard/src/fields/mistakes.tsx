/**
 * What is wrong with a field, where it is.
 */
import type { Mistake } from '../api/problem.ts';

export function Mistakes({ id, mistakes }: { readonly id: string; readonly mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null;
  return (
    <p className="error" id={id}>
      <bdi lang="en">{[...new Set(mistakes.map(({ message }) => message))].join('; ')}</bdi>
    </p>
  );
}
