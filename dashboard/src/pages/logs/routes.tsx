/**
 * The routes of the log: what happened, and one event of it.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { asked } from '../../api/queries.ts';
import { root } from '../../root.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { logsQuestion, readLogSearch } from './log-search.ts';

const LogsPage = lazyRouteComponent(() => import('./logs-page.tsx'), 'LogsPage');

const list = createRoute({
  getParentRoute: () => root,
  path: '/logs',
  validateSearch: readLogSearch,
  loaderDeps: ({ search }) => search,
  async loader({ context: { api, queries, language }, deps }) {
    const isAsked = may(api, 'logs_list') && !deps.live;
    await Promise.all([
      LOGS_TEXTS(language),
      LogsPage.preload?.(),
      isAsked ? queries.prefetchQuery(logsQuestion(api, deps)) : undefined,
    ]);
  },
  component: function Listed() {
    return <LogsPage search={list.useSearch()} />;
  },
});

const EventPage = lazyRouteComponent(() => import('./event-page.tsx'), 'EventPage');

const event = createRoute({
  getParentRoute: () => root,
  path: '/logs/$id',
  async loader({ context: { api, queries, language }, params: { id } }) {
    const question = asked(api, 'logs_show', { path: { id } });
    await Promise.all([LOGS_TEXTS(language), EventPage.preload?.(), queries.ensureQueryData(question)]);
  },
  component: function Shown() {
    return <EventPage id={event.useParams().id} />;
  },
});

export const LOG_ROUTES = [list, event] as const;
