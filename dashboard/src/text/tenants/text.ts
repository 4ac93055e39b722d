/**
 * What the page of all tenants says, in every language.
 */
import type { Wide } from '../text.ts';
import type { EN } from './en.ts';

export type TenantsText = Wide<typeof EN>;
