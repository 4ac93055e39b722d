/**
 * What a policy says of a value: conditions, a row a word. `where`, `except` and `must` are written in them alike, and
 * docs/reference/policies.md is made of the rows.
 */
import * as v from 'valibot';
import { err, ok } from '../../protocol/result.ts';
import type { Fields, Shape, ShapeTag } from '../../resources/field.ts';
import type { Path } from '../../resources/finding.ts';
import { isMapping, unknownField } from '../../resources/shape.ts';
import { type Mend, type ReadCondition, refuse, shownValue, simple } from './breach.ts';
import {
  readAbsent,
  readBound,
  readHosts,
  readIs,
  readMatches,
  readOneOf,
  readSchemes,
} from './plain-conditions.ts';

type Word = {
  /** For the reference. */
  readonly sentence: string;
  readonly takes: string;
  /** Of which values it can be said. */
  readonly of: readonly ShapeTag[];
  readonly read: (argument: unknown, shape: Shape, at: Path) => ReadCondition;
};

/** Whatever somebody keeps: a member of metadata, of which no description says what it is. */
const ANYTHING: Shape = { tag: 'metadata', schema: v.unknown(), says: 'anything', json: {} };

const TEXTS = ['text', 'uri', 'one_of'] as const;
const HOLDERS = ['record', 'map', 'metadata', 'jwk_set'] as const;
const ALL = ['boolean', 'whole', 'list', ...TEXTS, ...HOLDERS] as const;

export const WORDS = {
  is: {
    sentence: 'It is this value; of a list: it has these entries and no other, in whatever order.',
    takes: 'a value',
    of: ALL,
    read: readIs,
  },
  one_of: {
    sentence: 'It is one of these values.',
    takes: 'a list of values',
    of: ['boolean', 'whole', ...TEXTS],
    read: readOneOf,
  },
  not: { sentence: 'What is said here does not hold.', takes: 'a condition', of: ALL, read: readNot },
  any_of: {
    sentence: 'One of these conditions holds, or several.',
    takes: 'a list of conditions',
    of: ALL,
    read: readAnyOf,
  },
  absent: {
    sentence: 'With `true` the field has no value, with `false` it has one.',
    takes: '`true` or `false`',
    of: ALL,
    read: readAbsent,
  },
  matches: {
    sentence: 'The whole text is as the pattern, in which `*` stands for any characters, or none.',
    takes: 'a pattern',
    of: TEXTS,
    read: readMatches,
  },
  hosts: {
    sentence:
      'It is an `http` or `https` address at one of these hosts; `*.example.com` stands for every host below `example.com`, and not for itself.',
    takes: 'a list of hosts',
    of: ['uri', 'text'],
    read: readHosts,
  },
  schemes: {
    sentence: 'It is an address of one of these schemes: `https`, `com.example.app`.',
    takes: 'a list of schemes',
    of: ['uri', 'text'],
    read: readSchemes,
  },
  at_least: {
    sentence: 'It is not less; of a list: it has not fewer entries.',
    takes: 'a whole number',
    of: ['whole', 'list'],
    read: (argument, shape, at) => readBound(argument, { shape, at, isMost: false }),
  },
  at_most: {
    sentence: 'It is not more; of a list: it has not more entries.',
    takes: 'a whole number',
    of: ['whole', 'list'],
    read: (argument, shape, at) => readBound(argument, { shape, at, isMost: true }),
  },
  each: {
    sentence: 'It holds of each entry of the list; of a list without entries it does.',
    takes: 'a condition',
    of: ['list'],
    read: readEach,
  },
  some: {
    sentence: 'It holds of one entry of the list at least.',
    takes: 'a condition',
    of: ['list'],
    read: readSome,
  },
  none: {
    sentence: 'It holds of no entry of the list.',
    takes: 'a condition',
    of: ['list'],
    read: readNone,
  },
  has: {
    sentence: 'Members of the value, each by its name, are as their conditions say.',
    takes: 'names and their conditions',
    of: HOLDERS,
    read: readHas,
  },
} as const satisfies Readonly<Record<string, Word>>;

const ROWS: ReadonlyMap<string, Word> = new Map(Object.entries(WORDS));

/** Reads a condition: words, all of which have to hold; or a value, which is what `is` says. */
export function readCondition(said: unknown, shape: Shape, at: Path): ReadCondition {
  if (said === null) return readAbsent(true, shape, at);
  if (!isMapping(said)) return readIs(said, shape, at);
  const words = Object.entries(said);
  if (words.length === 0)
    return refuse('no_condition', at, 'says nothing: leave it out, or say what is to hold');
  const reads = words.map(([name, argument]) => readWord(name, { argument, shape, at: [...at, name] }));
  const findings = reads.flatMap((read) => (read.ok ? [] : read.error));
  if (findings.length > 0) return err(findings);
  return ok((value) => reads.flatMap((read) => (read.ok ? read.value(value) : [])));
}

