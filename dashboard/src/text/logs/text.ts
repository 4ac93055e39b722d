/**
 * What the pages of the log say, by key.
 */
import type { Wide } from '../text.ts';
import type { LOGS_EN } from './en.ts';

export type LogsText = Wide<typeof LOGS_EN>;
