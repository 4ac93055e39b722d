/**
 * What a value that the API takes is called where it is chosen.
 */
import type { Text } from './text.ts';

/** Undefined: it says itself what it is, as `RS256` does. */
export function choiceWord({ create, values, form: { policies } }: Text, value: string): string | undefined {
  if (isIn(create.kinds, value)) return values[value];
  return isIn(policies, value) ? policies[value] : undefined;
}

function isIn<Names extends object>(names: Names, value: string): value is Extract<keyof Names, string> {
  return Object.hasOwn(names, value);
}
