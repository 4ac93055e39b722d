/**
 * System calls that fail or end the process, by strace: a failpoint for which the product holds no code.
 */

/** What a program is started under; the program itself is our child, strace watches it from outside. */
export function atSystemCall(call: string, injection: string): readonly string[] {
  return [
    ...['strace', '-D', '-f', '-qqq', '-o', '/dev/null'],
    ...['-e', `trace=${call}`, '-e', `inject=${call}:${injection}`],
  ];
}
