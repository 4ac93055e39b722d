/**
 * Where the value of a secret comes from: standard input or the environment, never the command line.
 */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ownTerminal } from '../terminal.ts';

const MAX_CHARACTERS = 65_536;

const VARIABLE = 'env:';

export type Secret = { readonly value: string } | { readonly message: string };

/** The value that a word of the command line stands for, or what is wrong with the word. */
export async function readSecret(word: string, prompt: string): Promise<Secret> {
  if (word === '-') return { value: await (ownTerminal().stdin.isTTY ? typed(prompt) : piped()) };
  if (!word.startsWith(VARIABLE))
    return { message: 'is not given on the command line: say - and write it to standard input, or env:NAME' };
  const name = word.slice(VARIABLE.length);
  const value = ownTerminal().env[name];
  return value === undefined ? { message: `names the variable ${name}, which is not set` } : { value };
}

/** All there is, without the line end that `echo` and editors put behind it. */
async function piped(): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of ownTerminal().stdin.setEncoding('utf8')) {
    length += String(part).length;
    if (length > MAX_CHARACTERS) throw new Error(`A secret has at most ${MAX_CHARACTERS} characters.`);
    parts.push(String(part));
  }
  return parts.join('').replace(/\r?\n$/, '');
}

/** A line that is not shown while it is typed. */
async function typed(prompt: string): Promise<string> {
  ownTerminal().stderr.write(`${prompt}: `);
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: ownTerminal().stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    ownTerminal().stderr.write('\n');
  }
}
