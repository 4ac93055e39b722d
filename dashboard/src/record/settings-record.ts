/**
 * The settings of the tenant as the desk has them, all of them: Auth0's document of a tenant has fewer.
 */
import type { Said } from '../api/client.ts';
import { isDocument, type Stored } from './stored.ts';

/** What `operator_settings_show` is asked with. */
export const SETTINGS_ASKED: Said = { body: { key: [] } };

/** What it answers. */
export function settingsRecord(value: unknown): Stored {
  const answer = isDocument(value) ? value['answer'] : undefined;
  const told = isDocument(answer) && isDocument(answer['value']) ? answer['value'] : answer;
  if (!isDocument(told)) return { record: {}, version: undefined };
  const { document, version } = told;
  return {
    record: isDocument(document) ? document : {},
    version: version === undefined ? undefined : String(version),
  };
}
