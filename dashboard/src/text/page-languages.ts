/**
 * The languages of the pages that people sign in by, which are more than those of the dashboard, each called as it calls itself.
 */
import type { Operations } from '../api/operations.gen.ts';

export type Locale = NonNullable<Operations['branding_preview']['body']['language']>;

/** The compiler names one that is missing. */
const NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  nl: 'Nederlands',
  pl: 'Polski',
  pt: 'Português',
  tr: 'Türkçe',
  zh: '中文',
};

export const LOCALES = Object.keys(NAMES).filter(isLocale);

export function isLocale(name: string): name is Locale {
  return Object.hasOwn(NAMES, name);
}

export function localeName(locale: Locale): string {
  return NAMES[locale];
}

/** The language of whoever reads, where the pages have it. */
export function ownLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : 'en';
}
