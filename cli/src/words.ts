/**
 * Words that commands share.
 */

/** Records on a page, where nobody says how many. */
export const DEFAULT_LIMIT = 50;

/** What stands at the end of a command's help. */
export function example(...lines: readonly string[]): string {
  const title = lines.length === 1 ? 'Example:' : 'Examples:';
  return ['', title, ...lines.map((line) => `  $ ${line}`)].join('\n');
}
