/**
 * What is told of a record of which a policy does not hold: what is wrong, where it stands, the request that shows it and the change
 * that helps.
 */
import { CLIENT, type Client } from '../../resources/client/client.ts';
import { doorName, type Named } from '../../resources/computed/names.ts';
import type { Path } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import type { Kind } from '../../resources/kind.ts';
import type { Asking } from '../../tokens/requested-api.ts';
import type { Mistake } from '../file/yaml-source.ts';
import type { Breach } from './breach.ts';
import { type Change, changeOfField, changeOfFix, changeOfWay, commandFor, editFor, pathOf } from './mend.ts';
import type { Policy, Sent } from './read-policies.ts';
import type { Looked } from './records.ts';
import { type Judged, judgeRequests } from './requests.ts';
import type { SubjectKind } from './subjects.ts';

type Position = Pick<Mistake, 'line' | 'column'>;

export type Counterexample = {
  /** Undefined: it belongs to none. */
  readonly tenant?: string | undefined;
  /** What the record is called by. */
  readonly key: readonly string[];
  /** As a file calls it, with the place within it: `callbacks[1]`. */
  readonly field?: string;
  readonly value?: unknown;
  /** `must be one of code, token`. */
  readonly says: string;
  /** Of a file: where it stands in it. */
  readonly place?: Position | undefined;
  /** That shows it. */
  readonly request?: string | undefined;
  /** After which it holds: a command, or what is written in the file. */
  readonly helps?: string | undefined;
  /** Of a way to a scope: how many more scopes of the API it leads to, of which the same is to be said. */
  readonly alike?: number;
};

/** The same text for ways that lead to another scope of the API, and of which the same is to be said. */
export function sayingOfWay({ tenant, key, field, value, says, helps }: Counterexample): string {
  return JSON.stringify([tenant, key.slice(0, -1), field, value, says, helps]);
}

/** A record, and where in it. */
export type Spot = {
  readonly kind: Kind;
  readonly tenant: string | undefined;
  readonly key: readonly string[];
  readonly path: Path;
};

/** Where it stands in the file that is tested; undefined: nowhere. */
export type FindPlace = (spot: Spot) => Position | undefined;

/** All that is wrong with a record; without `findPlace` it is stored. */
export async function counterexamplesOf(
  { demanded, subject }: Policy,
  looked: Looked,
  findPlace: FindPlace | undefined,
): Promise<readonly Counterexample[]> {
  if (demanded.kind === 'count') return [];
  if (demanded.kind === 'must')
    return demanded.demands.flatMap(({ named, condition }) =>
      condition(looked.values[named.own]).map((breach) =>
        complete(ofField({ named, breach, subject }, looked), looked, findPlace),
      ),
    );
  const { client, asking } = looked;
  if (!client || !asking) throw new Error('Requests are those of clients.');
  const of = { client, asking, sent: demanded.sent };
  const judged = await judgeRequests(client, demanded.sent, asking);
  const wanted = demanded.kind === 'refuses';
  const against = judged.filter(({ refused }) => (refused !== undefined) !== wanted);
  const found = await Promise.all(against.map((one) => ofRequest(one, of)));
  return found.map((one) => complete(one, looked, findPlace));
}

type Found = Pick<Counterexample, 'field' | 'value' | 'says' | 'request'> & {
  readonly change: Change | undefined;
  readonly spot: Omit<Spot, 'tenant'>;
};

function complete(
  { change, spot, ...found }: Found,
  { tenant, key, name }: Looked,
  findPlace: FindPlace | undefined,
): Counterexample {
  return {
    ...{ tenant, key: name === undefined ? key : [name], ...found, place: findPlace?.({ ...spot, tenant }) },
    helps: change && (findPlace ? editFor(change) : commandFor(change, tenant)),
  };
}

type OfField = { readonly named: Named; readonly breach: Breach; readonly subject: SubjectKind };

function ofField({ named, breach, subject: { kind } }: OfField, looked: Looked): Found {
  const { path, value, says, mend } = breach;
  const told = { field: `${doorName(named)}${placeText(path)}`, value, says, request: looked.request };
  if (kind) {
    const change = mend && changeOfField(kind, { own: named.own, mend }, looked);
    return { ...told, change, spot: { kind, key: looked.key, path: pathOf(named, path) } };
  }
  const change = mend && changeOfWay(named.own, mend, looked);
  return { ...told, change, spot: change ? spotOf(change) : spotOfWay(looked) };
}

function placeText(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}

function spotOf({ kind, key, named }: Change): Found['spot'] {
  return { kind, key, path: pathOf(named) };
}

/** Where nothing decides alone: whoever asks. */
function spotOfWay({ given, values }: Looked): Found['spot'] {
  return given
    ? { kind: KINDS.client_grant, key: [given.client_id, given.audience], path: [] }
    : { kind: CLIENT, key: [String(values['client_id'])], path: [] };
}

type OfRequest = { readonly client: Client; readonly asking: Asking; readonly sent: Sent };

async function ofRequest({ request, refused }: Judged, of: OfRequest): Promise<Found> {
  const change = refused ? refused.fix && changeOfFix(refused.fix) : await refusingChange(of);
  const says = refused
    ? `must be answered, and is refused: ${refused.sentence}`
    : 'must be refused, and is answered';
  const whole = { kind: CLIENT, key: [of.client.client_id], path: [] };
  return { request, says, change, spot: change && change.mend.kind !== 'make' ? spotOf(change) : whole };
}

/** The first grant type without which every such request is refused: the door is asked whether it helps. */
async function refusingChange({ client, asking, sent }: OfRequest): Promise<Change | undefined> {
  const { client_id, grant_types } = client;
  for (const value of grant_types) {
    const without = { ...client, grant_types: grant_types.filter((one) => one !== value) };
    const judged = await judgeRequests(without, sent, asking);
    if (judged.every(({ refused }) => refused))
      return changeOfField(
        CLIENT,
        { own: 'grant_types', mend: { kind: 'remove', value } },
        { key: [client_id], said: client },
      );
  }
  return undefined;
}
