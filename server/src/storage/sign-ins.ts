/**
 * Where and when somebody signed in, for the account page. Kept apart from the audit log, which is read by time and not
 * by person.
 */
import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { SignInsTable } from './schema.ts';
import { storableText } from './storable-text.ts';

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
  return (tenant_id) => ({
    async add(id, { sub, ip, device, client_id, amr }) {
      await kysely
        .insertInto('sign_ins')
        .values({
          tenant_id,
          sub,
          at: now(),
          id,
          ip,
          device: storableText(device, MAX_DEVICE),
          client_id: client_id ?? null,
          amr: JSON.stringify(amr),
        })
        .execute();
    },
    async list(sub, limit) {
      const rows = await kysely
        .selectFrom('sign_ins')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(signInOf);
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
    amr: JSON.parse(amr),
  };
}
