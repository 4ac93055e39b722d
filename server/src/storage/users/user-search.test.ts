import assert from 'node:assert/strict';
import { forEachDatabase, NOW, type TestDatabase } from '../../../test/databases/databases.ts';
import { readSearch } from '../../resources/end-user/search/search.ts';
import { openStorage } from '../storage.ts';
import type { UserSearch } from './user-search.ts';

const PEOPLE = 1_200;

const subOf = (n: number) => `auth0|${100_000 + n}`;

/** What somebody is found by, as SQL over their number. */
const TERMS = {
  blocked: `case when n % 100 = 0 then 'true' else 'false' end`,
  email_verified: `case when n % 20 = 0 then 'false' else 'true' end`,
  'app_metadata.third': `case when n % 3 = 0 then 'yes' else 'no' end`,
  'app_metadata.half': `case when n <= ${PEOPLE / 2} then 'low' else 'high' end`,
  'given_name~': `'k' || (n % 10)`,
  name: `'person ' || (1600 - n)`,
} as const;

async function fill({ rows }: TestDatabase): Promise<void> {
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${PEOPLE})`;
  const sub = `'auth0|' || (100000 + n)`;
  await rows(`insert into users (tenant_id, sub, blocked, claims, logins_count)
    ${numbers} select 'acme', ${sub}, 0, '{}', n % 50 from numbers`);
  for (const [field, value] of Object.entries(TERMS))
    await rows(`insert into user_terms (tenant_id, field, value, sub)
      ${numbers} select 'acme', '${field}', ${value}, ${sub} from numbers`);
  await rows('analyze');
}

type Case = readonly [q: string, isFound: (n: number) => boolean];

const blocked = (n: number) => n % 100 === 0;
const verified = (n: number) => n % 20 !== 0;
const third = (n: number) => n % 3 === 0;
const low = (n: number) => n <= PEOPLE / 2;

/** Of lists alone. */
const OF_LISTS: readonly Case[] = [
  ['blocked:false AND email_verified:true', (n) => !blocked(n) && verified(n)],
  ['email_verified:true AND app_metadata.third:yes', (n) => verified(n) && third(n)],
  ['blocked:true AND NOT email_verified:true', (n) => blocked(n) && !verified(n)],
  ['app_metadata.half:low AND app_metadata.half:high', () => false],
  ['email_verified:true AND NOT app_metadata.third:yes', (n) => verified(n) && !third(n)],
  ['NOT app_metadata.third:yes AND email_verified:true', (n) => verified(n) && !third(n)],
  [
    'app_metadata.half:high AND email_verified:true AND app_metadata.third:no AND given_name:k7',
    (n) => !low(n) && verified(n) && !third(n) && n % 10 === 7,
  ],
];

const BESIDE: readonly Case[] = [
  ['given_name:k*', () => true],
  ['given_name:k* AND NOT app_metadata.half:low', (n) => !low(n)],
  ['given_name:k* AND name:person\\ 15*', (n) => String(1_600 - n).startsWith('15')],
  ['email_verified:true AND logins_count:[1 TO *]', (n) => verified(n) && n % 50 >= 1],
  ['email_verified:true AND NOT logins_count:[1 TO *] AND blocked:false', (n) => n % 100 === 50],
  [
    'email_verified:true AND (app_metadata.third:yes OR given_name:k1)',
    (n) => verified(n) && (third(n) || n % 10 === 1),
  ],
  [
    'email_verified:true AND NOT (app_metadata.third:yes OR blocked:true)',
    (n) => verified(n) && !third(n) && !blocked(n),
  ],
  ['logins_count:49 AND given_name:k9', (n) => n % 50 === 49],
];

/** The page as it has to be. */
async function assertFound(search: UserSearch, [q, isFound]: Case, mayBeTooWide: boolean): Promise<void> {
  const read = readSearch(q);
  assert.ok(read.ok, q);
  const everybody = Array.from({ length: PEOPLE }, (_, index) => index + 1).filter(isFound);
  for (const after of [undefined, subOf(900)] as const) {
    const found = everybody.filter((n) => after === undefined || subOf(n) > after);
    const bySub = found.map(subOf);
    const byCount = found.toSorted((a, b) => (b % 50) - (a % 50) || b - a).map(subOf);
    for (const [sort, all] of [
      [undefined, bySub],
      [{ field: 'logins_count', isDescending: true }, byCount],
    ] as const) {
      if (sort && after !== undefined) continue;
      const from = after === undefined ? {} : { after };
      const page = { search: read.value, ...from, ...(sort ? { sort } : {}), offset: 20, limit: 30 };
      const answer = await search.page(page);
      if (answer === 'too_wide') {
        assert.ok(mayBeTooWide, `${q} is too wide`);
        continue;
      }
      assert.deepEqual(answer, { subs: all.slice(20, 50), total: Math.min(all.length, 1_000) }, q);
    }
  }
}

/** Nobody can tell quickly that nobody is found. */
const WIDE: Case = [
  'given_name:k* AND _exists_:app_metadata.half AND NOT logins_count:[0 TO *]',
  () => false,
];

forEachDatabase(
  'userSearch: the same are found, or it is too wide, however many may be looked at',
  async (database) => {
    await fill(database);
    const { databaseUrl } = database;
    const search = readSearch(WIDE[0]);
    assert.ok(search.ok);
    for (const searchedPeople of [100, undefined]) {
      const storage = await openStorage({
        databaseUrl,
        searchedPeople,
        now: () => NOW,
        onError: assert.ifError,
      });
      try {
        const { userSearch } = storage.tenant('acme');
        const isBounded = searchedPeople !== undefined;
        for (const one of [...OF_LISTS, ...BESIDE, WIDE]) await assertFound(userSearch, one, isBounded);
        const wide = await userSearch.page({ search: search.value, offset: 0, limit: 10 });
        assert.equal(wide === 'too_wide', isBounded);
      } finally {
        await storage.close();
      }
    }
  },
);
