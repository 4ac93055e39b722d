/**
 * What the fields of a kind are called at a door, one to one both ways.
 */
import type { Field } from '../field.ts';
import type { Finding, Path } from '../finding.ts';
import type { Kind } from '../kind.ts';

/** Whose names a document is written in: Auth0's, as the operator's file, the tool and the Management API; or RFC 7591's. */
export type Door = 'auth0' | 'rfc7591';

export type Named = {
  /** Our name. */
  readonly own: string;
  readonly field: Field;
  /** Where it stands in a document of the door. */
  readonly path: readonly string[];
  /** There it is a list of one. */
  readonly isListed: boolean;
};

const SPELLINGS: Readonly<Record<Door, (own: string, field: Field) => string | undefined>> = {
  auth0: (own, { auth0 }) => auth0 ?? own,
  rfc7591: (_, { rfc7591 }) => rfc7591,
};

/** The fields that a door has, in the order of the table. */
export function namesAt(door: Door, { fields }: Pick<Kind, 'fields'>): readonly Named[] {
  return Object.entries(fields).flatMap(([own, field]) => {
    const spelling = SPELLINGS[door](own, field);
    if (spelling === undefined) return [];
    const isListed = spelling.endsWith('[]');
    return [{ own, field, path: spelling.replace('[]', '').split('.'), isListed }];
  });
}

/** What a person reads: `jwt_configuration.alg`. */
export function doorName(named: Named): string {
  return named.path.join('.');
}

/** A finding in the names of a door. What the door has no name for keeps ours. */
export function findingAt(door: Door, kind: Pick<Kind, 'fields'>, finding: Finding): Finding {
  const names = namesAt(door, kind);
  const find = (own: unknown) => names.find((named) => named.own === own);
  const message = finding.message.replaceAll(/\{([a-z0-9_]+)\}/g, (_, own: string) => {
    const named = find(own);
    return named ? doorName(named) : own;
  });
  return { ...finding, path: pathAt(find(finding.path[0]), finding.path), message };
}

function pathAt(named: Named | undefined, path: Path): Path {
  if (!named) return path;
  return [...named.path, ...(named.isListed ? [0] : []), ...path.slice(1)];
}
