/**
 * Everything that lies sealed, sealed anew with the first master key, while servers run: each value is replaced where it still is
 * what was opened, so what somebody wrote meanwhile stays. It can be stopped at any time and begun again.
 */
import type { SealedPlace, Storage } from '../storage/storage.ts';
import { isSealedBy, type OpenedMasterKeys, sealCheck } from './open-seal.ts';
import { createSeal, type Seal } from './seal.ts';
import { PURPOSE_OF } from './seal-purposes.ts';

type RewrappedPlace = {
  readonly place: SealedPlace;
  /** That were sealed with another key than the first. */
  readonly rewrapped: number;
  /** That no key opens: they were of no use before. */
  readonly unreadable: number;
  readonly all: number;
};

export type Rewrapped = {
  readonly places: readonly RewrappedPlace[];
  /** Whether nothing is left that another key is needed for. */
  readonly isDone: boolean;
};

type SealedValues = Storage['sealedValues'];

/** A pass after one that replaced something finds what was written meanwhile. */
const PASSES = 5;

/** Seals anew; with `dryRun` only counts. */
export async function rewrap(
  { sealedValues }: Pick<Storage, 'sealedValues'>,
  { first, others, names }: OpenedMasterKeys,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Rewrapped> {
  const seals = { first: createSeal(first), any: createSeal(first, { others }) };
  const passes: (readonly RewrappedPlace[])[] = [];
  for (let pass = 1; pass <= (dryRun ? 1 : PASSES); pass += 1) {
    const places: RewrappedPlace[] = [];
    for (const place of sealedValues.places())
      places.push(await rewrapPlace(sealedValues, place, { ...seals, dryRun }));
    passes.push(places);
    if (!hasRewrapped(places)) break;
  }
  const isClean = !hasRewrapped(passes.at(-1) ?? []);
  if (dryRun) return { places: summed(passes), isDone: isClean && (await isKnownBy(sealedValues, first)) };
  // Last, so that a start without the other key is refused until nothing is left that needs it.
  const isDone = isClean && (await moveCheck(sealedValues, first, names));
  return { places: summed(passes), isDone };
}

async function isKnownBy(sealedValues: SealedValues, first: Uint8Array): Promise<boolean> {
  const check = await sealedValues.check();
  return check !== undefined && isSealedBy(first, check);
}

async function moveCheck(sealedValues: SealedValues, first: Uint8Array, names: Uint8Array): Promise<boolean> {
  if (await isKnownBy(sealedValues, first)) return true;
  await sealedValues.saveCheck(sealCheck(first, names), await sealedValues.check());
  return isKnownBy(sealedValues, first);
}

function hasRewrapped(places: readonly RewrappedPlace[]): boolean {
  return places.some(({ rewrapped }) => rewrapped > 0);
}

/** How many were replaced in all passes; how many there are, by the last one. */
function summed(passes: readonly (readonly RewrappedPlace[])[]): readonly RewrappedPlace[] {
  return (passes.at(-1) ?? []).map((last, index) => ({
    ...last,
    rewrapped: passes.reduce((sum, places) => sum + (places[index]?.rewrapped ?? 0), 0),
  }));
}

async function rewrapPlace(
  sealedValues: SealedValues,
  place: SealedPlace,
  { first, any, dryRun }: { readonly first: Seal; readonly any: Seal; readonly dryRun: boolean },
): Promise<RewrappedPlace> {
  const purpose = PURPOSE_OF[place];
  let [all, rewrapped, unreadable] = [0, 0, 0];
  let page = await sealedValues.page(place, undefined);
  for (;;) {
    const old = page.values.flatMap((value) => {
      const context = { purpose, tenant_id: value.tenant_id };
      if (first.open(context, value.sealed)) return [];
      const data = any.open(context, value.sealed);
      if (!data) unreadable += 1;
      return data ? [{ ...value, before: value.sealed, sealed: first.seal(context, data) }] : [];
    });
    all += page.values.length;
    rewrapped += dryRun ? old.length : await sealedValues.replace(place, old);
    if (!page.next) return { place, all, rewrapped, unreadable };
    page = await sealedValues.page(place, page.next);
  }
}
