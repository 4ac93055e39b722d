/**
 * What can be said of a document while it is typed: by the shapes of its fields, and by the rules that ask nothing of the database.
 * Those that do are the desk's, and come back with its answer.
 */
import type { Facts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import type { Kind, Values } from '../kind.ts';
import { recordMeant } from './change.ts';
import { readDocument } from './document.ts';
import { findingAt } from './names.ts';

/** Nothing that a rule is told here makes it complain: what it would complain of is for the desk to know. */
const UNKNOWN: Facts = {
  by: 'operator',
  makesSecrets: true,
  taken: () => undefined,
  hasApi: () => true,
  scopesOf: () => undefined,
  clientsWithPolicy: [],
  hasClient: () => true,
  ownerOf: () => undefined,
  roles: [],
  hasRole: true,
  hasUser: true,
  isLastOwner: false,
  tenant: undefined,
  otherTenants: [],
  hasApis: true,
  region: '',
  defaultAudience: undefined,
  hasAllRegistrations: false,
  logStreams: 0,
  isReachable: () => true,
  hashMistake: () => undefined,
};

type Typed = {
  /** As it would be sent: the changed fields of a record that is stored, or a whole one. */
  readonly document: Values;
  /** As the Management API answered it; undefined: it is to be made. */
  readonly stored: Values | undefined;
};

/** Everything that is wrong with it, in Auth0's names. */
export function mistakesIn(kind: Kind, { document, stored }: Typed): readonly Finding[] {
  const read = readDocument(kind, 'auth0', document, { unknown: 'ignore' });
  const before = stored && readDocument(kind, 'auth0', stored, { unknown: 'ignore' }).said;
  const { unreadable } = read;
  // Nobody is told a secret that is stored: whether one is missing there is for the desk to know.
  const isUntold = (name: string) =>
    before !== undefined && kind.fields[name]?.presence === 'secret' && !Object.hasOwn(read.said, name);
  const meant = recordMeant(kind, read.said, {
    stored: before,
    meant: before ? 'patch' : 'whole',
    unreadable,
  });
  const broken = kind.rules
    .filter(({ reads, only, on }) => reads === undefined && only === undefined && on === undefined)
    .flatMap(({ code, judge }) => judge(meant, UNKNOWN).map((finding) => ({ code, ...finding })))
    .filter(({ path: [name] }) => typeof name !== 'string' || !(unreadable.includes(name) || isUntold(name)));
  const found = [...meant.findings, ...broken].map((finding) => findingAt('auth0', kind, finding));
  return [...read.findings, ...found];
}
