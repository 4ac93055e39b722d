/**
 * The query of a request, as it came: reading its parameters is up to protocol/parameters.ts.
 */

/** Everything after the first `?`; an empty string without one. */
export function queryOf({ url }: Request): string {
  const question = url.indexOf('?');
  return question < 0 ? '' : url.slice(question + 1);
}
