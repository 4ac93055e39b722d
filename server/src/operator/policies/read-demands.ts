/**
 * Conditions on fields, as `where`, `except` and `must` say them: by the names of a `tacit.yaml`, nested as there or with dots, or by a
 * pattern of names, so that a field which comes with a later version is among them.
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import { doorName, type Named } from '../../resources/computed/names.ts';
import type { Finding, Path } from '../../resources/finding.ts';
import { isMapping, unknownField } from '../../resources/shape.ts';
import type { Condition } from './breach.ts';
import { readCondition } from './condition.ts';
import { patternOf } from './plain-conditions.ts';
import type { SubjectKind } from './subjects.ts';

/** A condition for each field that is named. */
export type Demands = readonly { readonly named: Named; readonly condition: Condition }[];

type Read = Result<Demands, readonly Finding[]>;

/** Something that is wrong with a policy. */
export function wrong(path: Path, message: string): Finding {
  return { code: 'wrong_policy', path, message };
}

/** One mapping, or a list of them. */
export function readExcept(
  said: unknown,
  subject: SubjectKind,
): Result<readonly Demands[], readonly Finding[]> {
  const reads = Array.isArray(said)
    ? said.map((one: unknown, index) => readDemands(one, subject, ['except', index]))
    : [readDemands(said, subject, ['except'])];
  const findings = reads.flatMap((read) => (read.ok ? [] : read.error));
  return findings.length > 0 ? err(findings) : ok(reads.flatMap((read) => (read.ok ? [read.value] : [])));
}

/** A mapping of fields to their conditions. */
export function readDemands(said: unknown, subject: SubjectKind, at: Path): Read {
  return readWithin([], said, { subject, at });
}

type Place = { readonly subject: SubjectKind; readonly at: Path };

/** `holders`: the names of the mappings around. */
function readWithin(holders: readonly string[], said: unknown, place: Place): Read {
  if (!isMapping(said)) return err([wrong([...place.at, ...holders], 'must be a mapping')]);
  return joined(
    Object.entries(said).map(([name, argument]) => readNamed([...holders, name], argument, place)),
  );
}

function joined(reads: readonly Read[]): Read {
  const findings = reads.flatMap((read) => (read.ok ? [] : read.error));
  return findings.length > 0 ? err(findings) : ok(reads.flatMap((read) => (read.ok ? read.value : [])));
}

function readNamed(steps: readonly string[], argument: unknown, place: Place): Read {
  const { subject, at } = place;
  const path = [...at, ...steps];
  const name = steps.join('.');
  const isSo = patternOf(name);
  const meant = subject.names.filter((named) => isSo(doorName(named)));
  if (meant.length > 0)
    return joined(meant.map((named) => readOne(named, argument, path)).filter(isFirstRefusal));
  const isHolder = subject.names.some((named) => doorName(named).startsWith(`${name}.`));
  if (isHolder && isMapping(argument)) return readWithin(steps, argument, place);
  return err([unknown(name, subject, path)]);
}

/** Of a pattern the fields can have several shapes, and one is enough to be told that the condition does not fit. */
function isFirstRefusal(read: Read, index: number, all: readonly Read[]): boolean {
  return read.ok || all.findIndex(({ ok: isRead }) => !isRead) === index;
}

function readOne(named: Named, argument: unknown, path: Path): Read {
  const condition = readCondition(argument, named.field.shape, path);
  return condition.ok ? ok([{ named, condition: condition.value }]) : condition;
}

/** What there is no condition on: a slip, a name of ours for a field of Auth0's, a part of a name, or a secret. */
function unknown(name: string, { about, kind, names }: SubjectKind, path: Path): Finding {
  const secret = kind && Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (secret?.presence === 'secret') return wrong(path, 'is a secret, which nobody reads');
  const known = names.map(doorName);
  const parts = known.filter((one) => one.startsWith(`${name}.`));
  const meant = names.find(({ own }) => own === name);
  const message = name.includes('*')
    ? `no field is called ${name}`
    : unknownField(name, known, parts.length > 0 ? parts.join(', ') : meant && doorName(meant));
  return { code: 'unknown_field', path, message: `${message} (of ${about})` };
}
