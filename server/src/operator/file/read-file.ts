/**
 * A `tacit.yaml`: what it says, as entries of its sections, and all that is wrong with its form. Nothing that is wrong hides
 * what else is.
 */
import type { Environment } from '../../config.ts';
import type { Place } from '../../desk/desk.ts';
import { ok, type Result } from '../../protocol/result.ts';
import { findingAt } from '../../resources/computed/names.ts';
import { type Finding, fieldName, type Path } from '../../resources/finding.ts';
import type { Kind, Values } from '../../resources/kind.ts';
import { isWithin, type ReadRecord, readRecord } from './read-record.ts';
import { OF_A_TENANT, ROLLOUTS, type Section, sectionFields, TENANTS } from './sections.ts';
import { type Mistake, readYaml, type YamlSource } from './yaml-source.ts';

/** The tenant of an entry; one whose name or region could not be read is another than all that there are. */
type FilePlace = {
  readonly tenant: Extract<Place, { readonly name: string }>;
  readonly isKnown: boolean;
};

export type FileEntry = Omit<ReadRecord, 'findings'> & {
  readonly section: Section;
  /** Where it stands. */
  readonly at: Path;
  readonly place: FilePlace | undefined;
};

/** A section that is there, be it empty. */
export type FileSection = {
  readonly section: Section;
  readonly place: FilePlace | undefined;
  /** Where it stands. */
  readonly at: Path;
  readonly entries: readonly FileEntry[];
  /** False: it is there and is none. */
  readonly isRead: boolean;
};

export type FileRead = {
  readonly source: YamlSource;
  readonly sections: readonly FileSection[];
  /** In the order of the sections. */
  readonly entries: readonly FileEntry[];
  readonly mistakes: readonly Mistake[];
};

type Part = Pick<FileRead, 'sections' | 'entries' | 'mistakes'>;

/** What holds sections and stands somewhere. */
type Holder = { readonly source: YamlSource; readonly at: Path; readonly place: FilePlace | undefined };

/** Reads the text; only where it is no YAML there is nothing to read. */
export function readFileText(text: string, env: Environment): Result<FileRead, readonly Mistake[]> {
  const read = readYaml(text, env);
  if (!read.ok) return read;
  const source = read.value;
  const top = { source, at: [], place: undefined };
  const file = readHolder(NO_KIND, [ROLLOUTS, TENANTS], source.value, top);
  const part = joined([
    readSection(ROLLOUTS, file.read, top),
    readSection(TENANTS, file.read, top, readTenant),
  ]);
  return ok({ source, ...part, mistakes: [...source.mistakes, ...file.mistakes, ...part.mistakes] });
}

/** The file itself has sections and no fields. */
const NO_KIND: Kind = { ...TENANTS.kind, fields: {}, key: [] };

type Held = { readonly read: ReadRecord; readonly mistakes: readonly Mistake[] };

/** A mapping of fields and sections; what is wrong within a section is told by its entries. */
function readHolder(
  kind: Kind,
  sections: readonly Section[],
  document: unknown,
  { source, at }: Holder,
): Held {
  const names = sections.map((section) => section.kind.section);
  const unread = unreadIn(source, at).filter(
    ([name, ...inner]) => inner.length === 0 || !names.includes(String(name)),
  );
  const fields = { ...kind.fields, ...sectionFields(sections) };
  const read = readRecord({ ...kind, fields }, document, unread);
  const mistakes = read.findings.map((finding) => mistakeOf(withMeant(finding, sections), at, source));
  return { read, mistakes };
}

/** Of a section that stands in the wrong place, or goes by the name of its command, it is known what was meant. */
function withMeant(finding: Finding, sections: readonly Section[]): Finding {
  const { code, path } = finding;
  const [name] = path;
  if (code !== 'unknown_field' || path.length !== 1) return finding;
  const isNamed = ({ kind }: Section) => kind.section === name || kind.command === name;
  const here = sections.find(isNamed);
  if (here) return { ...finding, message: `unknown field ${name}: write ${here.kind.section}` };
  const inTenant = OF_A_TENANT.find(isNamed)?.kind.section;
  return inTenant === undefined
    ? finding
    : {
        ...finding,
        message: `unknown field ${name}: ${inTenant} stands in a tenant, beside its name and region`,
      };
}

type ReadEntry = (section: Section, document: unknown, holder: Holder & { readonly index: number }) => Part;

