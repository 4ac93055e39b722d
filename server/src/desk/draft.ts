/**
 * The records as they will be when every wish is done: what is stored, and over it what is wished for. Rules are judged against
 * this, so that a list of wishes is right or wrong as a whole, in whatever order it was written.
 */
import { accountsOf } from '../resources/end-user/user.ts';
import type { KindName, Values } from '../resources/kind.ts';
import type { DeskRecords, RecordKey, StoredRecord } from '../storage/configuration/stored-record.ts';

type Entry = {
  readonly at: RecordKey;
  /** The first wish that it comes from. */
  readonly wish: number;
  readonly stored: StoredRecord | undefined;
  /** Undefined: it will be gone. */
  readonly after: Values | undefined;
};

export type Draft = {
  /** As stored, read once. */
  stored(at: RecordKey): Promise<StoredRecord | undefined>;
  /** As it will be. */
  find(at: RecordKey): Promise<Values | undefined>;
  /** All of a kind as they will be, of one tenant or of none; for kinds of which there are few. */
  all(kind: KindName, tenant_id?: string): Promise<readonly Values[]>;
  /** Who will have an address or a user name. */
  ownerOf(tenant_id: string, account: string): Promise<string | undefined>;
  put(entry: Entry): void;
  /** What was put, in the order in which it was put. */
  entries(): readonly Entry[];
};

const PAGE = 500;

/** A draft over what is stored. */
export function createDraft(records: DeskRecords): Draft {
  const read = new Map<string, Promise<StoredRecord | undefined>>();
  const owners = new Map<string, Promise<string | undefined>>();
  const lists = new Map<string, Promise<readonly StoredRecord[]>>();
  const put = new Map<string, Entry>();
  /** Who will have which address and user name, of those who are wished for. */
  const accounts = new Map<string, string>();

  function stored(at: RecordKey): Promise<StoredRecord | undefined> {
    const known = read.get(keyText(at));
    if (known !== undefined) return known;
    const reading = records.read(at);
    read.set(keyText(at), reading);
    return reading;
  }

  /** Read once as well: who is understood to be new must not turn out, when judged, to be somebody who came in between. */
  function storedOwner(tenant_id: string, account: string): Promise<string | undefined> {
    const text = JSON.stringify([tenant_id, account]);
    const known = owners.get(text);
    if (known !== undefined) return known;
    const reading = records.ownerOf(tenant_id, account);
    owners.set(text, reading);
    return reading;
  }

  async function all(kind: KindName, tenant_id?: string): Promise<readonly Values[]> {
    const name = JSON.stringify([kind, tenant_id]);
    const loading = lists.get(name) ?? listAll(records, kind, tenant_id);
    lists.set(name, loading);
    const isOfTenant = (at: RecordKey) => tenant_id === undefined || at.tenant_id === tenant_id;
    const wished = [...put.values()].filter(({ at }) => at.kind === kind && isOfTenant(at));
    const byKey = new Map(wished.map((entry) => [JSON.stringify(entry.at.key), entry]));
    const known = (await loading).map(({ key, record }) => {
      const entry = byKey.get(JSON.stringify(key));
      return entry ? entry.after : record;
    });
    const added = wished.filter(({ stored: before }) => !before);
    return [...known, ...added.map(({ after }) => after)].filter((record) => record !== undefined);
  }

  return {
    stored,
    all,
    async find(at) {
      const entry = put.get(keyText(at));
      return entry ? entry.after : (await stored(at))?.record;
    },
    async ownerOf(tenant_id, account) {
      const owner = await storedOwner(tenant_id, account);
      const wished =
        owner === undefined ? undefined : put.get(keyText({ kind: 'user', tenant_id, key: [owner] }));
      // Who has it now and is about to have another one lets it go.
      const keeps = owner !== undefined && (!wished || accountsOf(wished.after ?? {}).includes(account));
      return keeps ? owner : accounts.get(JSON.stringify([tenant_id, account]));
    },
    put(entry) {
      put.set(keyText(entry.at), entry);
      for (const account of entry.at.kind === 'user' ? accountsOf(entry.after ?? {}) : []) {
        const owned = JSON.stringify([entry.at.tenant_id, account]);
        // Of two who want one address the first gets it, and the second is complained about.
        if (!accounts.has(owned)) accounts.set(owned, entry.at.key[0] ?? '');
      }
    },
    entries: () => [...put.values()],
  };
}

async function listAll(
  records: DeskRecords,
  kind: KindName,
  tenant_id: string | undefined,
): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  let page = await records.list(kind, tenant_id, { limit: PAGE });
  while (page.length > 0) {
    found.push(...page);
    const after = page.at(-1)?.key;
    page = page.length < PAGE || !after ? [] : await records.list(kind, tenant_id, { after, limit: PAGE });
  }
  return found;
}

/** One text for one record, whatever is in its key. */
function keyText({ kind, tenant_id, key }: RecordKey): string {
  return JSON.stringify([kind, tenant_id ?? null, ...key]);
}
