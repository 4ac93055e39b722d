/**
 * `tacit users export`: what is kept about one person, or everybody as a file.
 */
import { open, rename, rm } from 'node:fs/promises';
import { findOperator } from '../operator.ts';
import { complain, printJson, say } from '../output.ts';
import { startProgress } from '../progress.ts';
import { ownTerminal } from '../terminal.ts';

export type ExportPeopleChoice = {
  readonly tenant?: string;
  readonly format?: 'json' | 'csv';
  readonly fields?: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
};

/** Prints all that is kept about one person. */
export async function exportPerson(user: string, tenant: string | undefined): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const exported = await operator.exportUser({ tenant, user });
  if (!exported.ok) {
    complain(exported.error);
    return 1;
  }
  printJson(exported.value);
  return 0;
}

/** Writes everybody to stdout, or into a file that is there when it is whole. */
export async function exportEverybody(choice: ExportPeopleChoice): Promise<number> {
  const { tenant, format = 'json', fields, output, json = false } = choice;
  const operator = await findOperator();
  if (!operator) return 1;
  const sink = await openSink(output);
  const progress = startProgress('Exporting');
  const asked = { tenant, format, fields: fields?.map((name) => ({ name })) };
  try {
    const exported = await operator.exportPeople(asked, { write: sink.write, hear: progress.hear });
    if (!exported.ok) {
      await sink.drop();
      complain(exported.error);
      return 1;
    }
    await sink.keep();
    if (output !== undefined && json) printJson({ file: output });
    else if (output !== undefined) say([`Everybody is in ${output}.`]);
    return 0;
  } catch (error) {
    await sink.drop();
    throw error;
  } finally {
    progress.end();
  }
}

type Sink = {
  readonly write: (text: string) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly drop: () => Promise<void>;
};

/** Whose data it is is nobody else's on this machine. */
const OWN = 0o600;

async function openSink(output: string | undefined): Promise<Sink> {
  if (output === undefined) {
    const nothing = async () => {};
    // Whoever has stopped reading, as `head` does, ends it: the write that failed says so.
    ownTerminal().stdout.on('error', nothing);
    return { write: written, keep: nothing, drop: nothing };
  }
  const partial = `${output}.partial`;
  const file = await open(partial, 'w', OWN);
  return {
    write: (text) => file.appendFile(text),
    async keep() {
      await file.sync();
      await file.close();
      await rename(partial, output);
    },
    async drop() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}

/** Resolves when there is room for more. */
function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    ownTerminal().stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
