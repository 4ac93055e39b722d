/**
 * What the dashboard says, by key; a file a language. What fields mean is said by their description
 * (server/src/resources), in other languages by `fields/`.
 */
import type { EN } from './en.ts';

export type Wide<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof T]: Wide<T[Name]> };

export type Text = Wide<typeof EN>;
