/**
 * The authenticators of End-Users beside their passwords (NIST SP 800-63B §5.1), with the recovery codes and remembered
 * devices that stand for them. `users.has_second_factor` changes in the same transaction.
 */
import type { Kysely, Selectable, Transaction } from 'kysely';
import { MAX_AUTHENTICATORS } from '../../protocol/end-user/second-factor.ts';
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { Database } from '../database.ts';
import type { AuthenticatorsTable, Schema } from '../schema.ts';
import { isStorable } from '../storable-text.ts';
import { storedObject, unreadable } from '../unreadable-row.ts';
import { goesOnAnew, holdInSession, holdProved, type InSession } from '../users/credential-epoch.ts';
import { growEpoch } from '../users/epoch-growth.ts';
import { hasRecoveryCodes, type RecoveryCodes, recoveryCodes, writeRecoveryCodes } from './recovery-codes.ts';
import { type RememberedDevices, rememberedDevices } from './remembered-devices.ts';

export type Authenticator = {
  /** Of WebAuthn the credential id, base64url. */
  readonly authenticator_id: string;
  readonly sub: string;
  readonly kind: SecondFactor;
  /** What the End-User calls it. */
  readonly name: string;
  /** What it is verified by: a sealed seed, a public key. */
  readonly document: { readonly [name: string]: unknown };
  /** The last time step of a TOTP, the signature counter of WebAuthn. */
  readonly counter: number;
  readonly created_at: number;
  readonly last_used_at: number | undefined;
};

/**
 * Whether recovery codes were written with it, or why nothing was: `stale`, what proved the user is not worth anything any
 * more, or the session of that name has ended; `taken`, there is one of that id; `full`, the user has as many as may be.
 */
export type Addition = 'added' | 'added_with_codes' | 'stale' | 'taken' | 'full';

export type NewAuthenticator = Omit<Authenticator, 'created_at' | 'last_used_at'>;

export type Authenticators = RecoveryCodes &
  RememberedDevices & {
    /** Adds one, as one step with the hashes of recovery codes, which are written where none are left. */
    add(
      authenticator: NewAuthenticator & { readonly epoch: number; readonly sid?: string | undefined },
      recovery?: readonly string[],
    ): Promise<Addition>;
    list(sub: string): Promise<readonly Authenticator[]>;
    find(authenticator_id: string): Promise<Authenticator | undefined>;
    /**
     * Moves the counter on, atomically: false when it has been there already, so of two uses of one code or of a copied key
     * one fails. A WebAuthn counter that stays 0 is none (WebAuthn Level 3 §6.1.1).
     */
    use(authenticator_id: string, counter: number): Promise<boolean>;
    rename(sub: string, authenticator_id: string, name: string): Promise<void>;
    /**
     * Removes one of this user's, and grows the epoch; with the last go the recovery codes. With `keeping`, one of these kinds
     * has to be left: two who remove the last two at once cannot both.
     */
    remove(sub: string, removed: RemovedFactor): Promise<Removal>;
  };

type RemovedFactor = {
  readonly authenticator_id: string;
  /** Kinds of which one has to be left. */
  readonly keeping?: readonly SecondFactor[] | undefined;
  /** The session in which it is removed, which goes on where its id is new. */
  readonly session: InSession;
};

/** `stale`: the session has ended, or what proved its user is not worth anything any more. */
type Removal = 'removed' | 'not_there' | 'last_one' | 'stale';

/** The authenticators in a database, tenant by tenant. */
export function openAuthenticators(
  database: Database,
  now: () => number,
): (tenant_id: string) => Authenticators {
  const { kysely } = database;
  return (tenant_id) => {
    const authenticators = kysely.selectFrom('authenticators').where('tenant_id', '=', tenant_id);
    return {
      ...recoveryCodes(database, now, tenant_id),
      ...rememberedDevices(database, now, tenant_id),
      add: ({ epoch, sid, ...authenticator }, recovery) =>
        database.transaction(async (transaction) => {
          const proof = { tenant_id, sub: authenticator.sub, epoch };
          const held =
            sid === undefined
              ? await holdProved(database, transaction, proof)
              : await holdInSession(database, transaction, { ...proof, sid });
          if (!held) return 'stale';
          return addAuthenticator(transaction, { tenant_id, now: now(), ...authenticator }, recovery);
        }),
      async list(sub) {
        const rows = await authenticators
          .selectAll()
          .where('sub', '=', sub)
          .orderBy('created_at')
          .orderBy('authenticator_id')
          .execute();
        return rows.map(authenticatorOf);
      },
      async find(authenticator_id) {
        if (!isStorable(authenticator_id)) return undefined;
        const row = await authenticators
          .selectAll()
          .where('authenticator_id', '=', authenticator_id)
          .executeTakeFirst();
        return row && authenticatorOf(row);
      },
      use: (authenticator_id, counter) =>
        moveCounter(kysely, { tenant_id, authenticator_id, counter, now: now() }),
      async rename(sub, authenticator_id, name) {
        await kysely
          .updateTable('authenticators')
          .set({ name })
          .where('tenant_id', '=', tenant_id)
          .where('sub', '=', sub)
          .where('authenticator_id', '=', authenticator_id)
          .execute();
      },
      remove: (sub, removed) =>
        database.transaction(async (transaction) => {
          const { session } = removed;
          const user = { tenant_id, sub };
          // Two who remove the last two at once come one after the other, and one of them sees the end.
          if (!(await holdInSession(database, transaction, { ...user, ...session }))) return 'stale';
          const removal = await removeAuthenticator(transaction, { ...user, ...removed });
          if (removal === 'removed')
            await growEpoch(transaction, { ...user, goes_on: goesOnAnew(session), now: now() });
          return removal;
        }),
    };
  };
}

