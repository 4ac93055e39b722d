/**
 * What a tenant's branding adds to the stylesheet. It is made of colours and of addresses that are parsed and written
 * anew here, never of text a tenant wrote: there is no custom CSS and no custom HTML.
 */
import type { Branding } from '../../resources/tenant/branding.ts';
import { checkedColour, contrast, lighter, readableShade, textOn } from './colour.ts';
import { type Colours, customProperties, PALETTE } from './palette.ts';

/** WCAG 2.2: text §1.4.3, the parts of a control and its focus §1.4.11. */
const TEXT = 4.5;
const CONTROL = 3;

type Scheme = keyof typeof PALETTE;

/** Away from the grounds of a scheme. */
const TOWARD = { light: 'black', dark: 'white' } as const;

/** An https address as it may stand in a page, or undefined for whatever else was stored. */
export function checkedAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' ? href : undefined;
}

/** The colours in which the tenant's pages differ from ours in one scheme, each with the contrast it needs. */
export function brandColours(branding: Branding, scheme: Scheme): Partial<Colours> {
  const primary = checkedColour(branding.primary_color);
  const page = checkedColour(branding.page_background_color);
  return {
    ...(primary !== undefined && primaryColours(primary, scheme)),
    ...(page !== undefined && pageColours(page, scheme)),
  };
}

function primaryColours(primary: string, scheme: Scheme): Partial<Colours> {
  const { card, field, soft } = PALETTE[scheme];
  const toward = TOWARD[scheme];
  const button = readableShade({ colour: primary, grounds: [card], least: CONTROL, toward });
  const on_button = textOn(button);
  return {
    accent: readableShade({ colour: primary, grounds: [card, field, soft], least: TEXT, toward }),
    button,
    button_strong: lighter(button, on_button === '#ffffff' ? -0.08 : 0.08),
    on_button,
  };
}

/** A page that is dark stays so by day, but a bright one does not glare at night. */
function pageColours(chosen: string, scheme: Scheme): Partial<Colours> {
  const { text, on_page } = PALETTE[scheme];
  const page =
    scheme === 'light'
      ? chosen
      : readableShade({ colour: chosen, grounds: [text], least: 2 * TEXT, toward: 'black' });
  return { page, on_page: contrast(on_page, page) >= TEXT ? on_page : textOn(page) };
}

/** An address inside `url("…")`: what could end the string is spelled in percent. */
function cssUrl(address: string): string {
  const escaped = address.replace(/[^\w\-.~:/?#[\]@!$&*+,;=%]/g, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
  return `url("${escaped}")`;
}

/** Nobody knows the contrast of a picture, so what stands on the page has a ground of its own. */
function picture(branding: Branding): string {
  const address = checkedAddress(branding.page_background_url);
  if (address === undefined) return '';
  return `body{background-image:${cssUrl(address)}}.foot{background:var(--card);color:var(--muted)}`;
}

/** The tenant's own stylesheet, undefined where it has none. */
export function brandStyle(branding: Branding): string | undefined {
  const light = customProperties(brandColours(branding, 'light'));
  const dark = customProperties(brandColours(branding, 'dark'));
  const colours = light && `:root{${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}`;
  return colours + picture(branding) || undefined;
}
