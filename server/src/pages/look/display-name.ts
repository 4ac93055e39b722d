/**
 * Names that others chose, made fit to be shown on a page where an End-User decides whom to trust.
 */
import { type Html, html } from '../html.ts';

const MAX_CHARACTERS = 80;

/** Overrides of direction, joiners, soft hyphens, tags, fillers: what is there but cannot be seen. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Co}\p{Cn}\p{Cs}]/gu;
const BREAKS = /[\p{Cc}\p{Z}]+/gu;
/** More than two marks on one letter climb over the lines above. */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

/**
 * One line without invisible characters and no longer than a name is. A client cannot turn the text around it (U+202E),
 * hide a part of its name or push the host it leads to out of sight.
 */
export function displayName(name: string): string {
  const line = name
    .slice(0, MAX_CHARACTERS * 16)
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : line;
}

/** An address, or a name that nobody is to be warned of, in the middle of a sentence: of its own direction too. */
export function isolated(text: string): Html {
  return html`<bdi>${displayName(text)}</bdi>`;
}

/** The name as markup of its own direction, so that a right-to-left name does not reorder our sentence. */
export function nameMarkup(name: string, fallback: string): Html {
  return html`<strong><bdi>${displayName(name) || fallback}</bdi></strong>`;
}
