/**
 * What a check has found, as data: a check never prints and never throws, so that every module can share it.
 */

export type Finding = { readonly level: 'failure' | 'warning'; readonly text: string };

const NOTHING: readonly Finding[] = [];

/** A failure with this text, unless the demand holds. */
export function must(holds: boolean, text: string): readonly Finding[] {
  return holds ? NOTHING : [{ level: 'failure', text }];
}

/** A warning with this text, unless the recommendation holds. */
export function should(holds: boolean, text: string): readonly Finding[] {
  return holds ? NOTHING : [{ level: 'warning', text }];
}
