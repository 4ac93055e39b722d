/**
 * Completion for fish.
 */
import type { CommandWords, FlagWords } from './program-words.ts';

/** Which command the words before the cursor have come to: they are its path, whatever flags and keys follow. */
const AT = `function __tacit_at
    set -l words (commandline -opc)[2..]
    set -l path (string split -n ' ' -- $argv[1])
    test (count $words) -ge (count $path); or return 1
    for index in (seq (count $path))
        test "$words[$index]" = "$path[$index]"; or return 1
    end
    set -l next (math (count $path) + 1)
    not contains -- "$words[$next]" $argv[2..]
end`;

/** The script. */
export function fishCompletion(words: readonly CommandWords[]): string {
  return ['# Completion of tacit for fish.', AT, ...words.flatMap(linesOf)].join('\n');
}

function linesOf({ path, commands, flags }: CommandWords): readonly string[] {
  const names = commands.map(({ name }) => name);
  const condition = quoted(['__tacit_at', quoted(path), ...names].join(' '));
  return [
    ...commands.map(
      ({ name, says }) => `complete -c tacit -f -n ${condition} -a ${quoted(name)} -d ${quoted(says)}`,
    ),
    ...flags.map((flag) => `complete -c tacit -n ${condition} ${flagWords(flag)} -d ${quoted(flag.says)}`),
  ];
}

function flagWords({ flag, takes, choices }: FlagWords): string {
  const name = `-l ${flag.replace(/^--/, '')}`;
  if (takes === 'none') return name;
  // Offered as words of a shell: a blank in one of them is quoted once more.
  return choices.length === 0 ? `${name} -r` : `${name} -x -a ${quoted(choices.map(quoted).join(' '))}`;
}

/** In the quotes of fish, where a backslash and the quote itself are escaped. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