type Of = { readonly tenant_id: string; readonly sub: string };

/** The user is held: of two that are added at once the second finds what the first has written. */
export async function addAuthenticator(
  transaction: Transaction<Schema>,
  { document, now, ...authenticator }: NewAuthenticator & Of & { readonly now: number },
  recovery: readonly string[] = [],
): Promise<Exclude<Addition, 'stale'>> {
  const { tenant_id, sub } = authenticator;
  const { count } = await transaction
    .selectFrom('authenticators')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_AUTHENTICATORS) return 'full';
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('authenticators')
    .values({ ...authenticator, document: JSON.stringify(document), created_at: now, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'authenticator_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return 'taken';
  await transaction
    .updateTable('users')
    .set({ has_second_factor: 1 })
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  if (recovery.length === 0 || (await hasRecoveryCodes(transaction, { tenant_id, sub }))) return 'added';
  await writeRecoveryCodes(transaction, { tenant_id, sub, hashes: recovery });
  return 'added_with_codes';
}

async function moveCounter(
  kysely: Kysely<Schema>,
  used: {
    readonly tenant_id: string;
    readonly authenticator_id: string;
    readonly counter: number;
    readonly now: number;
  },
): Promise<boolean> {
  const { tenant_id, authenticator_id, counter, now } = used;
  const { numUpdatedRows } = await kysely
    .updateTable('authenticators')
    .set({ counter, last_used_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('authenticator_id', '=', authenticator_id)
    .where((row) =>
      row.or([row('counter', '<', counter), row.and([row('counter', '=', 0), row.lit(counter === 0)])]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function removeAuthenticator(
  transaction: Transaction<Schema>,
  { tenant_id, sub, authenticator_id, keeping }: Of & RemovedFactor,
): Promise<Removal> {
  const enrolled = await transaction
    .selectFrom('authenticators')
    .select(['authenticator_id', 'kind'])
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  const left = enrolled.filter((one) => one.authenticator_id !== authenticator_id);
  if (left.length === enrolled.length) return 'not_there';
  if (keeping && !left.some((one) => keeping.includes(kindOf(one.kind, one.authenticator_id))))
    return 'last_one';
  await transaction
    .deleteFrom('authenticators')
    .where('tenant_id', '=', tenant_id)
    .where('authenticator_id', '=', authenticator_id)
    .execute();
  if (left.length === 0) await noteThatNoneIsLeft(transaction, { tenant_id, sub });
  return 'removed';
}

async function noteThatNoneIsLeft(transaction: Transaction<Schema>, { tenant_id, sub }: Of): Promise<void> {
  await transaction
    .updateTable('users')
    .set({ has_second_factor: 0 })
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .execute();
  await writeRecoveryCodes(transaction, { tenant_id, sub, hashes: [] });
}

/** Removes those of a user who is held that are named, or all, as part of a step; with the last go the recovery codes. How many. */
export async function removeAuthenticators(
  transaction: Transaction<Schema>,
  { tenant_id, sub, authenticator_ids }: Of & { readonly authenticator_ids: readonly string[] | undefined },
): Promise<number> {
  const theirs = transaction
    .deleteFrom('authenticators')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub);
  const named = authenticator_ids && theirs.where('authenticator_id', 'in', authenticator_ids);
  if (authenticator_ids?.length === 0) return 0;
  const { numDeletedRows } = await (named ?? theirs).executeTakeFirst();
  const left = await transaction
    .selectFrom('authenticators')
    .select('authenticator_id')
    .where('tenant_id', '=', tenant_id)
    .where('sub', '=', sub)
    .limit(1)
    .executeTakeFirst();
  if (!left && numDeletedRows > 0n) await noteThatNoneIsLeft(transaction, { tenant_id, sub });
  return Number(numDeletedRows);
}

function authenticatorOf(row: Selectable<AuthenticatorsTable>): Authenticator {
  const { tenant_id: _, document, kind, last_used_at, ...rest } = row;
  return {
    ...rest,
    kind: kindOf(kind, row.authenticator_id),
    document: storedObject(document, { table: 'authenticators', key: [row.authenticator_id] }),
    last_used_at: last_used_at ?? undefined,
  };
}

const KINDS: ReadonlyMap<string, SecondFactor> = new Map([
  ['otp', 'otp'],
  ['webauthn', 'webauthn'],
  ['email', 'email'],
]);

function kindOf(kind: string, authenticator_id: string): SecondFactor {
  const known = KINDS.get(kind);
  if (known === undefined) throw unreadable({ table: 'authenticators', key: [authenticator_id] });
  return known;
}
