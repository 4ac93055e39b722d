/**
 * Pictures of the dashboard: every section and what lies behind it, by day and in the dark, at a desk and on a telephone, and from
 * right to left. They land in docs/screens/dashboard/ as `<scene>.<language>[.dark][.phone].png`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { signIn } from '../../../server/test/e2e/harness.ts';
import { type Administrator, type Desk, openDesk } from '../desk.ts';
import { clear, furnish } from './example-tenant.ts';
import { indexedPng } from './indexed-png.ts';
import { readiness } from './ready.ts';
import { FIRST_DAY, IN_USE, pageOfPictures, type Scene } from './scenes.ts';
import { PICTURED_AT, standingClock } from './standing-clock.ts';

const OCCASIONS = [
  { suffix: 'en', width: 1280, height: 800, colorScheme: 'light', lang: 'en' },
  { suffix: 'en.dark', width: 1280, height: 800, colorScheme: 'dark', lang: 'en' },
  { suffix: 'en.phone', width: 390, height: 800, colorScheme: 'light', lang: 'en' },
  { suffix: 'ar', width: 1280, height: 800, colorScheme: 'light', lang: 'ar' },
  { suffix: 'de.dark.phone', width: 390, height: 800, colorScheme: 'dark', lang: 'de' },
] as const;

/** Always the same one, for it is in addresses; not the one of `npm start`. */
const PORT = 4_321;

/** Nobody is in a hurry while the clock stands. */
const MANAGEMENT_RATE = 1_000_000;

type Picture = {
  readonly scene: Scene;
  readonly occasion: (typeof OCCASIONS)[number];
  readonly file: string;
};

/** Of scenes, those pictures whose file is called by the filter: `users`, `users.ar`, `.en.png`. */
function picturesOf(scenes: readonly Scene[], filter: string): readonly Picture[] {
  const all = OCCASIONS.flatMap((occasion) =>
    scenes.map((scene) => ({ scene, occasion, file: `${scene.name}.${occasion.suffix}.png` })),
  );
  return all.filter(({ file }) => `dashboard-${file}`.includes(filter));
}

/** Takes those that the filter names; how many there are. */
export async function pictureDashboard(directory: string, filter: string): Promise<number> {
  const [first, then] = [picturesOf(FIRST_DAY, filter), picturesOf(IN_USE, filter)];
  const count = first.length + then.length;
  if (count === 0) return 0;
  const into = join(directory, 'dashboard');
  await mkdir(into, { recursive: true });
  await writeFile(join(into, 'README.md'), pageOfPictures());
  const clock = standingClock();
  const settings = { operatorTenant: 'dev.us', managementRate: MANAGEMENT_RATE, port: PORT };
  const desk = await openDesk(settings, clock);
  const around = { place: desk.place, clock };
  try {
    await clear(around);
    await takeAll(desk, first, into);
    await furnish({ ...around, browser: await browserOf(desk) });
    await takeAll(desk, then, into);
  } finally {
    await desk.leave();
    await desk.place.close();
  }
  return count;
}

async function takeAll(desk: Desk, pictures: readonly Picture[], directory: string): Promise<void> {
  for (const by of ['owner', 'support', 'nobody'] as const) {
    const theirs = pictures.filter(({ scene }) => (scene.by ?? 'owner') === by);
    if (theirs.length === 0) continue;
    const somebody = await whoIs(desk, by);
    await somebody.page.clock.setFixedTime(PICTURED_AT * 1_000);
    const take = photographer(desk, somebody, directory);
    for (const picture of theirs) await take(picture);
  }
}

async function whoIs(desk: Desk, by: 'owner' | 'support' | 'nobody'): Promise<Administrator> {
  if (by !== 'nobody') return desk.enter(by, { reducedMotion: 'reduce', timezoneId: 'UTC' });
  const nobody = await desk.arrive(undefined);
  await nobody.page.goto(`${desk.place.issuer}dashboard/`);
  await signIn(nobody);
  await nobody.page.getByRole('heading', { level: 1 }).waitFor();
  return nobody;
}

function photographer({ place }: Desk, { page, open }: Administrator, directory: string) {
  const isReady = readiness(page);
  return async function take({ scene: { path, does }, occasion, file }: Picture): Promise<void> {
    const { width, height, colorScheme, lang } = occasion;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await isReady();
    await does?.({ page, place });
    await isReady();
    // Nothing is shown as it is beneath a pointer.
    await page.mouse.move(0, 0);
    await grow(page, width);
    await isReady();
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    await writeFile(join(directory, file), indexedPng(png));
  };
}

/** As high as what is in it, so that what stands at the side stands beside all of it; what lies over a page is seen in its middle. */
async function grow(page: Page, width: number): Promise<void> {
  if ((await page.locator('.overlay').count()) > 0) return;
  const needed = Number(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width, height: needed });
}

async function browserOf(desk: Desk): Promise<Browser> {
  const browser = (await desk.enter('owner')).context.browser();
  if (!browser) throw new Error('A context that was made by a browser has one.');
  return browser;
}
