/**
 * What the pages about mails say.
 */
import { subject } from '../subject.ts';
import type { MailsText } from './text.ts';

export const MAILS_TEXTS = subject<MailsText>({
  en: async () => (await import('./en.ts')).EN,
  de: async () => (await import('./de.ts')).DE,
  fr: async () => (await import('./fr.ts')).FR,
  es: async () => (await import('./es.ts')).ES,
  ja: async () => (await import('./ja.ts')).JA,
  ar: async () => (await import('./ar.ts')).AR,
});
