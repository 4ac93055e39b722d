/**
 * People who are found: names, metadata and flags of many kinds for those whom `scale/filler.ts` has copied from one, and the terms
 * that the server writes for such people.
 */
import { DatabaseSync } from 'node:sqlite';
import { termsOf } from '../../server/src/resources/end-user/search/terms.ts';
import { userRecordOf } from '../../server/src/storage/administered/user-record.ts';
import { USER } from '../workload.ts';

export const GIVEN_NAMES = ['Ann', 'Bob', 'Carol', 'Dave', 'Eve', 'Frank', 'Grace', 'Heidi'] as const;
export const CITIES = 500;
const PLANS = ['free', 'team', 'company'] as const;

/** What somebody has, by number: nearly all are verified, one in a hundred is blocked. */
function profileOf(n: number) {
  const given_name = GIVEN_NAMES[n % GIVEN_NAMES.length];
  const family_name = `Family${n}`;
  return {
    claims: {
      ...{ email: `user-${n}@bench.test`, email_verified: n % 20 !== 0 },
      ...{ given_name, family_name, name: `${given_name} ${family_name}` },
    },
    blocked: n % 100 === 0 ? 1 : 0,
    app_metadata: { plan: PLANS[n % PLANS.length], city: `City ${n % CITIES}` },
  };
}

/** In a database that nobody uses meanwhile. */
export function makeSearchable(databaseUrl: string): void {
  const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
  try {
    database.exec('pragma synchronous = off; pragma cache_size = -200000; begin');
    const change = database.prepare(
      'update users set claims = ?, blocked = ?, app_metadata = ? where tenant_id = ? and sub = ?',
    );
    const people = database.prepare(
      'select tenant_id, sub, email, created_at, made_at from users where email <> ?',
    );
    const terms: (readonly [tenant_id: string, field: string, value: string, sub: string])[] = [];
    for (const row of people.all(USER.email)) {
      const { claims, blocked, app_metadata } = profileOf(Number(/\d+/.exec(String(row['email']))?.[0]));
      const [tenant_id, sub] = [String(row['tenant_id']), String(row['sub'])];
      const documents = { claims: JSON.stringify(claims), app_metadata: JSON.stringify(app_metadata) };
      change.run(documents.claims, blocked, documents.app_metadata, tenant_id, sub);
      for (const { field, value } of termsOf(userRecordOf({ ...row, ...documents, blocked })))
        terms.push([tenant_id, field, value, sub]);
    }
    const insert = database.prepare(
      'insert into user_terms (tenant_id, field, value, sub) values (?, ?, ?, ?)',
    );
    // In the order of the key, by which an index of a million rows is written many times as fast.
    for (const term of terms.sort(byKey)) insert.run(...term);
    database.exec('commit; pragma wal_checkpoint(truncate)');
  } finally {
    database.close();
  }
}

function byKey(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return (a[differs] ?? '') < (b[differs] ?? '') ? -1 : 1;
}
