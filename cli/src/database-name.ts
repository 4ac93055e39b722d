/**
 * The database as a person calls it.
 */
import { describeSettings } from '@tacit/server/config';
import { ownTerminal } from './terminal.ts';

/** Without its password; the usual cause of a list that is empty is another working directory. */
export function databaseName(): string {
  return (
    describeSettings(ownTerminal().env).find(({ name }) => name === 'TACIT_DATABASE_URL')?.value ??
    'the database'
  );
}
