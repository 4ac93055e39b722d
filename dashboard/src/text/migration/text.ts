/**
 * What these texts are, whatever the language.
 */
import type { Wide } from '../text.ts';
import type { EN } from './en.ts';

export type MigrationText = Wide<typeof EN>;
