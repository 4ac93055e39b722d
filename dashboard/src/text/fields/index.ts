/**
 * What fields are called and what is said of them, a file a language. In English they say it themselves.
 */
import { subject, useTexts } from '../subject.ts';
import type { FieldWords } from './text.ts';

export const FIELD_WORDS = subject<FieldWords>({
  en: async () => ({}),
  de: async () => (await import('./de.ts')).DE,
  fr: async () => (await import('./fr.ts')).FR,
  es: async () => (await import('./es.ts')).ES,
  ja: async () => (await import('./ja.ts')).JA,
  ar: async () => (await import('./ar.ts')).AR,
});

/** The same for whoever reads; undefined: there is it in English alone. */
export function useTranslated(): (english: string) => string | undefined {
  const words = useTexts(FIELD_WORDS);
  return (english) => (Object.hasOwn(words, english) ? words[english] : undefined);
}
