/**
 * The texts of a subject, which come with its pages and not before: a file a language.
 */
import { createContext, use } from 'react';
import type { LanguageTag } from './languages.ts';

/** Of one language, the same promise each time. */
export type Subject<T> = (language: LanguageTag) => Promise<T>;

export function subject<T>(files: Readonly<Record<LanguageTag, () => Promise<T>>>): Subject<T> {
  const loaded = new Map<LanguageTag, Promise<T>>();
  return (language) => {
    const text = loaded.get(language) ?? files[language]();
    loaded.set(language, text);
    return text;
  };
}

const LanguageContext = createContext<LanguageTag>('en');

export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): LanguageTag {
  return use(LanguageContext);
}

/** A route's loader has waited for them (`context.language`), so that nothing flickers. */
export function useTexts<T>(texts: Subject<T>): T {
  return use(texts(use(LanguageContext)));
}
