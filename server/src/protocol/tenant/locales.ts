/**
 * The languages of the pages (OIDC Core §3.1.2.1 `ui_locales`), as BCP 47 tags.
 */
export const LOCALES = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'] as const;

export type Locale = (typeof LOCALES)[number];
