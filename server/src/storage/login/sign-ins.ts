/**
 * Where and when somebody signed in, for the account page. Kept apart from the audit log, which is read by time and not
 * by person.
 */
import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import { reusableQuery } from '../reusable-query.ts';
import type { SignInsTable } from '../schema.ts';
import { storableText } from '../storable-text.ts';
import { storedJson } from '../unreadable-row.ts';

type SignIn = {
  readonly sub: string;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
  readonly client_id: string | undefined;
  readonly amr: readonly string[];
};

export type SignIns = {
  add(id: string, sign_in: SignIn): Promise<void>;
  /** Newest first. */
  list(sub: string, limit: number): Promise<readonly (SignIn & { readonly at: number })[]>;
};

const MAX_DEVICE = 255;

/** The sign-ins in a database, tenant by tenant. */
export function openSignIns({ kysely }: Database, now: () => number): (tenant_id: string) => SignIns {
  const columns = ['tenant_id', 'sub', 'at', 'id', 'ip', 'device', 'client_id', 'amr'] as const;
  const insert = reusableQuery(kysely, columns, (slot) =>
    kysely.insertInto('sign_ins').values({
      tenant_id: slot('tenant_id'),
      sub: slot('sub'),
      at: slot('at'),
      id: slot('id'),
      ip: slot('ip'),
      device: slot('device'),
      client_id: slot<string>('client_id'),
      amr: slot('amr'),
    }),
  );
  const select = reusableQuery(kysely, ['tenant_id', 'sub', 'limit'], (slot) =>
    kysely
      .selectFrom('sign_ins')
      .selectAll()
      .where('tenant_id', '=', slot<string>('tenant_id'))
      .where('sub', '=', slot<string>('sub'))
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(slot<number>('limit')),
  );
  return (tenant_id) => ({
    async add(id, { sub, ip, device, client_id, amr }) {
      const text = { device: storableText(device, MAX_DEVICE), amr: JSON.stringify(amr) };
      await insert({ tenant_id, sub, at: now(), id, ip, client_id: client_id ?? null, ...text });
    },
    async list(sub, limit) {
      return (await select({ tenant_id, sub, limit })).rows.map(signInOf);
    },
  });
}

function signInOf({ sub, at, ip, device, client_id, amr }: Selectable<SignInsTable>) {
  return {
    sub,
    at,
    ip: ip ?? '',
    device: device ?? '',
    client_id: client_id ?? undefined,
    amr: storedJson(amr, { table: 'sign_ins', key: [sub, String(at)] }),
  };
}
