/**
 * What every address of the dashboard may say beside its page, and every link takes along: the language, and whether it is bright or
 * dark. Neither the page nor the browser keeps anything, so that it is here, or as the account and the device have it.
 */
import { type LanguageTag, languageOf } from './text/languages.ts';

export const BRIGHTNESSES = ['light', 'dark'] as const;

export type Brightness = (typeof BRIGHTNESSES)[number];

export type FrameSearch = {
  readonly lang?: LanguageTag | undefined;
  /** Absent: as the device has it. */
  readonly look?: Brightness | undefined;
};

export function readFrameSearch({ lang, look }: Readonly<Record<string, unknown>>): FrameSearch {
  const language = languageOf(lang);
  const brightness = BRIGHTNESSES.find((one) => one === look);
  return {
    ...(language === undefined ? {} : { lang: language }),
    ...(brightness === undefined ? {} : { look: brightness }),
  };
}

/** The same, of the address that the browser shows, before there is a router. */
export function frameSearchNow(): FrameSearch {
  return readFrameSearch(Object.fromEntries(new URLSearchParams(location.search)));
}

/** The stylesheet asks the root element. */
export function showBrightness(look: Brightness | undefined): void {
  const { dataset } = document.documentElement;
  if (look === undefined) delete dataset['look'];
  else dataset['look'] = look;
}
