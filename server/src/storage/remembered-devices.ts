/**
 * Devices that stand for the second factor of an End-User for a while, by the hash of a cookie.
 */
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

export type RememberedDevices = {
  /** Lets a device stand for the second factor until then. */
  rememberDevice(sub: string, token_hash: string, expires_at: number): Promise<void>;
  isRememberedDevice(sub: string, token_hash: string): Promise<boolean>;
  forgetDevices(sub: string): Promise<void>;
};

/** The remembered devices of a tenant. */
export function rememberedDevices(
  { kysely }: Database,
  now: () => number,
  tenant_id: string,
): RememberedDevices {
  return {
    async rememberDevice(sub, token_hash, expires_at) {
      await kysely
        .insertInto('remembered_devices')
        .values({ tenant_id, sub, token_hash, expires_at })
        .execute();
    },
    async isRememberedDevice(sub, token_hash) {
      const row = await kysely
        .selectFrom('remembered_devices')
        .select('expires_at')
        .where('tenant_id', '=', tenant_id)
        .where('token_hash', '=', token_hash)
        .where('sub', '=', sub)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row !== undefined;
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
