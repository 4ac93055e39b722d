/**
 * Pictures of the dashboard: every section and what lies behind it, by day and in the dark, at a desk and on a telephone, and in Arabic.
 */
import { join } from 'node:path';
import { SECTIONS } from '../src/pages/sections.ts';
import { type Administrator, openDesk } from './desk.ts';
import { answerByImplicit } from './implicit-answers.ts';

/** Paths below the dashboard; beside the sections. */
const DEEPER = [
  'applications/new',
  'applications/web',
  'applications/web?dialog=secret',
  'applications/web?dialog=delete',
  'applications/spa/migration',
  'apis/new',
  `apis/${encodeURIComponent('appointments:api')}`,
  'users/new',
  'users?q=nobody',
  `users/${encodeURIComponent('auth0|000000000000000000000001')}`,
  `users/${encodeURIComponent('auth0|000000000000000000000001')}?part=sessions`,
  'roles/rol_tacit_viewer',
  'nowhere',
] as const;

const PATHS: readonly string[] = [...SECTIONS.map(({ path }) => path.slice(1)), ...DEEPER];

const OCCASIONS = [
  { suffix: 'en', width: 1280, colorScheme: 'light', lang: 'en' },
  { suffix: 'en.dark', width: 1280, colorScheme: 'dark', lang: 'en' },
  { suffix: 'en.phone', width: 390, colorScheme: 'light', lang: 'en' },
  { suffix: 'ar', width: 1280, colorScheme: 'light', lang: 'ar' },
  { suffix: 'de.dark.phone', width: 390, colorScheme: 'dark', lang: 'de' },
] as const;

/** `applications/web?dialog=secret` -> `dashboard-applications-web-secret`. */
function nameOf(path: string): string {
  return `dashboard-${decodeURIComponent(path)
    .replace(/\w+=/, '')
    .replaceAll(/[^\w]+/g, '-')}`;
}

/** Those whose name has this in it; how many there are. */
export async function pictureDashboard(directory: string, filter: string): Promise<number> {
  const paths = PATHS.filter((path) => nameOf(path).includes(filter));
  if (paths.length === 0) return 0;
  const desk = await openDesk();
  await answerByImplicit(desk.place, 'spa');
  try {
    const owner = await desk.enter('owner', { reducedMotion: 'reduce' });
    for (const occasion of OCCASIONS) await pictures(owner, occasion, { directory, paths });
  } finally {
    await desk.leave();
    await desk.place.close();
  }
  return paths.length * OCCASIONS.length;
}

type What = { readonly directory: string; readonly paths: readonly string[] };

async function pictures(
  { page, open }: Administrator,
  { suffix, width, colorScheme, lang }: (typeof OCCASIONS)[number],
  { directory, paths }: What,
): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  for (const path of paths) {
    await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await page.waitForLoadState('networkidle');
    const file = join(directory, `${nameOf(path)}.${suffix}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled', caret: 'hide' });
  }
}
