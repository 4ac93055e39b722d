/**
 * What is said of the way from the implicit grant to code + PKCE.
 */
import { subject } from '../subject.ts';
import type { MigrationText } from './text.ts';

export const MIGRATION_TEXTS = subject<MigrationText>({
  en: async () => (await import('./en.ts')).EN,
  de: async () => (await import('./de.ts')).DE,
  fr: async () => (await import('./fr.ts')).FR,
  es: async () => (await import('./es.ts')).ES,
  ja: async () => (await import('./ja.ts')).JA,
  ar: async () => (await import('./ar.ts')).AR,
});
