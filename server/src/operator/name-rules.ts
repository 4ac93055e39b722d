/**
 * A name is one thing in a tenant: what of a `tacit.yaml` would make it two. Judged for the file by itself and against the
 * database; what two who apply at once would do is held by the database's own unique key.
 */
import type { Client } from '../protocol/client/client.ts';
import {
  isOwnName,
  type Name,
  type NameKind,
  nameMistake,
  namesOf,
  ownNames,
} from '../protocol/tenant/names.ts';
import type { ResourceServer } from '../protocol/tenant/resource-server.ts';
import type { YamlTenant } from './tacit-yaml.ts';
import type { WantedUser } from './wanted.ts';
import type { Finding, Path } from './yaml-source.ts';

/** A record that takes names, and where the file says it. */
type Taker = { readonly names: readonly Name[]; readonly id: string; readonly path: Path };

type Takers = {
  readonly clients?: readonly Pick<Client, 'client_id'>[];
  readonly resourceServers?: readonly Pick<ResourceServer, 'identifier'>[];
  readonly users?: readonly Pick<WantedUser, 'user_id'>[];
};

function takersOf({ clients = [], resourceServers = [], users = [] }: Takers): readonly Taker[] {
  return [
    ...clients.map(({ client_id: id }, index) => taker('client', id, ['clients', index, 'client_id'])),
    ...resourceServers.map(({ identifier: id }, index) =>
      taker('api', id, ['resourceServers', index, 'identifier']),
    ),
    // Who has no user_id gets one that is made at random.
    ...users.flatMap(({ user_id: id }, index) =>
      id === undefined ? [] : [taker('user', id, ['users', index, 'user_id'])],
    ),
  ];
}

function taker(kind: 'client' | 'api' | 'user', id: string, path: Path): Taker {
  return { names: namesOf(kind, id), id, path };
}

/** All the names that a tenant of the file takes, and those that its issuer has. */
export function namesOfInterest(wanted: Takers, issuer: string): readonly string[] {
  return [...takersOf(wanted).flatMap(({ names }) => names.map(({ name }) => name)), ...ownNames(issuer)];
}

/** What is one name for two in the file; one kind alone is judged with the other lists. */
export function judgeNamesOfFile(tenant: YamlTenant, at: Path): readonly Finding[] {
  const taken = new Map<string, NameKind>();
  return takersOf(tenant).flatMap((one) => {
    const findings = judgeTaker(one, { taken, issuers: [], at });
    for (const { name, kind } of one.names) if (!taken.has(name)) taken.set(name, kind);
    return findings;
  });
}

type Known = {
  /** What has a name already. */
  readonly taken: ReadonlyMap<string, NameKind>;
  readonly issuers: readonly string[];
};

/** What is one name for two in this database, where all its issuers have names as well. */
export function judgeNamesOfDatabase(wanted: Takers, known: Known): readonly Finding[] {
  return takersOf(wanted).flatMap((one) => judgeTaker(one, { ...known, at: [] }));
}

function judgeTaker({ names, id, path }: Taker, { taken, issuers, at }: Known & { readonly at: Path }) {
  const field = path.at(-1);
  const said = names
    .map(({ name, kind }) => mistakeOf({ name, kind }, { taken, issuers }))
    .find((mistake) => mistake !== undefined);
  return said === undefined
    ? []
    : [{ path: [...at, ...path], message: `${field} ${JSON.stringify(id)} ${said}` }];
}

function mistakeOf({ name, kind }: Name, { taken, issuers }: Known): string | undefined {
  if (isOwnName(name, issuers)) return 'is a name of the server itself';
  const other = taken.get(name);
  return other === undefined || other === kind ? undefined : nameMistake(kind, other);
}
