/**
 * A YAML file that remembers where everything stands in it, so that every complaint has a line and a column. What comes from
 * the environment is put in after parsing: it cannot add fields.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { Environment } from '../../config.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { fieldName, type Path } from '../../resources/finding.ts';
import { fillPlaceholders, isNearlyPlaceholder } from './placeholders.ts';

/** Something wrong with the file, for the person who wrote it. */
export type Mistake = { readonly line: number; readonly column: number; readonly message: string };

export type YamlSource = {
  /** Plain data: mappings, lists, text, numbers, booleans, null. */
  readonly value: unknown;
  /** What stands nowhere although its field does, and what the environment does not have. */
  readonly mistakes: readonly Mistake[];
  /** Where those are: whatever the value there looks like, it is not what was meant. */
  readonly unread: readonly Path[];
  /** A complaint about the value at the path; about the nearest thing around it when it is not there. */
  mistake(path: Path, message: string): Mistake;
  /** A complaint about the name of the field at the path. */
  mistakeAtName(path: Path, message: string): Mistake;
};

type Complaint = { readonly offset: number; readonly message: string };

/** Something wrong with the value of a node, from where it is looked for. */
type Spot = { readonly path: Path; readonly offset: number; readonly message: string | undefined };

/** Aliases may repeat what was anchored, but not multiply it. */
const MAX_ALIASES = 100;

/** `password: ##NAME##` without quotes is a comment to YAML. */
const NOTHING = 'has no value; what begins with # must be in quotes; write null for the default';

const EXAMPLE = 'tenants: [{ name: acme, region: us }]';

/**
 * Reads the text; what is wrong with its syntax leaves nothing to read, all else is told beside what could be read. `example` is what
 * somebody could have written who wrote nothing.
 */
export function readYaml(
  text: string,
  env: Environment,
  example = EXAMPLE,
): Result<YamlSource, readonly Mistake[]> {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  });
  const mistakeAt = ({ offset, message }: Complaint): Mistake => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  const syntax = syntaxComplaints(document);
  const unreadable = syntax.length > 0 ? syntax : aliasComplaints(document);
  const unset = fillScalars(document, env);
  if (unreadable.length > 0) return err(inOrder([...unreadable, ...unsetComplaints(unset)]).map(mistakeAt));
  if (document.contents === null)
    return err([
      mistakeAt({ offset: 0, message: `the file is empty: it must be a mapping, as in ${example}` }),
    ]);
  const spots = spotsOf(document, unset);
  return ok({
    value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    mistakes: spots.map(({ offset, path, message }) =>
      mistakeAt({ offset, message: message ?? `${fieldName(path)} ${NOTHING}` }),
    ),
    unread: spots.map(({ path }) => path),
    mistake: (path, message) => mistakeAt({ offset: offsetOf(document, path), message }),
    mistakeAtName: (path, message) => mistakeAt({ offset: offsetOfName(document, path), message }),
  });
}

const NO_COLON = 'a colon is missing: write name: value on one line';

/** What the parser says for whoever writes programs, for whoever writes files. */
const SYNTAX: ReadonlyMap<string, string> = new Map([
  ['MULTIPLE_DOCS', 'the file has a second document after ---: write one file each, or one list of tenants'],
  ['DUPLICATE_KEY', 'this name is there twice in one mapping: keep one of them'],
  ['TAB_AS_INDENT', 'a tab begins the line: indent with spaces'],
  ['TAG_RESOLVE_FAILED', 'a tag (what begins with !) has no meaning here: leave it out'],
  ['BLOCK_AS_IMPLICIT_KEY', 'a second colon in one line: put the value in quotes'],
  ['MULTILINE_IMPLICIT_KEY', NO_COLON],
  ['BAD_SCALAR_START', 'a value begins with a character that YAML keeps for itself: put it in quotes'],
]);

const UNCLOSED = 'a quote or bracket that was opened is not closed before here';

const ASKEW = 'this line is indented as none above it: fields of one mapping begin in one column';

/** What one code of the parser has several meanings for, by the words that it has for them. */
const BY_WORDS: readonly (readonly [words: RegExp, message: string])[] = [
  [/^Missing closing|must be sufficiently indented and end with a/, UNCLOSED],
  [/^Sequence item without|must start at the same column$/, ASKEW],
  [/^Implicit map keys need/, NO_COLON],
  [/at node end$/, 'a value goes on behind its end: put all of it in one pair of quotes'],
];

/** Both are told at one place where a line is read as the rest of the one before. */
const RUN_ON = ['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'] as const;

const RUNS_ON =
  'the next line is read as the rest of this one: begin both in one column, with a space behind - and behind :';

/** A warning is as good as an error: it means that something was not read as it was written. */
function syntaxComplaints({ errors, warnings }: Document): readonly Complaint[] {
  const codesAt = Map.groupBy(errors, ({ pos }) => pos[0]);
  const complaints = [...errors, ...warnings].map(({ pos: [offset], code, message }) => {
    const here = codesAt.get(offset) ?? [];
    const runsOn = RUN_ON.every((one) => here.some((error) => error.code === one));
    const byWords = BY_WORDS.find(([words]) => words.test(message))?.[1];
    return { offset, message: runsOn ? RUNS_ON : (SYNTAX.get(code) ?? byWords ?? `YAML: ${message}`) };
  });
  // What is said twice of one place is one mistake.
  return complaints.filter(
    ({ offset, message }, index) =>
      complaints.findIndex((one) => one.offset === offset && one.message === message) === index,
  );
}

