/**
 * Documents of a door (a section of the operator's file, the body of a request) to values under our names, and back.
 */
import * as v from 'valibot';
import type { Finding, Path } from '../finding.ts';
import type { Kind, Values } from '../kind.ts';
import { isMapping, unknownField } from '../shape.ts';
import { type Door, doorName, type Named, namesAt } from './names.ts';

/** What a document says: a value; or null, which asks for the default. */
export type Said = Readonly<Record<string, unknown>>;

export type Read = {
  readonly said: Said;
  /** Everything that is wrong with its form, with paths of the document. */
  readonly findings: readonly Finding[];
  /** Our names of the fields that it is wrong with: nobody knows what they say, so nothing else is said of them. */
  readonly unreadable: readonly string[];
};

type Options = {
  /** RFC 7591 §2: what nobody knows is ignored; anywhere else it is a slip. */
  readonly unknown: 'refuse' | 'ignore';
};

/** Members at one level of a document: fields, and what has members itself. */
type Level = Map<string, Named | Level>;

/** Reads a document; what the server alone writes is no field of it. */
export function readDocument(kind: Kind, door: Door, document: unknown, options: Options): Read {
  if (!isMapping(document)) return refuse([], wrong('wrong_shape', [], 'must be a mapping'));
  const names = namesAt(door, kind).filter(({ field }) => field.computed !== true);
  const read = levelReader(options, new Map(names.map((named) => [named.own, doorName(named)])));
  return read(document, levelOf(names), []);
}

function levelOf(names: readonly Named[]): Level {
  const root: Level = new Map();
  for (const named of names) {
    let level = root;
    for (const step of named.path.slice(0, -1)) {
      const inner = level.get(step);
      const next: Level = inner instanceof Map ? inner : new Map();
      level.set(step, next);
      level = next;
    }
    level.set(named.path.at(-1) ?? '', named);
  }
  return root;
}

/** Who writes one of our names at a door that has another one is told which. */
type Translations = ReadonlyMap<string, string>;

function levelReader({ unknown }: Options, translations: Translations) {
  return read;

  function read(document: Values, level: Level, at: Path): Read {
    const known = [...level.keys()];
    const strange =
      unknown === 'ignore'
        ? []
        : Object.keys(document)
            .filter((name) => !level.has(name))
            .map((name) => {
              const meant = at.length === 0 ? translations.get(name) : undefined;
              return wrong('unknown_field', [...at, name], unknownField(name, known, meant));
            });
    const reads = [...level].map(([name, entry]) => readMember(document[name], entry, [...at, name]));
    return {
      said: Object.assign({}, ...reads.map(({ said }) => said)),
      findings: [...strange, ...reads.flatMap(({ findings }) => findings)],
      unreadable: reads.flatMap(({ unreadable }) => unreadable),
    };
  }

  function readMember(value: unknown, entry: Named | Level, at: Path): Read {
    if (value === undefined) return NOTHING_SAID;
    if (!(entry instanceof Map)) return readField(value, entry, at);
    if (value === null)
      return { ...NOTHING_SAID, said: Object.fromEntries([...leaves(entry)].map(({ own }) => [own, null])) };
    if (!isMapping(value))
      return refuse(
        [...leaves(entry)].map(({ own }) => own),
        wrong('wrong_shape', at, 'must be a mapping'),
      );
    return read(value, entry, at);
  }
}

function* leaves(level: Level): Iterable<Named> {
  for (const entry of level.values()) {
    if (entry instanceof Map) yield* leaves(entry);
    else yield entry;
  }
}

const NOTHING_SAID: Read = { said: {}, findings: [], unreadable: [] };

function refuse(unreadable: readonly string[], ...findings: readonly Finding[]): Read {
  return { said: {}, findings, unreadable };
}

function readField(value: unknown, { own, field, isListed }: Named, at: Path): Read {
  if (value === null) {
    if (field.presence === 'required' || field.presence === 'secret')
      return refuse([own], wrong('no_value', at, 'has no value'));
    return { ...NOTHING_SAID, said: { [own]: null } };
  }
  const schema = isListed
    ? v.pipe(v.array(field.shape.schema, 'must be a list'), v.maxLength(1, 'must have at most 1 entries'))
    : field.shape.schema;
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
  if (!parsed.success) return refuse([own], ...parsed.issues.map((issue) => wrongShape(issue, at)));
  const [only = null] = isListed && Array.isArray(parsed.output) ? parsed.output : [parsed.output];
  return { ...NOTHING_SAID, said: { [own]: only } };
}

function wrongShape(issue: v.BaseIssue<unknown>, at: Path): Finding {
  const inner = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const path = [...at, ...inner];
  if (issue.expected === 'never') return wrong('unknown_field', path, issue.message);
  if (issue.type === 'strict_object') return wrong('missing_field', path.slice(0, -1), issue.message);
  return issue.received === 'null'
    ? wrong('no_value', path, 'has no value')
    : wrong('wrong_shape', path, issue.message);
}

function wrong(code: string, path: Path, message: string): Finding {
  return { code, path, message };
}

type Written = {
  /** What is as it would be anyway is left out; an empty name always is, for no document can say it. */
  readonly defaults: 'leave_out' | 'write';
  /** What the server alone writes: for whoever looks, and not for a document that is to be read again. */
  readonly computed?: 'write';
};

/** A record as a document of the door. Secrets are not in it. */
export function writeDocument(
  kind: Kind,
  door: Door,
  record: Values,
  { defaults, computed }: Written,
): Readonly<Record<string, unknown>> {
  const document: Record<string, unknown> = {};
  for (const { own, field, path, isListed } of namesAt(door, kind)) {
    const value = record[own];
    if (value === undefined || field.presence === 'secret' || field.hidden) continue;
    if (field.computed && computed === undefined) continue;
    const isDefault = field.presence === 'default' && JSON.stringify(value) === JSON.stringify(field.default);
    const isUnsayable = isDefault && value === '';
    if (isUnsayable || (defaults === 'leave_out' && isDefault && kind.implied[own] === undefined)) continue;
    putAt(document, path, isListed ? [value] : value);
  }
  return document;
}

/** Writes a value where a door has it. */
export function putAt(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    document[name] = value;
    return;
  }
  const known = document[name];
  const inner: Record<string, unknown> = isMapping(known) ? { ...known } : {};
  putAt(inner, rest, value);
  document[name] = inner;
}

/** The value of a field in a document that was written; undefined where it has none. */
export function valueAt(document: Values, { path, isListed }: Named): unknown {
  const value = path.reduce<unknown>((at, step) => (isMapping(at) ? at[step] : undefined), document);
  const [only] = isListed && Array.isArray(value) ? value : [value];
  return only;
}
