/**
 * How the pages of a tenant speak and look; every page is given one.
 */
import { sha256 } from '../../protocol/digest.ts';
import type { Branding } from '../../resources/tenant/branding.ts';
import { constantMarkup, type Html } from '../html.ts';
import type { Text } from '../text/text.ts';
import { brandStyle, checkedAddress } from './branding.ts';
import { STYLE, WIDE_STYLE } from './style.ts';

export type Look = {
  readonly text: Text;
  readonly branding: Branding;
  /** What the tenant calls itself. */
  readonly site?: string | undefined;
  /** Its name among ours, which its mark is made of where it calls itself nothing; absent: no tenant. */
  readonly tenant?: string;
};

/** Where there is no tenant: our own look. */
export function plainLook(text: Text): Look {
  return { text, branding: {} };
}

/** The same without what others serve, for a page that holds what is nobody's but the application's. */
export function withoutPictures({ branding, ...look }: Look): Look {
  const { logo_url: _, favicon_url: __, page_background_url: ___, ...colours } = branding;
  return { ...look, branding: colours };
}

/** How much room a page has; absent: that of one card. */
export type Width = 'wide' | undefined;

/** The stylesheets of a page, in their order, as they stand between `<style>` and `</style>`. */
function stylesheets({ branding }: Look, width: Width): readonly string[] {
  return [width === 'wide' ? WIDE_STYLE : STYLE, brandStyle(branding)].filter((style) => style !== undefined);
}

// Made of constants, of colours that were checked and of addresses that were written anew (branding.ts). Escaped, the
// quotes would no longer match the hash in the CSP.
/** The stylesheets as markup. */
export function styleMarkup(look: Look, width: Width): readonly Html[] {
  return stylesheets(look, width).map((style) => constantMarkup(`<style>${style}</style>\n`));
}

/** The CSP sources that allow the stylesheets of a document and no others (CSP 3 §2.3.1 writes hashes in padded base64). */
export function styleSources(look: Look, document = ''): string {
  return stylesheets(look, document.includes(WIDE_STYLE) ? 'wide' : undefined)
    .map(styleSource)
    .join(' ');
}

/** The one of a stylesheet, as it stands between its tags. */
export function styleSource(style: string): string {
  return `'sha256-${sha256(style).replaceAll('-', '+').replaceAll('_', '/')}='`;
}

/** The addresses of the pictures that every page of the tenant shows. */
export function picturesOf({ branding }: Look): readonly string[] {
  const { logo_url, favicon_url, page_background_url } = branding;
  return [logo_url, favicon_url, page_background_url].map(checkedAddress).filter((uri) => uri !== undefined);
}
