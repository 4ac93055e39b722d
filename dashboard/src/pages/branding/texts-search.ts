/**
 * Which texts are looked at, as the address says it.
 */
import { type PreviewSearch, readPreviewSearch } from './preview-search.ts';

export type TextsSearch = PreviewSearch & {
  readonly prompt?: string;
  /** What is sought, in every prompt. */
  readonly q?: string;
};

export function readTextsSearch(search: Readonly<Record<string, unknown>>): TextsSearch {
  const { prompt, q } = search;
  return {
    ...readPreviewSearch(search),
    ...(typeof prompt === 'string' && /^[a-z-]+$/.test(prompt) ? { prompt } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
  };
}
