/**
 * The looks in which the gallery is shown.
 */
import type { Look } from '../../src/pages/look/look.ts';
import { plainLook } from '../../src/pages/look/look.ts';
import { chooseText } from '../../src/pages/text/languages.ts';
import type { Text } from '../../src/pages/text/text.ts';
import { LOCALES } from '../../src/protocol/tenant/locales.ts';

const TEXTS = LOCALES.map((language) => chooseText(language, undefined));

/** Stands for a right-to-left language where there is none yet. */
function mirrored(text: Text): Text {
  return { ...text, direction: 'rtl' };
}

const [ENGLISH = chooseText('en', undefined)] = TEXTS;
const RIGHT_TO_LEFT = TEXTS.find(({ direction }) => direction === 'rtl') ?? mirrored(ENGLISH);

export const LTR: Look = plainLook(ENGLISH);
export const RTL: Look = plainLook(RIGHT_TO_LEFT);

/** All that a tenant can choose, and a colour that cannot be read on white. */
export const BRANDED: Look = {
  text: ENGLISH,
  site: 'Acme',
  branding: {
    logo_url: 'https://acme.example/logo.svg',
    favicon_url: 'https://acme.example/favicon.svg',
    primary_color: '#ffcc00',
    page_background_color: '#0f766e',
    terms_url: 'https://acme.example/terms',
    privacy_url: 'https://acme.example/privacy',
  },
};

/** The same with a picture behind the card. */
export const PICTURED: Look = {
  ...BRANDED,
  branding: { ...BRANDED.branding, page_background_url: 'https://acme.example/sea(1).jpg?a=\\"' },
};
