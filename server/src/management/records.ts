/**
 * The five verbs over a kind of record, as operations: what the Management API does to clients, APIs and the others is what their
 * descriptions say, in Auth0's names, and the desk does it.
 */

import type { Exchange } from '../deps.ts';
import type { By, Change, Listed, Refusal, Wish } from '../desk/desk.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { readDocument, type Said, writeDocument } from '../resources/computed/document.ts';
import { findingAt, namesAt } from '../resources/computed/names.ts';
import { LAST_OWNER } from '../resources/end-user/tenant-roles.ts';
import type { Shape } from '../resources/field.ts';
import { KINDS } from '../resources/index.ts';
import type { Kind, KindName, Values } from '../resources/kind.ts';
import type { Guarded } from './guarded.ts';
import { withInert, withoutInert } from './inert.ts';
import { type Access, actorOf } from './operation.ts';
import { inexistent, invalid, type Mistake, type Problem, problem } from './problem.ts';

/** Whose records, and who asks for them. */
export type Asking = {
  readonly exchange: Exchange;
  readonly access: Access;
};

/** A member that is answered, and is no field. A tool that sends back what it has read may send it too; it is left aside. */
type Beside = {
  readonly shape: Shape;
  readonly sentence: string;
  readonly of: (record: Values, exchange: Exchange) => unknown;
};

/** A kind as this door shows it. */
export type Shown = {
  readonly kind: KindName;
  /** What Auth0 calls one: `inexistent_client`. */
  readonly noun: string;
  /** What Auth0's record has beside ours: members that are computed of it, and that nobody says. */
  readonly beside?: Readonly<Record<string, Beside>>;
  /**
   * What Auth0's record has and means nothing here, by its path (`jwt_configuration.secret_encoded`): it may be said as the one
   * value that is true here, and is answered with it, so that what one tool exports another imports.
   */
  readonly inert?: Values;
  /** The same of what Auth0 has only where somebody says it: taken as the one value that is true here, and not answered. */
  readonly unsaid?: Values;
  /** Members for which Auth0 takes an empty text, and means none. */
  readonly emptied?: readonly string[];
  /** Fields, by our names, that are read and written at paths of their own. */
  readonly apart?: readonly string[];
  /** Members that want a scope of their own. */
  readonly guarded?: Guarded;
  /** What Auth0 says in one way and its description here in another; undefined where there is nothing of it. */
  readonly translate?: (document: Values) => Translated;
};

/** The kind with the fields that a document of it has here. */
export function kindHere({ kind, apart = [] }: Pick<Shown, 'kind' | 'apart'>): Kind {
  const fields = Object.entries(KINDS[kind].fields).filter(([name]) => !apart.includes(name));
  return { ...KINDS[kind], fields: Object.fromEntries(fields) };
}

export type Translated = { readonly document: Values; readonly mistakes: readonly Mistake[] };

const asItIs = (document: Values): Translated => ({ document, mistakes: [] });

/** A record as it is answered. */
export function shown(family: Shown, record: Values, exchange: Exchange): Values {
  const { beside = {}, inert } = family;
  const document = writeDocument(kindHere(family), 'auth0', record, { defaults: 'write', computed: 'write' });
  const computed = Object.entries(beside)
    .map(([name, { of }]) => [name, of(record, exchange)] as const)
    .filter(([, value]) => value !== undefined);
  return withInert({ ...Object.fromEntries(computed), ...document }, inert);
}

type Read = {
  readonly said: Said;
  readonly unreadable: readonly string[];
  readonly mistakes: readonly Mistake[];
};

/** What a document says of a record. */
export function said(family: Shown, document: Values): Read {
  const { inert, unsaid, beside = {}, emptied = [], translate = asItIs } = family;
  const translated = translate(document);
  const kind = kindHere(family);
  const only = { ...inert, ...unsaid };
  const strange = strangeGroups(kind, only);
  const members = Object.entries(translated.document)
    .filter(([name, value]) => !Object.hasOwn(beside, name) && !(value === null && strange.has(name)))
    .map(([name, value]) => [name, value === '' && emptied.includes(name) ? null : value]);
  const { kept, mistakes } = withoutInert(Object.fromEntries(members), only);
  const { said, findings, unreadable } = readDocument(kind, 'auth0', kept, { unknown: 'refuse' });
  return { said, unreadable, mistakes: [...translated.mistakes, ...mistakes, ...findings] };
}

