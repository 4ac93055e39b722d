/**
 * The fields of the branding, described by the kind of the settings, where the Management API has them.
 */
import { KINDS, mistakesIn } from '@tacit/server/resources';
import type { Mistake } from '../../api/problem.ts';
import type { Document } from '../../kinds/view.ts';
import type { FormField } from '../../record/form/names.ts';

/** Where that is not by our name. */
const PLACES: ReadonlyMap<string, readonly string[]> = new Map([
  ['primary_color', ['colors', 'primary']],
  ['page_background_color', ['colors', 'page_background']],
]);

function placeOf(own: string): readonly string[] {
  return PLACES.get(own) ?? [own];
}

export const BRANDING_FIELDS: readonly FormField[] = Object.entries(
  KINDS.settings.fields['branding']?.shape.fields ?? {},
).map(([own, field]) => ({
  ...{ own, field, isListed: false },
  path: placeOf(own),
  apiName: placeOf(own).join('.'),
}));

/** Those that are colours. */
export function isColour({ own }: FormField): boolean {
  return own.endsWith('_color');
}

/** What is wrong with what is typed, by the rules of the settings, at the places of the API. */
export function mistakesOfBranding(values: Document): readonly Mistake[] {
  return mistakesIn(KINDS.settings, { document: { branding: values }, stored: {} })
    .filter(({ path: [setting] }) => setting === 'branding')
    .map(({ path: [, own = '', ...rest], ...finding }) => ({
      ...finding,
      path: [...placeOf(String(own)), ...rest],
    }));
}
