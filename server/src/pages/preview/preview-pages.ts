/**
 * The pages of a tenant as somebody would see them who does not exist, for whoever changes how they look or what they say. By the
 * names that Auth0 has for its screens (resources/tenant/prompt-texts.ts), and those that have no text of their own. Drawn by the
 * functions that draw the pages themselves.
 */

import { errorPage } from '../error.ts';
import { frontPage } from '../front.ts';
import { confirmLogoutPage, loggedOutPage } from '../logged-out.ts';
import { consentPage } from '../login/consent.ts';
import type { Look } from '../look/look.ts';
import { ACCOUNT_PREVIEWS } from './account-previews.ts';
import { ENTRANCE_PREVIEWS } from './entrance-previews.ts';
import { FACTOR_PREVIEWS } from './factor-previews.ts';
import { EMAIL, FRAME, HERE, type Preview, type PreviewFacts } from './previewed.ts';

const consent: Preview = (look) =>
  consentPage({
    ...{ ...FRAME, look, action: HERE, session: 'preview', is_first_party: false },
    ...{ redirect_host: 'app.example', openid_scopes: ['openid', 'email'], user_email: EMAIL },
    api: { name: 'Appointments API', scopes: [{ value: 'appointments' }] },
    lifetimes: { access: 7_200 },
  });

/** In the order in which somebody meets them. */
const PREVIEWS = {
  ...ENTRANCE_PREVIEWS,
  ...FACTOR_PREVIEWS,
  consent,
  ...ACCOUNT_PREVIEWS,
  logout: (look) =>
    confirmLogoutPage({
      ...{ look, action: HERE, request: 'preview', csrf: FRAME.csrf },
      ...{ user_email: EMAIL, client_name: undefined },
    }),
  'logout-complete': (look) => loggedOutPage({ look }),
  error: (look) =>
    errorPage({ look, kind: 'application', error: 'invalid_request', request_id: '01JD3Y8Q6T4V' }),
  front: (look, { issuer }) => frontPage({ look, issuer, machine: undefined }),
} as const satisfies Readonly<Record<string, Preview>>;

type PreviewPage = keyof typeof PREVIEWS;

export const PREVIEW_PAGES = Object.keys(PREVIEWS).filter(isPreviewPage);

function isPreviewPage(name: string): name is PreviewPage {
  return Object.hasOwn(PREVIEWS, name);
}

/** The page as the server would show it. */
export function previewPage(page: PreviewPage, look: Look, facts: PreviewFacts): string {
  return PREVIEWS[page](look, facts);
}
