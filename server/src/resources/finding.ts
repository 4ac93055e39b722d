/**
 * What is wrong with a record. A rule says it in the record's own names, each door in the names that its reader wrote.
 */

/** Names of fields and places in lists, from the outside in. */
export type Path = readonly (string | number)[];

export type Finding = {
  /** Stable, for tests and programs. */
  readonly code: string;
  readonly path: Path;
  /**
   * What follows the name of the field: `has a fragment`. `{name}` in it stands for a field in the names of the door. Never a
   * value, which may be a secret.
   */
  readonly message: string;
};

/** The innermost name of a path with the places in lists after it: `callbacks[1]`. */
export function fieldName(path: Path): string {
  const start = path.findLastIndex((step) => typeof step === 'string');
  if (start === -1) return 'the file';
  return path
    .slice(start)
    .map((step) => (typeof step === 'number' ? `[${step}]` : step))
    .join('');
}
