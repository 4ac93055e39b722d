/**
 * What the flags of a command say, as a document for the server's door, and what is wrong with them already.
 */
import type { Complaint, Document } from '@tacit/server/operator';
import { doorName, type Kind, nearestName, putAt } from '@tacit/server/resources';
import { type Flag, readWords, writable } from './flags.ts';
import { readSecret } from './secrets.ts';

export type Given = {
  readonly document: Document;
  readonly add: Readonly<Record<string, readonly unknown[]>>;
  readonly remove: Readonly<Record<string, readonly unknown[]>>;
  readonly complaints: readonly Complaint[];
};

type Words = {
  /** The words of a flag; undefined: it was not given. */
  readonly of: (flag: Flag) => readonly string[] | undefined;
  readonly unset: readonly string[];
};

/** Reads all flags that were given. */
export async function readGiven(kind: Kind, flags: readonly Flag[], words: Words): Promise<Given> {
  const document: Record<string, unknown> = {};
  const parts = { add: new Map<string, readonly unknown[]>(), remove: new Map<string, readonly unknown[]>() };
  const complaints: Complaint[] = [];
  for (const flag of flags) {
    const said = words.of(flag);
    if (said === undefined) continue;
    const value = await meaning(flag, said, complaints);
    const name = doorName(flag.named);
    if (value === undefined) continue;
    if (flag.part === 'set') putAt(document, flag.named.path, value);
    else parts[flag.part].set(name, Array.isArray(value) ? value : [value]);
  }
  for (const [index, name] of words.unset.entries()) {
    const named = writable(kind).find((one) => doorName(one) === name);
    if (named) putAt(document, named.path, null);
    else complaints.push({ code: 'unknown_field', path: ['unset', index], message: unknown(kind, name) });
  }
  return {
    document,
    add: Object.fromEntries(parts.add),
    remove: Object.fromEntries(parts.remove),
    complaints: [...complaints, ...twice(flags, words)],
  };
}

async function meaning(flag: Flag, said: readonly string[], complaints: Complaint[]): Promise<unknown> {
  const { named } = flag;
  if (named.field.presence !== 'secret') return readWords(flag, said);
  const secret = await readSecret(said.at(-1) ?? '', doorName(named));
  if ('value' in secret) return readWords(flag, [secret.value]);
  complaints.push({ code: 'no_secret', path: [...named.path], message: secret.message });
  return undefined;
}

function unknown(kind: Kind, name: string): string {
  const near = nearestName(name, writable(kind).map(doorName));
  return `unknown field ${name}${near === undefined ? '' : `: did you mean ${near}?`}`;
}

/** A field is set or goes back to its default, not both. */
function twice(flags: readonly Flag[], { of, unset }: Words): readonly Complaint[] {
  return flags
    .filter((flag) => of(flag) !== undefined && unset.includes(doorName(flag.named)))
    .map(({ named }) => ({ code: 'said_twice', path: [...named.path], message: 'is set and unset at once' }));
}
