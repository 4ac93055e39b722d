/**
 * The route that all others are below: what each of them is given, and what stands around its page.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, retainSearchParams } from '@tanstack/react-router';
import type { Api } from './api/client.ts';
import { type FrameSearch, readFrameSearch } from './frame-search.ts';
import { Shell } from './pages/shell.tsx';
import { FIELD_WORDS } from './text/fields/index.ts';
import type { LanguageTag } from './text/languages.ts';

export type Context = { readonly api: Api; readonly queries: QueryClient; readonly language: LanguageTag };

export const root = createRootRouteWithContext<Context>()({
  validateSearch: readFrameSearch,
  search: { middlewares: [retainSearchParams<FrameSearch>(['lang', 'look'])] },
  loader({ context: { language } }) {
    // They are on their way while what is asked of the server is: a form that is sooner waits for them, the page does not.
    void FIELD_WORDS(language);
  },
  component: Shell,
});
