/**
 * The route of the overview, where the dashboard begins for whoever may see something of it.
 */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { VIEWS } from '../../kinds/views.ts';
import { root } from '../../root.ts';
import { OVERVIEW_TEXTS } from '../../text/overview/index.ts';
import { OVERVIEW_OPENS } from './opens.ts';

type OverviewSearch = { readonly days?: 7 | 90 };

function readOverviewSearch({ days }: Readonly<Record<string, unknown>>): OverviewSearch {
  return days === 7 || days === 90 ? { days } : {};
}

const OverviewPage = lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage');

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readOverviewSearch,
  beforeLoad({ context: { api } }) {
    if (OVERVIEW_OPENS.some((id) => may(api, id))) return;
    const first = VIEWS.find(({ operations }) => may(api, operations.list)) ?? VIEWS[0];
    if (first) throw redirect({ to: '/$section', params: { section: first.section }, replace: true });
  },
  loader: ({ context: { language } }) => Promise.all([OVERVIEW_TEXTS(language), OverviewPage.preload?.()]),
  component: function Overviewed() {
    return <OverviewPage span={overview.useSearch().days ?? 30} />;
  },
});

export const OVERVIEW_ROUTES = [overview] as const;
