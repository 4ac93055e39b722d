/**
 * The texts of the page of all tenants: a file a language.
 */
import { subject } from '../subject.ts';
import type { TenantsText } from './text.ts';

export const TENANTS_TEXTS = subject<TenantsText>({
  en: () => import('./en.ts').then((file) => file.EN),
  de: () => import('./de.ts').then((file) => file.DE),
  fr: () => import('./fr.ts').then((file) => file.FR),
  es: () => import('./es.ts').then((file) => file.ES),
  ja: () => import('./ja.ts').then((file) => file.JA),
  ar: () => import('./ar.ts').then((file) => file.AR),
});
