/**
 * What the overview says.
 */
import { subject } from '../subject.ts';
import type { OverviewText } from './text.ts';

export const OVERVIEW_TEXTS = subject<OverviewText>({
  en: async () => (await import('./en.ts')).OVERVIEW_EN,
  de: async () => (await import('./de.ts')).OVERVIEW_DE,
  fr: async () => (await import('./fr.ts')).OVERVIEW_FR,
  es: async () => (await import('./es.ts')).OVERVIEW_ES,
  ja: async () => (await import('./ja.ts')).OVERVIEW_JA,
  ar: async () => (await import('./ar.ts')).OVERVIEW_AR,
});
