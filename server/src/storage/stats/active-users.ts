/**
 * How many people signed in since a moment: counted in the index of their last sign-ins, in steps between which everybody else has a
 * turn, so that many people keep nobody waiting.
 */
import { sql } from 'kysely';
import type { Database } from '../database.ts';

const STEP = 10_000;

/** People of a tenant who signed in since then. */
export async function countActiveUsers(
  { kysely }: Pick<Database, 'kysely'>,
  tenant_id: string,
  since: number,
): Promise<number> {
  let [after, count]: [readonly [at: number, sub: string], number] = [[since, ''], 0];
  for (;;) {
    const { rows } = await sql<{ last_login: number | string; sub: string }>`
      select last_login, sub from users where tenant_id = ${tenant_id}
        and last_login >= ${after[0]} and (last_login, sub) > (${after[0]}, ${after[1]})
      order by last_login, sub limit 1 offset ${STEP - 1}`.execute(kysely);
    const [last] = rows;
    if (!last) return count + (await countBehind({ kysely }, tenant_id, after));
    count += STEP;
    after = [Number(last.last_login), last.sub];
  }
}

async function countBehind(
  { kysely }: Pick<Database, 'kysely'>,
  tenant_id: string,
  [at, sub]: readonly [at: number, sub: string],
): Promise<number> {
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from users
    where tenant_id = ${tenant_id} and last_login >= ${at} and (last_login, sub) > (${at}, ${sub})`.execute(
    kysely,
  );
  return Number(rows[0]?.n ?? 0);
}
