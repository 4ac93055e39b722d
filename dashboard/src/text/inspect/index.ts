/**
 * What the inspector says.
 */
import { subject } from '../subject.ts';
import type { InspectText } from './text.ts';

export const INSPECT_TEXTS = subject<InspectText>({
  en: async () => (await import('./en.ts')).INSPECT_EN,
  de: async () => (await import('./de.ts')).INSPECT_DE,
  fr: async () => (await import('./fr.ts')).INSPECT_FR,
  es: async () => (await import('./es.ts')).INSPECT_ES,
  ja: async () => (await import('./ja.ts')).INSPECT_JA,
  ar: async () => (await import('./ar.ts')).INSPECT_AR,
});
