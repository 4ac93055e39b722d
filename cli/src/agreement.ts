/**
 * Asking before something is destroyed.
 */
import { createInterface } from 'node:readline/promises';
import { complain, printable } from './output.ts';
import { ownTerminal } from './terminal.ts';

type Question = {
  /** What is destroyed, line by line. */
  readonly lines: readonly string[];
  /** What has to be typed. */
  readonly word: string;
  /** `to end it`. */
  readonly purpose: string;
};

/** Says what is destroyed, and whether somebody has agreed by typing its name. */
export async function isAgreed({ lines, word, purpose }: Question): Promise<boolean> {
  complain(lines);
  if (!ownTerminal().stdin.isTTY) {
    complain(['There is no terminal to ask on: say --yes.']);
    return false;
  }
  const terminal = createInterface({
    input: ownTerminal().stdin,
    output: ownTerminal().stderr,
    terminal: false,
  });
  try {
    return (await terminal.question(`Type ${printable(word)} ${purpose}: `)) === word;
  } finally {
    terminal.close();
  }
}
