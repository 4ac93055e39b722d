/**
 * The texts of the pages about people: a file a language.
 */
import { subject } from '../subject.ts';
import type { PeopleText } from './text.ts';

export const PEOPLE_TEXTS = subject<PeopleText>({
  en: () => import('./en.ts').then(({ EN }) => EN),
  de: () => import('./de.ts').then(({ DE }) => DE),
  fr: () => import('./fr.ts').then(({ FR }) => FR),
  es: () => import('./es.ts').then(({ ES }) => ES),
  ja: () => import('./ja.ts').then(({ JA }) => JA),
  ar: () => import('./ar.ts').then(({ AR }) => AR),
});
