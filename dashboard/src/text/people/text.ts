/**
 * What the pages about people say, by key.
 */
import type { Wide } from '../text.ts';
import type { EN } from './en.ts';

export type PeopleText = Wide<typeof EN>;
