/**
 * What is wrong with one field, of all that is wrong with a document.
 */
import type { Named } from '@tacit/server/resources';
import type { Mistake } from '../../api/problem.ts';

/** Those at a field, with their places within its value. */
export function mistakesOf({ path, isListed }: Named, mistakes: readonly Mistake[]): readonly Mistake[] {
  const depth = path.length + (isListed ? 1 : 0);
  return mistakes
    .filter((mistake) => path.every((step, place) => mistake.path[place] === step))
    .map((mistake) => ({ ...mistake, path: mistake.path.slice(depth) }));
}

/** Those at no field of the form: they are said above it. */
export function mistakesElsewhere(
  fields: readonly Named[],
  mistakes: readonly Mistake[],
): readonly Mistake[] {
  return mistakes.filter((mistake) => fields.every((field) => mistakesOf(field, [mistake]).length === 0));
}

/** What is wrong with what is typed and, elsewhere, with what was sent. */
export function allMistakes(typed: readonly Mistake[], refused: readonly Mistake[]): readonly Mistake[] {
  const places = new Set(typed.map(({ path }) => path.join('.')));
  return [...typed, ...refused.filter(({ path }) => !places.has(path.join('.')))];
}
