/**
 * What was refused as too late stays refused, whatever a clock does that is set: it goes in the step that refuses it, as it would
 * with the next sweep.
 */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Tables whose rows are each found by a hash, and refused by themselves. */
type Table = 'refresh_tokens' | 'access_tokens' | 'initial_access_tokens' | 'remembered_devices';

type Late = { readonly tenant_id: string; readonly token_hash: string };

/** Takes away what was found, and found too late. */
export async function forgetLate(
  kysely: Kysely<Schema>,
  table: Table,
  { tenant_id, token_hash }: Late,
): Promise<void> {
  await kysely
    .deleteFrom(table)
    .where('tenant_id', '=', tenant_id)
    .where('token_hash', '=', token_hash)
    .execute();
}
