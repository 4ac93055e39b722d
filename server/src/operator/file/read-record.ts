/**
 * One entry of a section: what it says, and all that is wrong with its form. What could not be read takes nothing else with
 * it: of a list the other entries are read, of a record the other fields.
 */
import { readDocument, type Said } from '../../resources/computed/document.ts';
import { namesAt } from '../../resources/computed/names.ts';
import type { Finding, Path } from '../../resources/finding.ts';
import type { Kind } from '../../resources/kind.ts';
import { isMapping } from '../../resources/shape.ts';

export type ReadRecord = {
  readonly said: Said;
  /** With paths of the entry. */
  readonly findings: readonly Finding[];
  /** Where something is that could not be read. */
  readonly unread: readonly Path[];
  /** The fields that this concerns, by our names. */
  readonly unreadFields: ReadonlySet<string>;
  /** The place in the file of a place in what was read, where entries of lists were left out. */
  readonly inFile: (path: Path) => Path;
};

/** Reads an entry; `unread` are places of it that are known already to hold what nobody meant. */
export function readRecord(kind: Kind, document: unknown, unread: readonly Path[]): ReadRecord {
  const { said, findings } = readDocument(kind, 'auth0', document, { unknown: 'refuse' });
  const known = findings.filter(({ path }) => !isWithin(path, unread));
  const all = [...unread, ...findings.filter(isOfValue).map(({ path }) => path)];
  const dropped = entriesAt(all, document);
  const rest = dropped.size === 0 ? said : readAgain(kind, document, dropped);
  return {
    said: rest,
    findings: known,
    unread: all,
    unreadFields: fieldsAt(kind, all),
    inFile: (path) => shifted(path, dropped),
  };
}

/** Whether the place is one of some, or within one. */
export function isWithin(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => place.every((step, index) => path[index] === step));
}

/** A field that nobody knows has no value that somebody could miss. */
function isOfValue({ code, path }: Finding): boolean {
  return code !== 'unknown_field' || path.length > 1;
}

/** By the place of a list, which of its entries could not be read. */
type Dropped = ReadonlyMap<string, ReadonlySet<number>>;

function entriesAt(paths: readonly Path[], document: unknown): Dropped {
  const dropped = new Map<string, Set<number>>();
  for (const path of paths) {
    const place = path.findIndex((step) => typeof step === 'number');
    const index = path[place];
    if (typeof index !== 'number' || !Array.isArray(valueAt(document, path.slice(0, place)))) continue;
    const list = JSON.stringify(path.slice(0, place));
    dropped.set(list, (dropped.get(list) ?? new Set()).add(index));
  }
  return dropped;
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isMapping(value) ? value[step] : undefined), document);
}

function readAgain(kind: Kind, document: unknown, dropped: Dropped): Said {
  return readDocument(kind, 'auth0', without(document, dropped, []), { unknown: 'refuse' }).said;
}

function without(value: unknown, dropped: Dropped, at: Path): unknown {
  const gone = dropped.get(JSON.stringify(at));
  if (Array.isArray(value)) return gone ? value.filter((_, index) => !gone.has(index)) : value;
  if (!isMapping(value)) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    without(inner, dropped, [...at, name]),
  ]);
  return Object.fromEntries(members);
}

function shifted(path: Path, dropped: Dropped): Path {
  const place = path.findIndex((step) => typeof step === 'number');
  const index = path[place];
  const gone = dropped.get(JSON.stringify(path.slice(0, place)));
  if (typeof index !== 'number' || !gone) return path;
  const original = [...gone].toSorted((a, b) => a - b).reduce((at, one) => (one <= at ? at + 1 : at), index);
  return path.with(place, original);
}

function fieldsAt(kind: Kind, unread: readonly Path[]): ReadonlySet<string> {
  const names = namesAt('auth0', kind);
  return new Set(
    names
      .filter(({ path: own }) => unread.some((path) => isWithin(path, [own]) || isWithin(own, [path])))
      .map(({ own }) => own),
  );
}
