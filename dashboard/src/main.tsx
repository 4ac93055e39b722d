/**
 * Composition root: text -> session -> client -> queries -> router -> render.
 */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/client.ts';
import { ApiError } from './api/problem.ts';
import { ApiProvider, createQueries } from './api/queries.ts';
import { type Opened, openSession } from './api/session.ts';
import { frameSearchNow, showBrightness } from './frame-search.ts';
import { NoRole, Refused } from './pages/not-signed-in.tsx';
import { createAppRouter } from './router.tsx';
import { chooseLanguage, LANGUAGES } from './text/languages.ts';
import { LanguageProvider } from './text/subject.ts';
import { TextProvider } from './text/use-text.ts';

const opened = await openSession();
if (opened.state === 'signed in' && opened.returnTo?.startsWith('/dashboard/'))
  history.replaceState(null, '', opened.returnTo);
const { lang, look } = frameSearchNow();
const account = opened.state === 'signed in' ? opened.session.user.locale : undefined;
const language = chooseLanguage([lang, account, ...navigator.languages]);
const text = await LANGUAGES[language].load();
document.documentElement.lang = language;
document.documentElement.dir = LANGUAGES[language].direction;
showBrightness(look);
const place = document.getElementById('root');
if (!place) throw new Error('The page has a place for the dashboard.');
// On its way to where somebody signs in the page has nothing to show.
if (opened.state !== 'leaving')
  createRoot(place, { onCaughtError }).render(
    <StrictMode>
      <LanguageProvider value={language}>
        <TextProvider value={text}>{contentFor(opened)}</TextProvider>
      </LanguageProvider>
    </StrictMode>,
  );

/** A refusal is said on the page; what nobody foresaw is a mistake of ours, and the console's. */
function onCaughtError(error: unknown): void {
  if (!(error instanceof ApiError)) reportError(error);
}

/** Made once, for whoever was signed in. */
function contentFor(now: Exclude<Opened, { readonly state: 'leaving' }>): ReactNode {
  if (now.state === 'refused') return <Refused reason={now.reason} again={now.again} />;
  const { session } = now;
  if (session.scopes.size === 0) return <NoRole session={session} />;
  const api = createApi(session);
  const queries = createQueries();
  return (
    <ApiProvider value={api}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={createAppRouter({ api, queries, language })} />
      </QueryClientProvider>
    </ApiProvider>
  );
}