function unsetComplaints(unset: Unset): readonly Complaint[] {
  return [...unset].flatMap(([node, messages]) =>
    messages.map((message) => ({ offset: startOf(node), message })),
  );
}

function inOrder(complaints: readonly Complaint[]): readonly Complaint[] {
  return complaints.toSorted((a, b) => a.offset - b.offset);
}

/** What the parser would refuse to expand, and could not say where it stands. */
function aliasComplaints(document: Document): readonly Complaint[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const unknown = aliases.filter((alias) => alias.resolve(document) === undefined);
  if (unknown.length > 0) {
    return unknown.map((alias) => ({
      offset: startOf(alias),
      message: `*${alias.source} stands for nothing: no &${alias.source} comes before it`,
    }));
  }
  const [first] = aliases;
  if (!first || canExpand(document)) return [];
  return [{ offset: startOf(first), message: `the aliases repeat too much: write the values out` }];
}

/** The parser counts how often an alias within an alias is repeated, and throws beyond the limit. */
function canExpand(document: Document): boolean {
  try {
    document.toJS({ maxAliasCount: MAX_ALIASES });
    return true;
  } catch (error) {
    if (error instanceof ReferenceError) return false;
    throw error;
  }
}

/** Every place whose value is not what somebody meant to write. */
function spotsOf(document: Document, unset: Unset): readonly Spot[] {
  const known = new Map<Node, readonly Spot[]>();

  /** The same for each alias of a node, so that it is looked through once. */
  function spotsIn(node: Node): readonly Spot[] {
    const seen = known.get(node);
    if (seen) return seen;
    const found = look(node);
    known.set(node, found);
    return found;
  }

  function look(node: Node): readonly Spot[] {
    if (isAlias(node)) {
      const target = node.resolve(document);
      return target ? spotsIn(target) : [];
    }
    if (isMap(node)) return node.items.flatMap(lookAtPair);
    if (isSeq(node))
      return node.items.flatMap((item, index) => (isNode(item) ? within(index, spotsIn(item)) : []));
    return isScalar(node) ? lookAtScalar(node) : [];
  }

  function lookAtScalar(node: Scalar): readonly Spot[] {
    const complaints = unset.get(node) ?? [];
    if (complaints.length > 0)
      return complaints.map((message) => ({ path: [], offset: startOf(node), message }));
    const isNothing = node.value === null && !node.source && node !== document.contents;
    return isNothing ? [{ path: [], offset: startOf(node), message: undefined }] : [];
  }

  function lookAtPair({ key, value }: Pair): readonly Spot[] {
    if (!isScalar(key)) return [];
    const inner = isNode(value) ? spotsIn(value) : [{ path: [], offset: startOf(key), message: undefined }];
    return within(String(key.value), inner);
  }

  return isNode(document.contents) ? spotsIn(document.contents) : [];
}

function within(step: string | number, spots: readonly Spot[]): readonly Spot[] {
  return spots.map((spot) => ({ ...spot, path: [step, ...spot.path] }));
}

/** The complaints about each value that names what the environment does not have. */
type Unset = ReadonlyMap<Node, readonly string[]>;

const NEARLY =
  'is written like ##NAME##, whose name has letters, digits and _ alone; ## itself is written ##_##';

/** Puts the environment's values in. */
function fillScalars(document: Document, env: Environment): Unset {
  const unset = new Map<Node, readonly string[]>();
  visit(document, {
    Scalar(key, scalar) {
      if (key === 'key' || typeof scalar.value !== 'string') return;
      const { value } = scalar;
      const { text, missing } = fillPlaceholders(value, env);
      scalar.value = text;
      const complaints = [
        ...missing.map(({ placeholder, name }) => `${placeholder}: ${name} is not in the environment`),
        ...(isNearlyPlaceholder(value) ? [NEARLY] : []),
      ];
      if (complaints.length > 0) unset.set(scalar, complaints);
    },
  });
  return unset;
}

/** Walks as far along the path as there is something; what is not there is looked for where it should be. */
function nodesAlong(
  document: Document,
  path: Path,
): { readonly nodes: readonly Node[]; readonly pair?: Pair } {
  const nodes: Node[] = isNode(document.contents) ? [document.contents] : [];
  let pair: Pair | undefined;
  for (const step of path) {
    const around = resolved(document, nodes.at(-1));
    pair = isMap(around) ? around.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const next = isSeq(around) && typeof step === 'number' ? around.items[step] : pair?.value;
    if (!isNode(next)) break;
    nodes.push(next);
  }
  return pair ? { nodes, pair } : { nodes };
}

function offsetOf(document: Document, path: Path): number {
  const { nodes } = nodesAlong(document, path);
  return startOf(nodes.at(-1));
}

function offsetOfName(document: Document, path: Path): number {
  const { nodes, pair } = nodesAlong(document, path);
  return startOf(isNode(pair?.key) ? pair.key : nodes.at(-1));
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: Node | Scalar | undefined): number {
  return node?.range?.[0] ?? 0;
}
