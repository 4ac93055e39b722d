/**
 * A method and a path -> the operation, and what stands in the path. A segment is decoded once, so that `auth0%7C1` and an
 * identifier with slashes are whole again, and none of it is ever part of another address.
 */
import type { Method, Operation } from './operation.ts';

type Addressed = Pick<Operation, 'method' | 'path'>;

export type Match<O = Operation> = {
  readonly operation: O;
  readonly path: Readonly<Record<string, string>>;
};

type Row<O> = { readonly segments: readonly string[]; readonly operations: Map<string, O> };

export type Matcher<O> = {
  /** `undefined`: there is no such path; a list: its methods, of which the request's is none. */
  find(method: string, path: string): Match<O> | readonly Method[] | undefined;
};

/** Finds operations by the segments of their paths; a literal one goes before one that stands for something. */
export function createMatcher<O extends Addressed>(operations: readonly O[]): Matcher<O> {
  const rows = new Map<string, Row<O>>();
  for (const operation of operations) {
    const segments = operation.path.slice(1).split('/');
    const row = rows.get(operation.path) ?? { segments, operations: new Map() };
    row.operations.set(operation.method, operation);
    rows.set(operation.path, row);
  }
  const byLength = Map.groupBy(
    [...rows.values()].sort((a, b) => variables(a) - variables(b)),
    ({ segments }) => segments.length,
  );
  return {
    find(method, path) {
      const segments = path.slice(1).split('/');
      for (const row of byLength.get(segments.length) ?? []) {
        const values = matched(row, segments);
        if (!values) continue;
        const operation = row.operations.get(method);
        return operation
          ? { operation, path: values }
          : [...row.operations.values()].map((other) => other.method);
      }
      return undefined;
    },
  };
}

function variables({ segments }: Row<unknown>): number {
  return segments.filter(isVariable).length;
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{');
}

function matched(
  { segments }: Row<unknown>,
  asked: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const values: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const text = asked[index] ?? '';
    if (!isVariable(segment)) {
      if (segment !== text) return undefined;
      continue;
    }
    const value = decoded(text);
    if (value === undefined || value === '') return undefined;
    values.push([segment.slice(1, -1), value]);
  }
  return Object.fromEntries(values);
}

/** Undefined: it is not UTF-8 in percent signs. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
