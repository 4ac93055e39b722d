/**
 * The routes about branding.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { asked } from '../../api/queries.ts';
import { root } from '../../root.ts';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { ownLocale } from '../../text/page-languages.ts';
import { readPreviewSearch } from './preview-search.ts';
import { readTextsSearch } from './texts-search.ts';

const BrandingPage = lazyRouteComponent(() => import('./branding-page.tsx'), 'BrandingPage');

const look = createRoute({
  getParentRoute: () => root,
  path: '/branding',
  validateSearch: readPreviewSearch,
  async loader({ context: { api, queries, language } }) {
    await Promise.all([
      BRANDING_TEXTS(language),
      queries.ensureQueryData(asked(api, 'branding_show')),
      BrandingPage.preload?.(),
    ]);
  },
  component: function Look() {
    return <BrandingPage search={look.useSearch()} />;
  },
});

const TextsPage = lazyRouteComponent(() => import('./texts-page.tsx'), 'TextsPage');

const texts = createRoute({
  getParentRoute: () => root,
  path: '/branding/texts',
  validateSearch: readTextsSearch,
  loaderDeps: ({ search: { language } }) => ({ language }),
  async loader({ context: { api, queries, language }, deps }) {
    const path = { language: deps.language ?? ownLocale() };
    await Promise.all([
      BRANDING_TEXTS(language),
      queries.ensureQueryData(asked(api, 'prompts_show_texts', { path })),
      TextsPage.preload?.(),
    ]);
  },
  component: function Texts() {
    return <TextsPage search={texts.useSearch()} />;
  },
});

const DomainPage = lazyRouteComponent(() => import('./domain-page.tsx'), 'DomainPage');

const domain = createRoute({
  getParentRoute: () => root,
  path: '/branding/domain',
  async loader({ context: { api, queries, language } }) {
    await Promise.all([
      BRANDING_TEXTS(language),
      queries.ensureQueryData(asked(api, 'custom_domains_list')),
      DomainPage.preload?.(),
    ]);
  },
  component: DomainPage,
});

export const BRANDING_ROUTES = [look, texts, domain] as const;
