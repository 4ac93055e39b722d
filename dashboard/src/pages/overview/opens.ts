/**
 * What the overview is made of: whoever may ask none of it has none.
 */
import type { Operations } from '../../api/operations.gen.ts';

export const OVERVIEW_OPENS: readonly (keyof Operations)[] = [
  'stats_daily',
  'signing_keys_list',
  'log_streams_list',
  'operator_settings_show',
];
