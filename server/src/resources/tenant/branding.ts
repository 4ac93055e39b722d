/**
 * How the pages of a tenant look.
 */
import * as v from 'valibot';
import { hostMistake } from '../../protocol/host-name.ts';
import { optional, type RecordOf, type Shape } from '../field.ts';
import { text, uri } from '../shape.ts';

/** An address of a picture or page: https, because the pages are. */
export const https: Shape<string> = {
  tag: 'uri',
  schema: v.pipe(
    uri.schema,
    v.startsWith('https://', 'must begin with https://'),
    v.check((value) => URL.canParse(value), 'must be an address'),
    v.check(
      (value) => !URL.canParse(value) || hostMistake(new URL(value)) === undefined,
      'must have a host that can be reached',
    ),
  ),
  says: 'an https address',
  json: { ...uri.json, pattern: '^https://' },
};

const color = text(7, {
  holds: (value) => /^#[0-9a-f]{6}$/i.test(value),
  message: 'must be a colour like #3b45b5',
  says: 'a colour like `#3b45b5`',
});

export const BRANDING_FIELDS = {
  logo_url: optional(https, { sentence: 'The logo above the forms.' }),
  favicon_url: optional(https, { sentence: 'The icon of the browser’s tab.' }),
  primary_color: optional(color, {
    sentence: 'Buttons and links; the pages make a readable shade of it where it is not.',
  }),
  page_background_color: optional(color, { sentence: 'Around the form.' }),
  page_background_url: optional(https, { sentence: 'A picture around the form.' }),
  terms_url: optional(https, { sentence: 'The terms, linked below the forms.' }),
  privacy_url: optional(https, { sentence: 'The privacy notice, linked below the forms.' }),
} as const;

export type Branding = RecordOf<typeof BRANDING_FIELDS>;
