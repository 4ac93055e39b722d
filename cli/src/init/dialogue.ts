/**
 * The questions of `tacit init` on a terminal: each answer is judged at once, and asked for again until it can be meant.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

export type Question<Name extends string> = {
  readonly name: Name;
  readonly says: string;
  /** What an empty line means. */
  readonly usual: string;
};

export type Streams = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

type Dialogue<Name extends string> = {
  readonly questions: readonly Question<Name>[];
  /** What is wrong with an answer; undefined: nothing. */
  readonly judge: (name: Name, answer: string, before: Answers<Name>) => Promise<string | undefined>;
};

type Answers<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** The answers; undefined when whoever was asked went away. */
export async function ask<Name extends string>(
  { questions, judge }: Dialogue<Name>,
  { input, output }: Streams,
): Promise<Answers<Name> | undefined> {
  const terminal = createInterface({ input, output });
  const gone = once(terminal, 'close').then(() => undefined);
  // What is pasted or piped comes faster than it is asked for.
  const lines = terminal[Symbol.asyncIterator]();
  const answers: Partial<Record<Name, string>> = {};
  try {
    for (const { name, says, usual } of questions) {
      let mistake: string | undefined;
      do {
        if (mistake !== undefined) output.write(`  ${mistake}\n`);
        const prompt = `${says} [${usual}]: `;
        // Written here, for lines that are still to be read may outlast the stream; known there, for a line that is edited.
        terminal.setPrompt(prompt);
        output.write(prompt);
        const line = await lines.next();
        if (line.done) return undefined;
        answers[name] = line.value.trim() || usual;
        mistake = await judge(name, answers[name], answers);
      } while (mistake !== undefined);
    }
    return answers;
  } finally {
    terminal.close();
    await gone;
  }
}
