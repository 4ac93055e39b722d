/**
 * How the pages of the tenant look.
 */
import { err } from '../../../protocol/result.ts';
import { type Operation, operation } from '../../operation.ts';
import { problem } from '../../problem.ts';
import { type View, viewOperations } from '../../settings-view.ts';

export const BRANDING: View = {
  members: {
    logo_url: { at: 'branding.logo_url' },
    favicon_url: { at: 'branding.favicon_url' },
    'colors.primary': { at: 'branding.primary_color' },
    'colors.page_background': { at: 'branding.page_background_color' },
    page_background_url: { at: 'branding.page_background_url' },
    terms_url: { at: 'branding.terms_url' },
    privacy_url: { at: 'branding.privacy_url' },
  },
};

/** What a tenant could have of its own and has not: Auth0's tools go on when it is not found. */
function none(path: string, id: string, [code, sentence]: readonly [code: string, sentence: string]) {
  return operation({
    ...{ id, method: 'GET', path, scopes: ['read:branding'], answers: {} },
    sentence:
      'Answers that there is none: the pages have one layout, and what may be chosen is at /branding.',
    handle: async () => err(problem(404, code, sentence)),
  });
}

export const BRANDING_OPERATIONS: readonly Operation[] = [
  ...viewOperations(BRANDING, {
    id: 'branding',
    path: '/branding',
    what: 'how the pages look',
    read: 'read:branding',
    update: 'update:branding',
  }),
  none('/branding/themes/default', 'themes_default', [
    'theme_not_found',
    'There is no theme: what may be chosen of the look is at /branding',
  ]),
  none('/branding/templates/universal-login', 'templates_universal_login', [
    'inexistent_templates_universal_login',
    'There is no template: the pages have one layout',
  ]),
];