type Said = { readonly argument: unknown; readonly shape: Shape; readonly at: Path };

function readWord(name: string, { argument, shape, at }: Said): ReadCondition {
  const word = ROWS.get(name);
  if (!word)
    return refuse('unknown_word', at, unknownField(name, [...ROWS.keys()]).replace('field', 'condition'));
  if (shape !== ANYTHING && !word.of.includes(shape.tag)) {
    const fitting = [...ROWS].filter(([, { of }]) => of.includes(shape.tag)).map(([one]) => one);
    const message = `cannot be said of ${shape.says}: say one of ${fitting.join(', ')}`;
    return refuse('unfit_word', at, message);
  }
  return word.read(argument, shape, at);
}

function readNot(argument: unknown, shape: Shape, at: Path): ReadCondition {
  const inner = readCondition(argument, shape, at);
  if (!inner.ok) return inner;
  const says = `must not be as ${shownValue(argument)} says`;
  return ok(
    simple(
      (value) => inner.value(value).length > 0,
      isMapping(argument) ? says : `must not be ${shownValue(argument)}`,
    ),
  );
}

function readAnyOf(argument: unknown, shape: Shape, at: Path): ReadCondition {
  if (!Array.isArray(argument) || argument.length === 0)
    return refuse('wrong_shape', at, 'must be a list of conditions');
  const reads = argument.map((one: unknown, index) => readCondition(one, shape, [...at, index]));
  const findings = reads.flatMap((read) => (read.ok ? [] : read.error));
  if (findings.length > 0) return err(findings);
  return ok((value) => {
    const breaches = reads.map((read) => (read.ok ? read.value(value) : []));
    if (breaches.some((found) => found.length === 0)) return [];
    const says = breaches.map((found) => [...new Set(found.map((one) => one.says))].join(' and '));
    return [{ path: [], value, says: says.join(', or ') }];
  });
}

const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readEach(argument: unknown, shape: Shape, at: Path): ReadCondition {
  const inner = readCondition(argument, shape.item ?? ANYTHING, at);
  if (!inner.ok) return inner;
  return ok((value) =>
    entriesOf(value).flatMap((entry, index) =>
      inner.value(entry).map((breach) => ({
        ...breach,
        path: [index, ...breach.path],
        mend: { kind: 'remove', value: entry } as const,
      })),
    ),
  );
}

function readSome(argument: unknown, shape: Shape, at: Path): ReadCondition {
  const inner = readCondition(argument, shape.item ?? ANYTHING, at);
  if (!inner.ok) return inner;
  const mend: Mend | undefined = isMapping(argument) ? undefined : { kind: 'add', value: argument };
  const says = isMapping(argument)
    ? `must have an entry that is as ${shownValue(argument)} says`
    : `must have ${shownValue(argument)}`;
  return ok(simple((value) => entriesOf(value).some((entry) => inner.value(entry).length === 0), says, mend));
}

function readNone(argument: unknown, shape: Shape, at: Path): ReadCondition {
  const inner = readCondition(argument, shape.item ?? ANYTHING, at);
  if (!inner.ok) return inner;
  const says = isMapping(argument)
    ? `must not be there: no entry may be as ${shownValue(argument)} says`
    : 'must not be there';
  return ok((value) =>
    entriesOf(value).flatMap((entry, index) =>
      inner.value(entry).length > 0
        ? []
        : [{ path: [index], value: entry, says, mend: { kind: 'remove', value: entry } as const }],
    ),
  );
}

function readHas(argument: unknown, shape: Shape, at: Path): ReadCondition {
  if (!isMapping(argument)) return refuse('wrong_shape', at, 'must be names and their conditions');
  const fields: Fields | undefined = shape.fields;
  const reads = Object.entries(argument).map(([name, said]) => {
    const known = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    const read =
      fields && !known
        ? refuse('unknown_field', [...at, name], unknownField(name, Object.keys(fields)))
        : readCondition(said, known?.shape ?? ANYTHING, [...at, name]);
    return { name, read };
  });
  const findings = reads.flatMap(({ read }) => (read.ok ? [] : read.error));
  if (findings.length > 0) return err(findings);
  return ok((value) =>
    reads.flatMap(({ name, read }) => {
      const member = isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      // A change is of a whole field, and a member is a part of one.
      return read.ok
        ? read.value(member).map(({ mend: _, ...breach }) => ({ ...breach, path: [name, ...breach.path] }))
        : [];
    }),
  );
}
