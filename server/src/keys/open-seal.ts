/**
 * The seal of a database: never one whose master key is another than the database's. A database knows its key by one value that
 * it sealed, written before anything else is; one of an older version by what lies in it.
 */
import type { SealedPlace, Storage } from '../storage/storage.ts';
import { type GivenMasterKeys, type MasterKeyConfig, readMasterKeys } from './master-key.ts';
import { createSeal, type Seal } from './seal.ts';
import { PURPOSE_OF } from './seal-purposes.ts';

type SealedValues = Storage['sealedValues'];

const CHECK = { purpose: 'master-key', tenant_id: '' } as const;

/** Others that write the first check at the same time are fewer. */
const ATTEMPTS = 5;

/** What a database is sealed and opened with. */
export type OpenedMasterKeys = {
  /** Seals, and opens first. */
  readonly first: Uint8Array;
  readonly others: readonly Uint8Array[];
  /** What names follow from. */
  readonly names: Uint8Array;
};

/** The seal of a database: opens with every key that is given, seals with the first. Throws as openMasterKeys() does. */
export async function openSeal(
  storage: Pick<Storage, 'sealedValues'>,
  config: MasterKeyConfig,
): Promise<Seal> {
  const { first, ...known } = await openMasterKeys(storage, config);
  return createSeal(first, known);
}

/** The same for whoever only looks, and changes nothing; undefined where the keys that are given are not known to be its own. */
export async function knownSeal(
  { sealedValues }: Pick<Storage, 'sealedValues'>,
  config: MasterKeyConfig,
): Promise<Seal | undefined> {
  const check = await sealedValues.check();
  if (check === undefined) return undefined;
  const { first, others } = readMasterKeys(config);
  const known = first === undefined ? others : [first, ...others];
  const { names } = openCheck(check, known) ?? {};
  const [own, ...rest] = known;
  return own && names && createSeal(own, { others: rest, names });
}

/**
 * The keys of a database. Throws a sentence for the operator where none of those that are given is its own, and has changed
 * nothing then: no key is made beside a database that has something sealed.
 */
export async function openMasterKeys(
  { sealedValues }: Pick<Storage, 'sealedValues'>,
  config: MasterKeyConfig,
): Promise<OpenedMasterKeys> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const opened = await openOnce(sealedValues, config);
    if (opened !== undefined) return opened;
  }
  throw new Error('Others change what this database knows its master key by all the time.');
}

/** Undefined: somebody else was first, and it is to be looked at again. */
async function openOnce(
  sealedValues: SealedValues,
  config: MasterKeyConfig,
): Promise<OpenedMasterKeys | undefined> {
  // Before the file: whoever makes that writes the check after it.
  const check = await sealedValues.check();
  const given = readMasterKeys(config);
  const known = given.first === undefined ? given.others : [given.first, ...given.others];
  const found = check === undefined ? await ownerOf(sealedValues, known) : openCheck(check, known);
  if (found === undefined) {
    if ((await sealedValues.check()) !== check) return undefined;
    throw new Error(await refusalOf(sealedValues, given));
  }
  const first = given.first ?? given.make();
  const { owner, names } = found === 'new' ? { owner: first, names: first } : found;
  // Of several that start at once on an empty database one says what its key is.
  const isKnown = check !== undefined || (await sealedValues.saveCheck(sealCheck(owner, names), undefined));
  return isKnown ? { first, others: known.filter((key) => key !== first), names } : undefined;
}

/** What a database is to know its master key by. */
export function sealCheck(owner: Uint8Array, names: Uint8Array): string {
  return createSeal(owner).seal(CHECK, { names: Buffer.from(names).toString('base64url') });
}

/** Whether a check was sealed by this key. */
export function isSealedBy(owner: Uint8Array, check: string): boolean {
  return createSeal(owner).open(CHECK, check) !== undefined;
}

type Found = { readonly owner: Uint8Array; readonly names: Uint8Array };

function openCheck(check: string, known: readonly Uint8Array[]): Found | undefined {
  for (const owner of known) {
    const names = createSeal(owner).open(CHECK, check)?.['names'];
    if (typeof names === 'string') return { owner, names: Buffer.from(names, 'base64url') };
  }
  return undefined;
}

/** Of a database without a check: the key that opens something in it. One damaged row among others does not matter. */
async function ownerOf(
  sealedValues: SealedValues,
  known: readonly Uint8Array[],
): Promise<Found | 'new' | undefined> {
  const seals = known.map((key) => ({ key, seal: createSeal(key) }));
  let isNew = true;
  for await (const { place, tenant_id, sealed } of everySealedValue(sealedValues)) {
    isNew = false;
    const context = { purpose: PURPOSE_OF[place], tenant_id };
    const owner = seals.find(({ seal }) => seal.open(context, sealed))?.key;
    // All names of this database followed from it.
    if (owner) return { owner, names: owner };
  }
  return isNew ? 'new' : undefined;
}

/** Everything that lies sealed, page by page. */
async function* everySealedValue(sealedValues: SealedValues) {
  for (const place of sealedValues.places()) yield* valuesOf(sealedValues, place);
}

async function* valuesOf(sealedValues: SealedValues, place: SealedPlace) {
  let page = await sealedValues.page(place, undefined);
  for (;;) {
    for (const value of page.values) yield { place, ...value };
    if (!page.next) return;
    page = await sealedValues.page(place, page.next);
  }
}

async function refusalOf(sealedValues: SealedValues, given: GivenMasterKeys): Promise<string> {
  const { source, first } = given;
  const seal = first && createSeal(first);
  let [all, opened] = [0, 0];
  for await (const { place, tenant_id, sealed } of everySealedValue(sealedValues)) {
    all += 1;
    if (seal?.open({ purpose: PURPOSE_OF[place], tenant_id }, sealed)) opened += 1;
  }
  if (!first)
    return `${source} is not there, and this database has ${all} values that are sealed with the master key in it (signing keys, authenticator apps). No other is made, for it could open none of them. Bring the file back from the backup that has this database; where there is none, docs/operate/keys.md says what is lost.`;
  const refusal = `The database cannot be opened: ${source} is not the one it was sealed with.`;
  if (opened === 0)
    return `${refusal} Put that one back${source === 'TACIT_MASTER_KEY' ? '' : ', from the backup that has this database'}. Nothing was changed.`;
  return `${refusal} It opens ${opened} of ${all} sealed values and not the other ${all - opened}: a change of the key did not come to its end. Set TACIT_MASTER_KEY_PREVIOUS to the old one, and run \`tacit keys rewrap\`.`;
}
