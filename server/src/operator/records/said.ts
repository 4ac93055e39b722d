/**
 * The document of a command, read: what it says in our own names, and all that is wrong with it in the names of whoever typed.
 */
import { ok, type Result } from '../../protocol/result.ts';
import { readDocument, type Said } from '../../resources/computed/document.ts';
import { doorName, findingAt, type Named, namesAt } from '../../resources/computed/names.ts';
import type { Finding } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind } from '../../resources/kind.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { AskedRecord, Complaint, Document } from './asked.ts';
import { changedList } from './lists.ts';
import { chooseKey, type Place } from './place.ts';

export type AskedDocument = {
  readonly verb: 'create' | 'set';
  /** In the names of the operator's file; null asks for the default. */
  readonly document: Document;
  /** Entries that are put into lists and taken out, by the names of their fields. */
  readonly add: Readonly<Record<string, readonly unknown[]>>;
  readonly remove: Readonly<Record<string, readonly unknown[]>>;
  /** What stands before a field where whoever reads the complaints writes one: `--`. */
  readonly prefix: string;
};

type Asked = AskedRecord & AskedDocument & { readonly version: number | undefined };

type Read = {
  readonly said: Said;
  /** Our names of fields that could not be read. */
  readonly unreadable: readonly string[];
  readonly complaints: readonly Complaint[];
  /** Of lists that entries are added to: how many they had before. */
  readonly kept: ReadonlyMap<string, number>;
  readonly version: number | undefined;
};

/** What is asked of the record; refused when it is not known which one is meant. */
export async function readAsked(
  open: OpenDesk,
  place: Place,
  asked: Asked,
): Promise<Result<Read, readonly Complaint[]>> {
  const kind = KINDS[asked.kind];
  const key = await keySaid(open, place, asked);
  if (!key.ok) return key;
  const lists = await readLists(open, place, { asked, key: key.value });
  const { said, findings, unreadable } = readDocument(
    kind,
    'auth0',
    { ...asked.document, ...lists.document, ...(asked.verb === 'create' ? key.value : {}) },
    { unknown: 'refuse' },
  );
  const twice = Object.entries(key.value).filter(
    ([name, value]) => (asked.document[name] ?? value) !== value,
  );
  return ok({
    // The key of what is stored is taken as it is: rules may have become stricter since.
    said: { ...said, ...(asked.verb === 'create' ? {} : ownNames(kind, key.value)) },
    unreadable,
    complaints: [
      ...lists.complaints,
      ...findings.map((finding) => ofPart(finding, lists.kept)),
      ...twice.map(([name]) => ({ code: 'create_only', path: [name], message: MESSAGES[asked.verb] })),
    ],
    kept: lists.kept,
    version: asked.version ?? lists.version,
  });
}

/** Where a flag says another key than the words of the command. */
const MESSAGES: Readonly<Record<AskedDocument['verb'], string>> = {
  create: 'is said twice, and not alike',
  set: 'cannot be changed once it is made',
};

/** In the names of the operator's file. */
type KeySaid = Readonly<Record<string, string>>;

/** The fields of the key that the words say. What is to be made may be named in part: the rest is said by flags, or made. */
async function keySaid(
  open: OpenDesk,
  place: Place,
  asked: Asked,
): Promise<Result<KeySaid, readonly Complaint[]>> {
  const names = keyNames(KINDS[asked.kind]);
  const said = (words: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((named, index) => {
        const word = words[index];
        return word === undefined ? [] : [[doorName(named), word]];
      }),
    );
  // What lies between others is named by them, as they are called: they are there.
  const isBetween = asked.kind !== 'tenant' && names.length > 1 && asked.key.length === names.length;
  if (asked.verb === 'create' && !isBetween)
    return ok(said(asked.kind === 'tenant' ? labels(asked.key) : asked.key));
  const key = await chooseKey(open, place, asked);
  return key.ok ? ok(said(key.value)) : key;
}

function keyNames(kind: Kind): readonly Named[] {
  const names = namesAt('auth0', kind);
  return kind.key.flatMap((own) => names.filter((named) => named.own === own));
}

function ownNames(kind: Kind, key: KeySaid): Said {
  return Object.fromEntries(keyNames(kind).map((named) => [named.own, key[doorName(named)]]));
}

/** `name.region` of a tenant that is not there yet. */
function labels([tenant]: readonly string[]): readonly string[] {
  const [name, ...region] = (tenant ?? '').split('.');
  return [name, ...(region.length > 0 ? [region.join('.')] : [])].flatMap((label) => (label ? [label] : []));
}

type Lists = Pick<Read, 'complaints' | 'kept' | 'version'> & { readonly document: Document };

/** The lists that are meant by what is added to those that are stored. */
async function readLists(
  { desk }: OpenDesk,
  { tenant_id }: Place,
  { asked, key }: { readonly asked: Asked; readonly key: KeySaid },
): Promise<Lists> {
  const kind = KINDS[asked.kind];
  const { add, remove } = asked;
  const names = namesAt('auth0', kind).filter((named) => doorName(named) in add || doorName(named) in remove);
  if (names.length === 0) return { document: {}, complaints: [], kept: new Map(), version: undefined };
  const stored = await desk.show(
    asked.kind,
    tenant_id,
    keyNames(kind).map((named) => key[doorName(named)] ?? ''),
  );
  const document: Record<string, unknown> = {};
  const kept = new Map<string, number>();
  const complaints: Complaint[] = [];
  for (const named of names) {
    const name = doorName(named);
    const before = stored?.record[named.own];
    const changed = changedList(before, { named, add: add[name] ?? [], remove: remove[name] ?? [] });
    if (name in asked.document)
      complaints.push({ code: 'said_twice', path: [name], message: 'is set and added to at once' });
    else if (!changed.ok) complaints.push(...changed.error);
    else {
      document[name] = changed.value.list;
      kept.set(name, changed.value.kept);
    }
  }
  // What is added to a list is decided on the list that was read.
  return { document, complaints, kept, version: stored?.version };
}

/** A place in a list that was added to is a place among what was added. */
function ofPart(finding: Complaint, kept: Read['kept']): Complaint {
  const [name, index, ...rest] = finding.path;
  const before = typeof name === 'string' ? kept.get(name) : undefined;
  if (typeof name !== 'string' || before === undefined || typeof index !== 'number' || index < before)
    return finding;
  return { ...finding, part: 'add', path: [name, index - before, ...rest] };
}

/** Findings of the desk, for whoever typed. */
export function refusals(
  asked: Pick<AskedRecord, 'kind'> & Partial<Pick<AskedDocument, 'prefix'>>,
  findings: readonly Finding[],
  kept: Read['kept'] = new Map(),
): readonly Complaint[] {
  const kind = KINDS[asked.kind];
  return findings
    .map(({ code, path, message }) => ({ code, path, message: spelled(kind, message, asked.prefix) }))
    .map((finding) => ofPart(findingAt('auth0', kind, finding), kept));
}

function spelled(kind: Kind, message: string, prefix = ''): string {
  const names = namesAt('auth0', kind);
  return message.replaceAll(/\{([a-z0-9_]+)\}/g, (_, own: string) => {
    const named = names.find((one) => one.own === own);
    return `${prefix}${named ? doorName(named) : own}`;
  });
}
