/**
 * Devices that stand for the second factor of an End-User for a while, by the hash of a cookie.
 */
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { forgetLate } from '../late.ts';
import type { Schema } from '../schema.ts';
import { whileProved } from '../users/credential-epoch.ts';

export type RememberedDevices = {
  /** Lets a device stand for the second factor until then, while what proved its user is worth something. */
  rememberDevice(device: NewDevice): Promise<void>;
  isRememberedDevice(sub: string, token_hash: string): Promise<boolean>;
  forgetDevices(sub: string): Promise<void>;
};

type NewDevice = {
  readonly sub: string;
  readonly epoch: number;
  readonly token_hash: string;
  readonly expires_at: number;
};

const COLUMNS = ['tenant_id', 'sub', 'token_hash', 'expires_at'] as const;

/** The remembered devices of a tenant. */
export function rememberedDevices(
  database: Database,
  now: () => number,
  tenant_id: string,
): RememberedDevices {
  const { kysely } = database;
  return {
    async rememberDevice({ epoch, ...device }) {
      const row = { tenant_id, ...device };
      const values = COLUMNS.map((column) => sql`${row[column]}`);
      await kysely
        .insertInto('remembered_devices')
        .columns(COLUMNS)
        .expression(whileProved(database, { ...row, epoch }, values))
        .execute();
    },
    async isRememberedDevice(sub, token_hash) {
      const row = await kysely
        .selectFrom('remembered_devices')
        .select('expires_at')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .where('sub', '=', sub)
        .executeTakeFirst();
      if (row === undefined || row.expires_at > now()) return row !== undefined;
      await forgetLate(kysely, 'remembered_devices', { tenant_id, token_hash });
      return false;
    },
    forgetDevices: (sub) => deleteDevices(kysely, { tenant_id, sub }),
  };
}

/** Forgets every device of a user. */
export async function deleteDevices(
  database: Kysely<Schema>,
  { tenant_id, sub }: { readonly tenant_id: string; readonly sub: string },
): Promise<void> {
  await database
    .deleteFrom('remembered_devices')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
}
