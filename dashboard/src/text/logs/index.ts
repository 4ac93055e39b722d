/**
 * What the pages of the log say.
 */
import { subject } from '../subject.ts';
import type { LogsText } from './text.ts';

export const LOGS_TEXTS = subject<LogsText>({
  en: async () => (await import('./en.ts')).LOGS_EN,
  de: async () => (await import('./de.ts')).LOGS_DE,
  fr: async () => (await import('./fr.ts')).LOGS_FR,
  es: async () => (await import('./es.ts')).LOGS_ES,
  ja: async () => (await import('./ja.ts')).LOGS_JA,
  ar: async () => (await import('./ar.ts')).LOGS_AR,
});
