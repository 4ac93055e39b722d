/**
 * What support looks for: counters of guesses by the account they are about, and a session by its name.
 *
 * An old process beside this counts without saying for whom: what it begins is seen by nobody until its window ends, a day later at
 * most, or until a new process counts in it.
 */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { index, isEmbedded, numberRows } from './tables.ts';

export const support: Migration = {
  async up(database: Kysely<unknown>) {
    for (const column of ['budget', 'account', 'place'])
      await database.schema.alterTable('login_attempts').addColumn(column, 'text').execute();
    // Looked up by more than its key from now on (0006).
    if (isEmbedded(database)) await numberRows(database, ['login_attempts']);
    await index(database, 'login_attempts', ['tenant_id', 'account']);
    await index(database, 'sessions', ['tenant_id', 'sid']);
  },
};
