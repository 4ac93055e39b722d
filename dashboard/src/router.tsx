/**
 * The route table: path, what its address says, what it waits for, its page.
 */
import { createRoute, createRouter, lazyRouteComponent, notFound, useRouter } from '@tanstack/react-router';
import { may } from './api/client.ts';
import { ApiError } from './api/problem.ts';
import { asked } from './api/queries.ts';
import type { View } from './kinds/view.ts';
import { viewOf } from './kinds/views.ts';
import { API_ROUTES } from './pages/apis/routes.tsx';
import { APPLICATION_ROUTES } from './pages/applications/routes.tsx';
import { BRANDING_ROUTES } from './pages/branding/routes.tsx';
import { Failure } from './pages/failure.tsx';
import { INSPECT_ROUTES } from './pages/inspect/routes.tsx';
import { LOG_ROUTES } from './pages/logs/routes.tsx';
import { MAILS_ROUTES } from './pages/mails/routes.tsx';
import { OVERVIEW_ROUTES } from './pages/overview/routes.tsx';
import { PEOPLE_ROUTES } from './pages/people/routes.tsx';
import { PLAN_ROUTES } from './pages/plan/routes.tsx';
import { TENANT_ROUTES } from './pages/tenant/routes.tsx';
import { Waiting } from './parts/waiting.tsx';
import { ListPage } from './record/list/list-page.tsx';
import { listQuestion, readListSearch } from './record/list/list-search.ts';
import { readRecordSearch } from './record/record-dialogs.ts';
import { type Context, root } from './root.ts';

function found(section: string): View {
  const view = viewOf(section);
  if (!view) throw notFound();
  return view;
}

const list = createRoute({
  getParentRoute: () => root,
  path: '/$section',
  validateSearch: readListSearch,
  loaderDeps: ({ search }) => search,
  async loader({ context: { api, queries }, params, deps }) {
    const view = found(params.section);
    if (may(api, view.operations.list)) await queries.prefetchQuery(listQuestion(api, view, deps));
  },
  component: function Listed() {
    return <ListPage view={found(list.useParams().section)} search={list.useSearch()} />;
  },
});

const CreatePage = lazyRouteComponent(() => import('./record/create/create-page.tsx'), 'CreatePage');

const create = createRoute({
  getParentRoute: () => root,
  path: '/$section/new',
  beforeLoad: ({ params }) => void found(params.section),
  loader: () => CreatePage.preload?.(),
  component: function Created() {
    return <CreatePage view={found(create.useParams().section)} />;
  },
});

const RecordPage = lazyRouteComponent(() => import('./record/record-page.tsx'), 'RecordPage');

const record = createRoute({
  getParentRoute: () => root,
  path: '/$section/$id',
  validateSearch: readRecordSearch,
  async loader({ context: { api, queries }, params: { section, id } }) {
    const question = asked(api, found(section).operations.show, { path: { id } });
    await Promise.all([queries.ensureQueryData(question), RecordPage.preload?.()]);
  },
  component: function Shown() {
    const { section, id } = record.useParams();
    const { dialog } = record.useSearch();
    return <RecordPage view={found(section)} id={id} dialog={dialog} />;
  },
});

export function createAppRouter(context: Context) {
  return createRouter({
    routeTree: root.addChildren([
      ...OVERVIEW_ROUTES,
      ...LOG_ROUTES,
      ...INSPECT_ROUTES,
      ...APPLICATION_ROUTES,
      ...API_ROUTES,
      ...PEOPLE_ROUTES,
      ...TENANT_ROUTES,
      ...BRANDING_ROUTES,
      ...MAILS_ROUTES,
      ...PLAN_ROUTES,
      list,
      create,
      record,
    ]),
    basepath: '/dashboard',
    context,
    defaultPreload: 'intent',
    // What is fresh is the query cache's to know.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: NotThere,
    // The page before stays until then.
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    defaultPendingComponent: Waiting,
  });
}

function Failed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const router = useRouter();
  return (
    <Failure
      error={error}
      onAgain={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

const GONE = new ApiError({ status: 404, code: 'no_page', message: '', mistakes: [], request_id: undefined });

function NotThere() {
  return <Failure error={GONE} onAgain={() => undefined} />;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
