/**
 * The words of the program as functions that bash and zsh both read.
 */
import type { CommandWords, FlagWords } from './program-words.ts';

/** Between the quotes of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Prints lines for what it is asked for. */
function table(name: string, rows: readonly (readonly [key: string, lines: readonly string[]])[]): string {
  const arms = rows
    .filter(([, lines]) => lines.length > 0)
    .map(([key, lines]) => `    ${quoted(key)}) printf '%s\\n' ${lines.map(quoted).join(' ')} ;;`);
  return [`${name}() {`, '  case "$1" in', ...arms, '  esac', '}'].join('\n');
}

/** `_tacit_commands PATH`, `_tacit_flags PATH`, and of `PATH FLAG` `_tacit_takes` and `_tacit_choices`. */
export function shellTables(words: readonly CommandWords[]): string {
  const flags = words.flatMap(({ path, flags: own }) =>
    own.map((flag): readonly [string, FlagWords] => [`${path} ${flag.flag}`, flag]),
  );
  return [
    table(
      '_tacit_commands',
      words.map(({ path, commands }) => [path, commands.map(({ name }) => name)]),
    ),
    table(
      '_tacit_flags',
      words.map(({ path, flags: own }) => [path, own.map(({ flag }) => flag)]),
    ),
    table(
      '_tacit_takes',
      flags.map(([key, { takes }]) => [key, takes === 'none' ? [] : [takes]]),
    ),
    table(
      '_tacit_choices',
      flags.map(([key, { choices }]) => [key, choices]),
    ),
  ].join('\n');
}
