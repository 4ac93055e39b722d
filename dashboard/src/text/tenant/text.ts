/**
 * What the pages about the tenant as a whole say, in every language.
 */
import type { Wide } from '../text.ts';
import type { EN } from './en.ts';

export type TenantText = Wide<typeof EN>;
