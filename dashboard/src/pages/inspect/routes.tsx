/**
 * The route of the inspector.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../../root.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { readInspectSearch } from './inspect-search.ts';

const InspectPage = lazyRouteComponent(() => import('./inspect-page.tsx'), 'InspectPage');

const inspect = createRoute({
  getParentRoute: () => root,
  path: '/inspect',
  validateSearch: readInspectSearch,
  async loader({ context: { language } }) {
    await Promise.all([INSPECT_TEXTS(language), LOGS_TEXTS(language), InspectPage.preload?.()]);
  },
  component: function Inspected() {
    return <InspectPage search={inspect.useSearch()} />;
  },
});

export const INSPECT_ROUTES = [inspect] as const;
