/**
 * A YAML file that remembers where everything stands in it, so that every complaint has a line and a column. Values
 * written `##NAME##` come from the environment, as in Auth0's deploy tool, after parsing: they cannot add fields.
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
import type { Environment } from '../config.ts';
import { err, ok, type Result } from '../protocol/result.ts';

/** Something wrong with the file, for the person who wrote it. */
export type Mistake = { readonly line: number; readonly column: number; readonly message: string };

export type Path = readonly (string | number)[];

/** Something wrong with a value, before anybody has looked up where it stands. */
export type Finding = { readonly path: Path; readonly message: string };

export type YamlSource = {
  /** Plain data: mappings, lists, text, numbers, booleans, null. */
  readonly value: unknown;
  /** A complaint about the value at the path; about the nearest thing around it when it is not there. */
  mistake(path: Path, message: string): Mistake;
  /** A complaint about the name of the field at the path. */
  mistakeAtName(path: Path, message: string): Mistake;
};

type Complaint = { readonly offset: number; readonly message: string };

/** Aliases may repeat what was anchored, but not multiply it. */
const MAX_ALIASES = 100;

const PLACEHOLDER = /##([A-Za-z_][A-Za-z0-9_]*)##/g;

/** Reads the text; everything that is wrong with its syntax or its placeholders comes back together. */
export function readYaml(text: string, env: Environment): Result<YamlSource, readonly Mistake[]> {
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
  if (syntax.length > 0) return err(syntax.map(mistakeAt));
  const complaints = [...aliasComplaints(document), ...fillPlaceholders(document, env)];
  if (complaints.length > 0) return err(complaints.map(mistakeAt));
  return ok({
    value: document.toJS({ maxAliasCount: MAX_ALIASES }),
    mistake: (path, message) => mistakeAt({ offset: offsetOf(document, path), message }),
    mistakeAtName: (path, message) => mistakeAt({ offset: offsetOfName(document, path), message }),
  });
}

/** A warning is as good as an error: it means that something was not read as it was written. */
function syntaxComplaints({ errors, warnings }: Document): readonly Complaint[] {
  return [...errors, ...warnings].map(({ pos, message }) => ({
    offset: pos[0],
    message: `YAML: ${message}`,
  }));
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

/** Puts the environment's values in; names that are not set are complained about. */
function fillPlaceholders(document: Document, env: Environment): readonly Complaint[] {
  const complaints: Complaint[] = [];
  visit(document, {
    Scalar(key, scalar) {
      if (key === 'key' || typeof scalar.value !== 'string') return;
      scalar.value = scalar.value.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
        const value = env[name];
        if (value !== undefined) return value;
        complaints.push({
          offset: startOf(scalar),
          message: `${placeholder}: ${name} is not in the environment`,
        });
        return placeholder;
      });
    },
  });
  return complaints;
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

/** The innermost name of a path with the places in lists after it: `callbacks[1]`. */
export function fieldName(path: Path): string {
  const start = path.findLastIndex((step) => typeof step === 'string');
  if (start === -1) return 'the file';
  return path
    .slice(start)
    .map((step) => (typeof step === 'number' ? `[${step}]` : step))
    .join('');
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: Node | Scalar | undefined): number {
  return node?.range?.[0] ?? 0;
}
