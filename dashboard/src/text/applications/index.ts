/**
 * What is said of applications and APIs.
 */
import { subject } from '../subject.ts';
import type { ApplicationsText } from './text.ts';

export const APPLICATIONS_TEXTS = subject<ApplicationsText>({
  en: async () => (await import('./en.ts')).EN,
  de: async () => (await import('./de.ts')).DE,
  fr: async () => (await import('./fr.ts')).FR,
  es: async () => (await import('./es.ts')).ES,
  ja: async () => (await import('./ja.ts')).JA,
  ar: async () => (await import('./ar.ts')).AR,
});
