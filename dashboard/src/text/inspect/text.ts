/**
 * What the inspector says, by key.
 */
import type { Wide } from '../text.ts';
import type { INSPECT_EN } from './en.ts';

export type InspectText = Wide<typeof INSPECT_EN>;
