/**
 * How the pages of a tenant speak and look; every page is given one.
 */
import { sha256 } from '../protocol/digest.ts';
import type { Branding } from '../protocol/tenant.ts';
import { constantMarkup, type Html } from './html.ts';
import { STYLE } from './style.ts';
import type { Text } from './text/text.ts';

export type Look = {
  readonly text: Text;
  readonly branding: Branding;
};

/** Where there is no tenant: our own look. */
export function plainLook(text: Text): Look {
  return { text, branding: {} };
}

/** The stylesheets of a page, in their order, as they stand between `<style>` and `</style>`. */
function stylesheets(_look: Look): readonly string[] {
  return [STYLE];
}

// Made of constants and of colours that were checked; escaped, the quotes would no longer match the hash in the CSP.
/** The stylesheets as markup. */
export function styleMarkup(look: Look): readonly Html[] {
  return stylesheets(look).map((style) => constantMarkup(`<style>${style}</style>\n`));
}

/** The CSP sources that allow these stylesheets and no others (CSP 3 §2.3.1 writes hashes in padded base64). */
export function styleSources(look: Look): string {
  return stylesheets(look)
    .map((style) => `'sha256-${sha256(style).replaceAll('-', '+').replaceAll('_', '/')}='`)
    .join(' ');
}
