/**
 * Chromium showing pages of the gallery as the server sends them, with their policy, and with no network around.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { page } from '../../src/http/respond.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { show } from '../../src/walk/reply.ts';
import type { PageState } from './page-state.ts';

const SITE = 'https://dev.example/';

/** Stands for every logo and icon that a page asks for, and for what it has behind it. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="48"><rect width="48" height="48" rx="12" fill="#0f766e"/><path d="M14 34 24 12l10 22z" fill="#fff"/><rect x="60" y="16" width="96" height="16" rx="8" fill="#0f766e"/></svg>';
const BACKDROP =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800"><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#fde68a"/><stop offset="1" stop-color="#fb7185"/></linearGradient><rect width="1280" height="800" fill="url(#sky)"/><path d="M0 560 320 380l300 180 260-220 400 260v200H0z" fill="#134e4a"/><path d="M0 680 420 520l360 180 500-160v260H0z" fill="#042f2e"/></svg>';

/** A picture file has its kind in its name; icons are not of a kind of their own to Chromium. */
const PICTURE = /\.(?:svg|png|jpg|ico)\b/;

export type GalleryWindow = {
  readonly page: Page;
  readonly open: (state: PageState, look: Look) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens a window; the caller closes it. */
export async function openWindow(browser: Browser, options: BrowserContextOptions): Promise<GalleryWindow> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const shown = { address: '', response: new Response() };
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (request.url() === shown.address) return route.fulfill(await fulfilment(shown.response.clone()));
    if (PICTURE.test(request.url())) {
      const body = request.url().includes('.jpg') ? BACKDROP : LOGO;
      return route.fulfill({ contentType: 'image/svg+xml', body });
    }
    return route.abort();
  });
  return {
    page,
    open: async (state, look) => {
      shown.address = `${SITE}${state.name}`;
      shown.response = responseOf(state, look);
      await page.goto(shown.address);
    },
    close: () => context.close(),
  };
}

async function fulfilment(response: Response) {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function responseOf(state: PageState, look: Look): Response {
  const document = state.render(look);
  if (state.csp !== undefined) return page(document, { status: 200, csp: state.csp });
  const pictures = document.matchAll(/id="(?:client-logo|profile-portrait)" src="([^"]+)"/g);
  return show(document, look, { pictures: [...pictures].map(([, src]) => src) });
}
