/**
 * The languages of the dashboard, each loaded when it is the reader's.
 */
import type { Text } from './text.ts';

/** Those that there is everything in. */
export type LanguageTag = 'en' | 'de' | 'fr' | 'es' | 'ja' | 'ar';

type Language = {
  /** As its own readers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly load: () => Promise<Text>;
};

export const LANGUAGES: Readonly<Record<LanguageTag, Language>> = {
  en: { name: 'English', direction: 'ltr', load: async () => (await import('./en.ts')).EN },
  de: { name: 'Deutsch', direction: 'ltr', load: async () => (await import('./de.ts')).DE },
  fr: { name: 'Français', direction: 'ltr', load: async () => (await import('./fr.ts')).FR },
  es: { name: 'Español', direction: 'ltr', load: async () => (await import('./es.ts')).ES },
  ja: { name: '日本語', direction: 'ltr', load: async () => (await import('./ja.ts')).JA },
  ar: { name: 'العربية', direction: 'rtl', load: async () => (await import('./ar.ts')).AR },
};

export const LANGUAGE_TAGS: readonly LanguageTag[] = ['en', 'de', 'fr', 'es', 'ja', 'ar'];

/** The language of a tag of BCP 47, where there is it. */
export function languageOf(tag: unknown): LanguageTag | undefined {
  const [language] = typeof tag === 'string' ? tag.toLowerCase().split('-') : [];
  return LANGUAGE_TAGS.find((one) => one === language);
}

/** The first that there is of those that are wished for. */
export function chooseLanguage(wished: readonly unknown[]): LanguageTag {
  return wished.map(languageOf).find((one) => one !== undefined) ?? 'en';
}
