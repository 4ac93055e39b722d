/**
 * What can be typed after `tacit`, read off the program itself: commands, their flags and what a flag may be.
 */
import type { Command } from 'commander';

export type FlagWords = {
  readonly flag: string;
  /** How many words follow it. */
  readonly takes: 'none' | 'one' | 'many';
  /** All that may follow; empty: anything. */
  readonly choices: readonly string[];
  readonly says: string;
};

export type CommandWords = {
  /** `clients set`; empty: the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly says: string }[];
  readonly flags: readonly FlagWords[];
};

/** The program and all commands in it. */
export function wordsOf(command: Command, path = ''): readonly CommandWords[] {
  const own: CommandWords = {
    path,
    commands: command.commands.map((one) => ({ name: one.name(), says: one.summary() || one.description() })),
    flags: [
      ...command.options.flatMap(({ long, required, variadic, argChoices = [], description }) =>
        long
          ? [{ flag: long, takes: takes(required, variadic), choices: argChoices, says: description }]
          : [],
      ),
      { flag: '--help', takes: 'none', choices: [], says: 'display help' },
    ],
  };
  return [
    own,
    ...command.commands.flatMap((one) => wordsOf(one, path === '' ? one.name() : `${path} ${one.name()}`)),
  ];
}

function takes(required: boolean, variadic: boolean): FlagWords['takes'] {
  if (variadic) return 'many';
  return required ? 'one' : 'none';
}
