/**
 * `tacit completion`.
 */
import type { Command } from 'commander';
import { ownTerminal } from '../terminal.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { type CommandWords, wordsOf } from './program-words.ts';
import { zshCompletion } from './zsh.ts';

const SHELLS: ReadonlyMap<string, (words: readonly CommandWords[]) => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** Prints the script of a shell that is in the table. */
export function printCompletion(program: Command, shell: string): number {
  const script = SHELLS.get(shell);
  if (!script)
    throw new Error(`There is no completion for ${shell}; the command takes only shells that have one.`);
  ownTerminal().stdout.write(`${script(wordsOf(program))}\n`);
  return 0;
}
