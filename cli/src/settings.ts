/**
 * `tacit config`.
 */
import { describeSettings, readConfig } from '@tacit/server/config';
import { complain, printJson, printTable } from './output.ts';
import { ownTerminal } from './terminal.ts';

/** Prints every setting, and what is wrong with any of them. */
export async function showSettings(json: boolean): Promise<number> {
  const settings = describeSettings(ownTerminal().env);
  if (json) printJson(settings);
  else {
    printTable(
      ['setting', 'value', '', 'meaning'],
      settings.map(({ name, value, is_default, doc }) => [
        name,
        value || '-',
        is_default ? 'default' : 'set',
        doc,
      ]),
    );
  }
  const config = readConfig(ownTerminal().env);
  if (config.ok) return 0;
  complain(config.error);
  return 1;
}
