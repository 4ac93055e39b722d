/**
 * What is stored and not named by a section that is there: with `prune` it is to be deleted. Removing by absence is a wish of its
 * own kind, so that it can be counted and asked about.
 */
import type { Desk, Listed, Wish } from '../../desk/desk.ts';
import type { Path } from '../../resources/finding.ts';
import type { KindName, Values } from '../../resources/kind.ts';
import type { FileRead, FileSection } from './read-file.ts';
import { TENANTS } from './sections.ts';

export type Absent = {
  readonly wish: Wish;
  /** The section that does not name it. */
  readonly at: Path;
  /** That it does not, as a complaint begins. */
  readonly says: string;
};

const PAGE = 500;

/** A wish to delete each record that its section leaves out. */
export async function findAbsent({ sections }: FileRead, desk: Desk): Promise<readonly Absent[]> {
  const absent: Absent[] = [];
  for (const section of sections) {
    if (section.section.max === undefined) continue;
    const tenant_id = await tenantOf(section, desk);
    // A tenant that is new has nothing yet.
    if (section.place !== undefined && tenant_id === undefined) continue;
    const { kind, isOutside } = section.section;
    const isNamed = namedBy(section);
    for await (const listed of listAll(kind.name, tenant_id, desk))
      if (!isOutside(listed.record) && !isNamed(listed)) absent.push(absentFrom(section, listed));
  }
  return absent;
}

async function tenantOf({ place }: FileSection, desk: Desk): Promise<string | undefined> {
  if (!place) return undefined;
  const { name, region } = place.tenant;
  const stored = await desk.show(TENANTS.kind.name, undefined, [name, region]);
  const tenant_id = stored?.record['tenant_id'];
  return typeof tenant_id === 'string' ? tenant_id : undefined;
}

function namedBy({ section: { kind, knownBy }, entries }: FileSection): (listed: Listed) => boolean {
  const keyOf = (record: Values) => JSON.stringify(kind.key.map((name) => record[name]));
  const spelled = (record: Values) =>
    knownBy.flatMap(({ field, spelling }) => {
      const value = record[field];
      return typeof value === 'string' ? [spelling(value)] : [];
    });
  const withKey = entries.filter(({ said }) => kind.key.every((name) => said[name] !== undefined));
  const keys = new Set(withKey.map(({ said }) => keyOf(said)));
  const others = new Set(
    entries.filter((entry) => !withKey.includes(entry)).flatMap(({ said }) => spelled(said)),
  );
  return ({ record }) => keys.has(keyOf(record)) || spelled(record).some((one) => others.has(one));
}

/** All of a kind, page by page. */
export async function* listAll(
  kind: KindName,
  tenant_id: string | undefined,
  desk: Pick<Desk, 'list'>,
): AsyncIterable<Listed> {
  let after: readonly string[] | undefined;
  do {
    const page = await desk.list(kind, tenant_id, { ...(after ? { after } : {}), limit: PAGE });
    yield* page;
    after = page.length < PAGE ? undefined : page.at(-1)?.key;
  } while (after);
}

function absentFrom({ section: { kind }, place, at }: FileSection, { key }: Listed): Absent {
  const wish = { kind: kind.name, verb: 'delete' as const, key };
  return {
    wish: place === undefined ? wish : { ...wish, place: place.tenant },
    at,
    says: `${kind.section} leaves out ${key.join(' ')}`,
  };
}