function readSection(
  section: Section,
  { said, unreadFields }: Pick<ReadRecord, 'said' | 'unreadFields'>,
  holder: Holder,
  readEntry: ReadEntry = readOneEntry,
): Part {
  const { section: name } = section.kind;
  const { place } = holder;
  const at = [...holder.at, name];
  const value = said[name];
  if (value === undefined) {
    const sections = unreadFields.has(name) ? [{ section, place, at, entries: [], isRead: false }] : [];
    return { sections, entries: [], mistakes: [] };
  }
  const documents = Array.isArray(value)
    ? value.map((document, index) => ({ document, at: [...at, index], index }))
    : [{ document: value, at, index: 0 }];
  const parts = documents.map(({ document, ...where }) =>
    readEntry(section, document, { ...holder, ...where }),
  );
  const part = joined(parts);
  const entries = part.entries.filter((entry) => entry.section === section);
  return { ...part, sections: [{ section, place, at, entries, isRead: true }, ...part.sections] };
}

function readOneEntry(
  section: Section,
  document: unknown,
  holder: Holder & { readonly index: number },
): Part {
  const { source, at } = holder;
  const fields = { ...section.kind.fields, ...section.holdings };
  const read = readRecord({ ...section.kind, fields }, document, unreadIn(source, at));
  const { entry, findings } = addressed({ section, read, ...holder });
  const mistakes = [...read.findings, ...findings].map((finding) => mistakeOf(finding, at, source));
  return { sections: [], entries: [entry], mistakes };
}

function readTenant(section: Section, document: unknown, holder: Holder & { readonly index: number }): Part {
  const { source, at } = holder;
  const held = readHolder(section.kind, OF_A_TENANT, document, holder);
  const own = Object.entries(held.read.said).filter(([name]) => Object.hasOwn(section.kind.fields, name));
  const read = { ...held.read, said: Object.fromEntries(own) };
  const { entry, findings } = addressed({ section, read, ...holder });
  const place = placeOf(entry, read.said);
  const parts = OF_A_TENANT.map((inner) => readSection(inner, held.read, { source, at, place }));
  const part = joined(parts);
  return {
    sections: part.sections,
    entries: [entry, ...part.entries],
    mistakes: [
      ...held.mistakes,
      ...findings.map((finding) => mistakeOf(finding, at, source)),
      ...part.mistakes,
    ],
  };
}

function placeOf({ said }: FileEntry, wasSaid: Values): FilePlace {
  const [name, region] = [String(said['name']), String(said['region'])];
  return {
    tenant: { name, region },
    isKnown: wasSaid['name'] !== undefined && wasSaid['region'] !== undefined,
  };
}

type Unaddressed = Holder & {
  readonly section: Section;
  readonly read: ReadRecord;
  readonly index: number;
};

/**
 * What an entry is known by is needed to judge the rest of it: what could not be read of it, or is not there, is stood in for by
 * something that is nowhere else.
 */
function addressed({ section, read, at, place, index }: Unaddressed): {
  readonly entry: FileEntry;
  readonly findings: readonly Finding[];
} {
  const { kind, knownBy } = section;
  const { findings: _, said, unread, unreadFields, inFile } = read;
  const isKnown = knownBy.some(({ field }) => typeof said[field] === 'string');
  const missing = isKnown ? [] : kind.key.filter((name) => typeof said[name] !== 'string');
  const findings = missing
    .map((name) => [name, ...knownBy.map(({ field }) => field)])
    .filter((names) => !isWithin([], unread) && !names.some((name) => unreadFields.has(name)))
    .map((names) => findingAt('auth0', kind, missingKey(names)));
  const standIns = missing.map((name) => [name, `unread_${index}`]);
  const entry = {
    section,
    at,
    place,
    inFile,
    said: { ...said, ...Object.fromEntries(standIns) },
    unread: [...unread, ...missing.map((name) => pathOf(name, kind))],
    unreadFields: new Set([...unreadFields, ...missing]),
  };
  return { entry, findings };
}

function pathOf(own: string, kind: Kind): Path {
  return findingAt('auth0', kind, { code: '', path: [own], message: '' }).path;
}

function missingKey(names: readonly string[]): Finding {
  const fields = names.map((name) => `{${name}}`).join(' or ');
  return { code: 'missing_field', path: [], message: `misses the field ${fields}` };
}

/** Where within a place something is that nobody meant. */
function unreadIn({ unread }: YamlSource, at: Path): readonly Path[] {
  return unread.filter((path) => isWithin(path, [at])).map((path) => path.slice(at.length));
}

/** A finding of an entry, where it stands in the file. */
export function mistakeOf({ code, path, message }: Finding, at: Path, source: YamlSource): Mistake {
  const place = [...at, ...path];
  return code === 'unknown_field'
    ? source.mistakeAtName(place, message)
    : source.mistake(place, `${fieldName(place)} ${message}`);
}

function joined(parts: readonly Part[]): Part {
  return {
    sections: parts.flatMap(({ sections }) => sections),
    entries: parts.flatMap(({ entries }) => entries),
    mistakes: parts.flatMap(({ mistakes }) => mistakes),
  };
}
