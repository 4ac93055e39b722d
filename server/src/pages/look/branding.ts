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

export const SCHEMES = ['light', 'dark'] as const;

export type Scheme = (typeof SCHEMES)[number];

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

/**
 * What the chosen colours are for: on what they are seen, with how much contrast, and which way a shade of them moves that has it.
 * A page that is dark stays so by day, but a bright one does not glare at night.
 */
const USES = {
  accent: {
    of: 'primary_color',
    grounds: ['card', 'field', 'soft'],
    toward: TOWARD,
    least: { light: TEXT, dark: TEXT },
  },
  button: {
    of: 'primary_color',
    grounds: ['card'],
    toward: TOWARD,
    least: { light: CONTROL, dark: CONTROL },
  },
  page: {
    of: 'page_background_color',
    grounds: ['text'],
    toward: { light: 'white', dark: 'black' },
    least: { light: 1, dark: 2 * TEXT },
  },
} as const;

type Use = keyof typeof USES;

function shade(use: Use, colour: string, scheme: Scheme): string {
  const { least, toward } = USES[use];
  const grounds = groundsOf(use, scheme);
  return readableShade({ colour, grounds, least: least[scheme], toward: toward[scheme] });
}

function groundsOf(use: Use, scheme: Scheme): readonly string[] {
  return USES[use].grounds.map((ground) => PALETTE[scheme][ground]);
}

function primaryColours(primary: string, scheme: Scheme): Partial<Colours> {
  const button = shade('button', primary, scheme);
  const on_button = textOn(button);
  return {
    accent: shade('accent', primary, scheme),
    button,
    button_strong: lighter(button, on_button === '#ffffff' ? -0.08 : 0.08),
    on_button,
  };
}

function pageColours(chosen: string, scheme: Scheme): Partial<Colours> {
  const { on_page } = PALETTE[scheme];
  const page = shade('page', chosen, scheme);
  return { page, on_page: contrast(on_page, page) >= TEXT ? on_page : textOn(page) };
}

/** A chosen colour, and the one that the pages have in its place. */
export type BrandShade = {
  readonly scheme: Scheme;
  readonly use: Use;
  readonly chosen: string;
  readonly shown: string;
  /** Of the chosen colour with what it is seen on, and the least that it must be (WCAG 2.2). */
  readonly contrast: number;
  readonly least: number;
};

/** What becomes of the chosen colours, by day and in the dark. */
export function brandShades(branding: Branding): readonly BrandShade[] {
  return SCHEMES.flatMap((scheme) =>
    Object.keys(USES)
      .filter(isUse)
      .flatMap((use) => {
        const chosen = checkedColour(branding[USES[use].of]);
        if (chosen === undefined) return [];
        const measured = Math.min(...groundsOf(use, scheme).map((ground) => contrast(chosen, ground)));
        const [shown, least] = [shade(use, chosen, scheme), USES[use].least[scheme]];
        return [{ scheme, use, chosen, shown, contrast: Math.round(measured * 100) / 100, least }];
      }),
  );
}

function isUse(name: string): name is Use {
  return Object.hasOwn(USES, name);
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
