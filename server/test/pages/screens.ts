/**
 * Takes a picture of every page in every state and language, and of the dashboard's. They land in docs/screens/ as
 * `<page>.<language>[.branded][.dark][.phone].png`, the dashboard's in a room of their own.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { pictureDashboard } from '../../../dashboard/test/pictures/pictures.ts';
import { type Look, plainLook } from '../../src/pages/look/look.ts';
import { chooseText } from '../../src/pages/text/languages.ts';
import { LOCALES } from '../../src/protocol/tenant/locales.ts';
import { readCommandLine, refuseCommandLine } from '../command-line.ts';
import { launch } from '../e2e/chromium.ts';
import { GALLERY } from '../gallery/index.ts';
import { BRANDED, PICTURED } from '../gallery/looks.ts';
import { openWindow } from '../gallery/window.ts';

const DIRECTORY = join(import.meta.dirname, '../../../docs/screens');

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

type Occasion = {
  readonly suffix: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  readonly languages: readonly string[];
  /** Of a tenant; absent: our own. */
  readonly look?: Look;
};

/** Every language by day at a desk; the other occasions look alike in all, but for the way the lines run. */
const OCCASIONS: readonly Occasion[] = [
  { suffix: '', viewport: DESKTOP, colorScheme: 'light', languages: LOCALES },
  { suffix: '.dark', viewport: DESKTOP, colorScheme: 'dark', languages: ['en'] },
  { suffix: '.phone', viewport: PHONE, colorScheme: 'light', languages: ['en', 'de', 'ar'] },
  { suffix: '.dark.phone', viewport: PHONE, colorScheme: 'dark', languages: ['en'] },
  { suffix: '.branded', viewport: DESKTOP, colorScheme: 'light', languages: ['en'], look: PICTURED },
  { suffix: '.branded.dark', viewport: DESKTOP, colorScheme: 'dark', languages: ['en'], look: BRANDED },
];

async function picture(browser: Browser, occasion: Occasion, filter: string): Promise<number> {
  const { suffix, languages, viewport, colorScheme, look } = occasion;
  const window = await openWindow(browser, { viewport, colorScheme, reducedMotion: 'reduce' });
  const states = GALLERY.filter(({ name }) => name.includes(filter));
  const present = LOCALES.filter((language) => languages.includes(language));
  for (const state of states) {
    for (const language of present) {
      await window.open(state, look ?? plainLook(chooseText(language, undefined)));
      const path = join(DIRECTORY, `${state.name}.${language}${suffix}.png`);
      await window.page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
    }
  }
  await window.close();
  return states.length * present.length;
}

const USAGE = `npm run screens [-- FILTER]
  FILTER  a part of the names of pages, of the dashboard's of their files (\`.en.png\`); all without`;
const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
const [filter = '', ...others] = positionals;
if (others.length > 0) refuseCommandLine(USAGE, 'One filter is given, or none.');
await mkdir(DIRECTORY, { recursive: true });
const browser = await launch();
const counts = [];
for (const occasion of OCCASIONS) counts.push(await picture(browser, occasion, filter));
await browser.close();
counts.push(await pictureDashboard(DIRECTORY, filter));
const total = counts.reduce((sum, count) => sum + count, 0);
process.stdout.write(`${total} pictures in docs/screens\n`);
if (total === 0) process.exitCode = 1;
