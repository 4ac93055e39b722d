/**
 * What of a preview is looked at, as the address says it. A bad value is the default, and a default is left out.
 */
import { LOCALES, type Locale } from '../../text/page-languages.ts';

export type PreviewSearch = {
  readonly page?: string;
  readonly language?: Locale;
  readonly scheme?: 'dark';
  readonly size?: 'phone';
};

export function readPreviewSearch(search: Readonly<Record<string, unknown>>): PreviewSearch {
  const { page, language, scheme, size } = search;
  const locale = LOCALES.find((one) => one === language);
  return {
    ...(typeof page === 'string' && /^[a-z-]+$/.test(page) ? { page } : {}),
    ...(locale === undefined ? {} : { language: locale }),
    ...(scheme === 'dark' ? { scheme } : {}),
    ...(size === 'phone' ? { size } : {}),
  };
}

/** The same with something else, and without what is the default. */
export function withSearch<S extends PreviewSearch>(
  search: S,
  change: { readonly [Name in keyof S]?: S[Name] | undefined },
): S {
  const all = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined);
  return Object.assign({}, ...all.map(([name, value]) => ({ [name]: value })));
}
