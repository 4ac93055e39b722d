/**
 * What the plan says, in every language.
 */
import type { Wide } from '../text.ts';
import type { EN } from './en.ts';

export type PlanText = Wide<typeof EN>;
