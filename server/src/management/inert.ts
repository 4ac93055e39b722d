/**
 * What Auth0's documents have and means nothing here: said as the one value that is true, and answered with it; or, of what Auth0
 * answers only where somebody has said it, said so and not answered (`unsaid`).
 */
import { isSame } from '../resources/computed/change.ts';
import { putAt } from '../resources/computed/document.ts';
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import type { Mistake } from './problem.ts';

/** A document with the inert members, which are named by their path; what can only be null is not there. */
export function withInert(document: Values, inert: Values = {}): Values {
  const whole = { ...document };
  for (const [path, value] of Object.entries(inert)) if (value !== null) putAt(whole, path.split('.'), value);
  return whole;
}

/** What a document says beside the inert members, and which of them it says otherwise. */
export function withoutInert(
  document: Values,
  inert: Values,
): { readonly kept: Values; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const kept = Object.entries(inert).reduce((left, [name, only]) => {
    const path = name.split('.');
    const taken = taking(left, path);
    if (taken.value !== undefined && taken.value !== null && !isSame(taken.value, only))
      mistakes.push({ code: 'not_here', path, message: `can only be ${JSON.stringify(only)} here` });
    return taken.left;
  }, document);
  return { kept, mistakes };
}

type Taken = { readonly value: unknown; readonly left: Values };

/** The member at a path, and the document without it; a mapping that had nothing else is gone too. */
function taking(document: Values, [step = '', ...rest]: readonly string[]): Taken {
  if (!Object.hasOwn(document, step)) return { value: undefined, left: document };
  const { [step]: here, ...others } = document;
  if (rest.length === 0) return { value: here, left: others };
  if (!isMapping(here)) return { value: undefined, left: document };
  const inner = taking(here, rest);
  const isEmptied = Object.keys(inner.left).length === 0 && Object.keys(here).length > 0;
  return { value: inner.value, left: isEmptied ? others : { ...others, [step]: inner.left } };
}
