/**
 * What of a mail is looked at, as the address says it.
 */
import { LOCALES, type Locale } from '../../text/page-languages.ts';

export type MailSearch = { readonly language?: Locale; readonly dialog?: 'back' };

export function readMailSearch({ language, dialog }: Readonly<Record<string, unknown>>): MailSearch {
  const locale = LOCALES.find((one) => one === language);
  return {
    ...(locale === undefined ? {} : { language: locale }),
    ...(dialog === 'back' ? { dialog } : {}),
  };
}
