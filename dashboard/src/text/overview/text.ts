/**
 * What the overview says, by key.
 */
import type { Wide } from '../text.ts';
import type { OVERVIEW_EN } from './en.ts';

export type OverviewText = Wide<typeof OVERVIEW_EN>;
