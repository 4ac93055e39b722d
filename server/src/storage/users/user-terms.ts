/**
 * What users are found by, written in the step that writes them.
 */
import type { Transaction } from 'kysely';
import { type Term, termsOf } from '../../resources/end-user/search/terms.ts';
import { userRecordOf } from '../administered/user-record.ts';
import type { Schema } from '../schema.ts';
import type { UserKey } from './credential-epoch.ts';

/** Values of one statement: SQLite takes 32,766 of them. */
const TERMS = 500;

/** Brings the terms of a user up to the row, which is held. */
export async function writeTerms(
  transaction: Transaction<Schema>,
  { tenant_id, sub }: UserKey,
): Promise<void> {
  const row = await transaction
    .selectFrom('users')
    .select([
      'sub',
      'claims',
      'blocked',
      'username',
      'user_metadata',
      'app_metadata',
      'created_at',
      'made_at',
    ])
    .where((where) => where.and({ tenant_id, sub }))
    .executeTakeFirst();
  const before = await transaction
    .selectFrom('user_terms')
    .select(['field', 'value'])
    .where((where) => where.and({ tenant_id, sub }))
    .execute();
  const after = row ? termsOf(userRecordOf(row)) : [];
  for (const term of without(before, after))
    await transaction
      .deleteFrom('user_terms')
      .where((where) => where.and({ tenant_id, sub, ...term }))
      .execute();
  const added = without(after, before);
  for (let from = 0; from < added.length; from += TERMS)
    await transaction
      .insertInto('user_terms')
      .values(added.slice(from, from + TERMS).map((term) => ({ tenant_id, sub, ...term })))
      .execute();
}

function without(terms: readonly Term[], others: readonly Term[]): readonly Term[] {
  const texts = new Set(others.map(textOf));
  return terms.filter((term) => !texts.has(textOf(term)));
}

function textOf({ field, value }: Term): string {
  return JSON.stringify([field, value]);
}
