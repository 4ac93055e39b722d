/**
 * Attempts to sign in to an account that failed, for the one whose it is. The last ones are kept, so that a flood takes the
 * place of nothing but older attempts.
 *
 * Whether there is such an account must not be told by the time that this takes: of an address that nobody has a row is written
 * as well, which says nothing at all and ends as it is written.
 */
import { sql } from 'kysely';
import type { FailedSignInReason } from '../../protocol/end-user/own-data.ts';
import type { Database } from '../database.ts';
import { storableText } from '../storable-text.ts';

type FailedSignIn = {
  /** The reference of the request in the log. */
  readonly request_id: string;
  readonly reason: FailedSignInReason;
  readonly ip: string;
  /** The browser's User-Agent. */
  readonly device: string;
  readonly client_id: string | undefined;
};

export type FailedSignIns = {
  /** Adds one, in the place of the oldest where there are as many as are kept; `sub` is undefined where there is no such account. */
  add(sub: string | undefined, failed: FailedSignIn): Promise<void>;
  /** Newest first. */
  list(sub: string): Promise<readonly (FailedSignIn & { readonly at: number })[]>;
};

/** Attempts that are kept of one account. */
const KEPT = 50;

const MAX_TEXT = 255;

/** Nobody has an empty `sub`. */
const NOBODY = '';

const REASONS: ReadonlyMap<string, FailedSignInReason> = new Map(
  (['wrong_password', 'wrong_code', 'wrong_second_factor', 'wrong_passkey', 'blocked'] as const).map(
    (reason) => [reason, reason],
  ),
);

/** The failed sign-ins in a database, tenant by tenant. */
export function openFailedSignIns(
  database: Database,
  now: () => number,
): (tenant_id: string) => FailedSignIns {
  return (tenant_id) => {
    const of = (sub: string) =>
      database.kysely
        .selectFrom('failed_sign_ins')
        .where('tenant_id', '=', tenant_id)
        .where('sub', '=', sub)
        .orderBy('at', 'desc')
        .orderBy('request_id', 'desc');
    return {
      async add(sub, failed) {
        const row = sub === undefined ? nobodys(failed) : rowOf(sub, failed, now());
        await database.transaction(async (transaction) => {
          await transaction
            .insertInto('failed_sign_ins')
            .values({ tenant_id, ...row })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          const older = of(row.sub)
            .select(['at', 'request_id'])
            .limit(2 * KEPT)
            .offset(KEPT);
          await sql`delete from failed_sign_ins where tenant_id = ${tenant_id} and sub = ${row.sub}
            and (at, request_id) in (${older})`.execute(transaction);
        });
      },
      async list(sub) {
        if (sub === NOBODY) return [];
        const rows = await of(sub).selectAll().limit(KEPT).execute();
        return rows.map(({ at, request_id, reason, ip, device, client_id }) => ({
          at,
          request_id,
          // A newer version may know more reasons.
          reason: REASONS.get(reason) ?? 'wrong_password',
          ip: ip ?? '',
          device: device ?? '',
          client_id: client_id ?? undefined,
        }));
      },
    };
  };
}

function rowOf(sub: string, { request_id, reason, ip, device, client_id }: FailedSignIn, at: number) {
  const text = { ip: storableText(ip, MAX_TEXT), device: storableText(device, MAX_TEXT) };
  return { sub, at, request_id, reason, ...text, client_id: client_id ?? null };
}

function nobodys({ request_id }: FailedSignIn) {
  return { sub: NOBODY, at: 0, request_id, reason: '', ip: null, device: null, client_id: null };
}