/** Members that hold nothing of ours: `null` says of one that there is none of it. */
function strangeGroups(kind: Kind, only: Values): ReadonlySet<string> {
  const own = new Set(namesAt('auth0', kind).map(({ path }) => path[0]));
  const heads = Object.keys(only).map((path) => path.split('.')[0] ?? '');
  return new Set(heads.filter((name) => !own.has(name)));
}

type Called = { readonly noun: string; readonly mistakes?: readonly Mistake[] };

/** One wish carried out; a mistake that the door found hides none that the desk finds. */
export async function atDesk(wish: Wish, asking: Asking, called: Called): Promise<Result<Change, Problem>> {
  const done = await allAtDesk([wish], asking, called);
  if (!done.ok) return done;
  const [change] = done.value;
  if (!change) throw new Error('The desk answers every wish with a change.');
  return ok(change);
}

/** Wishes of one kind, all of them or none. */
export async function allAtDesk(
  wishes: readonly Wish[],
  asking: Asking,
  { noun, mistakes = [] }: Called,
): Promise<Result<readonly Change[], Problem>> {
  const [first] = wishes;
  if (!first) return ok([]);
  const { desk } = asking.exchange.deps;
  const by = byOf(asking);
  const done = await (mistakes.length > 0 ? desk.plan(wishes, by) : desk.carryOut(wishes, by));
  return mistakes.length > 0 || !done.ok
    ? err(refusalOf(KINDS[first.kind], noun, { mistakes, refusals: done.ok ? [] : done.error }))
    : done;
}

/** Who asks, as the audit log names them. */
function byOf({ exchange, access }: Asking): By {
  return {
    who: 'operator',
    actor: actorOf(access),
    request_id: exchange.request_id,
    address: exchange.address,
    makesSecrets: true,
  };
}

/** What the desk says that is not a mistake in what was sent. */
const STATUSES: ReadonlyMap<string, (noun: string) => Problem> = new Map([
  ['not_found', (noun: string) => inexistent(noun)],
  [
    'exists',
    (noun: string) => problem(409, `${noun}_exists`, `The ${noun.replaceAll('_', ' ')} already exists`),
  ],
  ['last_owner', () => problem(409, 'last_owner', `This ${LAST_OWNER}`)],
  [
    'operators_tenant',
    () => problem(409, 'operators_tenant', 'The tenant by which the others are administered stays as it is'),
  ],
  ['moved', () => problem(412, 'precondition_failed', 'It was changed by somebody else: read it again')],
]);

function refusalOf(
  kind: Kind,
  noun: string,
  { mistakes, refusals }: { readonly mistakes: readonly Mistake[]; readonly refusals: readonly Refusal[] },
): Problem {
  const [first] = refusals;
  const known = first && mistakes.length === 0 ? STATUSES.get(first.code)?.(noun) : undefined;
  if (known) return known;
  const found = refusals.map(({ wish: _, ...refusal }) => findingAt('auth0', kind, refusal));
  return invalid('body', [...mistakes, ...found]);
}

/** The ETag of a version (RFC 9110 §8.8.3). */
export function etag(version: number | undefined): Readonly<Record<string, string>> {
  return version === undefined ? {} : { etag: `"${version}"` };
}

/** A record that was made or changed, as it is stored now: with the version that the next change is decided on. */
export function findChanged(family: Shown, { record }: Change, exchange: Exchange) {
  return findRecord(
    family,
    KINDS[family.kind].key.map((name) => String(record[name])),
    exchange,
  );
}

/** A record as it is stored, or the refusal that there is none. */
export async function findRecord(
  { kind, noun }: Shown,
  key: readonly string[] | undefined,
  { deps, tenant }: Exchange,
): Promise<Result<Listed, Problem>> {
  const found = key && (await deps.desk.show(kind, tenant.tenant_id, key));
  return found ? ok(found) : err(inexistent(noun));
}
