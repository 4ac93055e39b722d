/**
 * `tacit <kind> list` and `show`.
 */
import { err, ok, type Result } from '../../protocol/result.ts';
import { isOfTenant } from '../../resources/computed/commands.ts';
import { doorName, namesAt } from '../../resources/computed/names.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName } from '../../resources/kind.ts';
import { unknownField } from '../../resources/shape.ts';
import type { Ground } from '../ground.ts';
import { type OpenDesk, withDeskToRead } from '../open-desk.ts';
import { type AskedKind, type AskedRecord, type Complaint, sentence } from './asked.ts';
import { chooseKey, choosePlace, choosePlaces, type Place } from './place.ts';
import { type Shown, shown } from './shown.ts';

export type AskedList = AskedKind & {
  /** `field=value`. */
  readonly filter: readonly string[];
  /** Where the page begins, as `next` of the page before. */
  readonly after: readonly string[];
  readonly limit: number;
};

export type Page = {
  readonly records: readonly Shown[];
  /** What the next page begins after, with the tenant before the key where none was chosen; undefined: this is the last. */
  readonly next: readonly string[] | undefined;
};

type Answered<T> = Promise<Result<T, readonly Complaint[]>>;

/** Some records of a kind, in the order of tenants and keys. */
export function listRecords(config: Ground, asked: AskedList): Answered<Page> {
  return withDeskToRead(config, async (open) => {
    const filter = readFilter(asked);
    const places = await choosePlaces(open, asked);
    if (!places.ok || !filter.ok)
      return err([...(places.ok ? [] : places.error), ...(filter.ok ? [] : filter.error)]);
    const isOfAll = asked.tenant === undefined && isOfTenant(KINDS[asked.kind]);
    const begun = isOfAll
      ? fromTenant(places.value, asked.after)
      : { places: places.value, after: asked.after };
    // One more than is asked for says whether there is another page.
    const found = await collect(open, {
      ...begun,
      kind: asked.kind,
      filter: filter.value,
      limit: asked.limit + 1,
    });
    const records = found
      .slice(0, asked.limit)
      .map(({ place, listed }) => shown(asked.kind, place, listed, config));
    const next = found.length > asked.limit ? keyAmong(records.at(-1), isOfAll) : undefined;
    return ok({ records, next });
  });
}

function keyAmong(last: Shown | undefined, isOfAll: boolean): readonly string[] | undefined {
  if (!last) return undefined;
  return isOfAll ? [last.tenant ?? '', ...last.key] : last.key;
}

/** The places that are left when the list goes on in the tenant that `after` begins with. */
function fromTenant(places: readonly Place[], [tenant, ...after]: readonly string[]) {
  if (tenant === undefined) return { places, after };
  return { places: places.filter(({ called = '' }) => called >= tenant), after };
}

type Collecting = {
  readonly kind: KindName;
  readonly places: readonly Place[];
  /** In the first of them. */
  readonly after: readonly string[];
  readonly filter: Readonly<Record<string, string>>;
  readonly limit: number;
};

async function collect({ desk }: OpenDesk, { kind, places, after, filter, limit }: Collecting) {
  const found: { readonly place: Place; readonly listed: Awaited<ReturnType<typeof desk.list>>[number] }[] =
    [];
  for (const [index, place] of places.entries()) {
    if (found.length >= limit) break;
    const from = index === 0 && after.length > 0 ? { after } : {};
    const page = await desk.list(kind, place.tenant_id, { ...from, filter, limit: limit - found.length });
    found.push(...page.map((listed) => ({ place, listed })));
  }
  return found;
}

/** What is told of a field to nobody is not found out by asking for its value either. */
function readFilter({
  kind,
  filter,
}: AskedList): Result<Readonly<Record<string, string>>, readonly Complaint[]> {
  const names = namesAt('auth0', KINDS[kind]).filter(
    ({ field }) => field.presence !== 'secret' && field.hidden !== true,
  );
  const wanted = new Map<string, string>();
  const complaints: Complaint[] = [];
  for (const [index, text] of filter.entries()) {
    const [name = '', ...value] = text.split('=');
    const named = names.find((one) => doorName(one) === name);
    const complain = (code: string, message: string) =>
      complaints.push({ code, path: ['filter', index], message });
    if (value.length === 0) complain('wrong_filter', 'must be FIELD=VALUE');
    else if (named) wanted.set(named.own, value.join('='));
    else complain('unknown_field', unknownField(name, names.map(doorName)));
  }
  return complaints.length > 0 ? err(complaints) : ok(Object.fromEntries(wanted));
}

/** One record. */
export function showRecord(config: Ground, asked: AskedRecord): Answered<Shown> {
  return withDeskToRead(config, async (open) => {
    const place = await choosePlace(open, asked);
    if (!place.ok) return place;
    const key = await chooseKey(open, place.value, asked);
    if (!key.ok) return key;
    const found = await open.desk.show(asked.kind, place.value.tenant_id, key.value);
    if (!found) return err([sentence('not_found', 'is not there')]);
    return ok(shown(asked.kind, place.value, found, config));
  });
}
