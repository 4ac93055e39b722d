/**
 * The addresses of an API: its settings, and each of its other parts.
 */
import { createRoute, lazyRouteComponent, notFound, Outlet } from '@tanstack/react-router';
import { asked } from '../../api/queries.ts';
import { RESOURCE_SERVER_VIEW } from '../../kinds/resource-server.ts';
import { readRecordSearch } from '../../record/record-dialogs.ts';
import { root } from '../../root.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';

const CreatePage = lazyRouteComponent(() => import('../../record/create/create-page.tsx'), 'CreatePage');
const Frame = lazyRouteComponent(() => import('./api-frame.tsx'), 'ApiFrame');
const Settings = lazyRouteComponent(() => import('./settings-part.tsx'), 'SettingsPart');

const PARTS = {
  callers: lazyRouteComponent(() => import('./callers-part.tsx'), 'CallersPart'),
  test: lazyRouteComponent(() => import('./test-part.tsx'), 'TestPart'),
} as const;

function isPart(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name);
}

const create = createRoute({
  getParentRoute: () => root,
  path: '/apis/new',
  loader: ({ context }) => Promise.all([APPLICATIONS_TEXTS(context.language), CreatePage.preload?.()]),
  component: () => <CreatePage view={RESOURCE_SERVER_VIEW} />,
});

const api = createRoute({
  getParentRoute: () => root,
  path: '/apis/$id',
  validateSearch: readRecordSearch,
  async loader({ context: { api: server, queries, language }, params: { id } }) {
    const question = asked(server, RESOURCE_SERVER_VIEW.operations.show, { path: { id } });
    const pages = [Frame.preload?.(), APPLICATIONS_TEXTS(language)];
    await Promise.all([queries.ensureQueryData(question), ...pages]);
  },
  component: function Api() {
    return (
      <Frame id={api.useParams().id} dialog={api.useSearch().dialog}>
        <Outlet />
      </Frame>
    );
  },
});

const settings = createRoute({
  getParentRoute: () => api,
  path: '/',
  loader: () => Settings.preload?.(),
  component: function ApiSettings() {
    return <Settings id={settings.useParams().id} />;
  },
});

const part = createRoute({
  getParentRoute: () => api,
  path: '/$part',
  async loader({ params }) {
    if (!isPart(params.part)) throw notFound();
    await PARTS[params.part].preload?.();
  },
  component: function ApiPart() {
    const { id, part: name } = part.useParams();
    const Page = isPart(name) ? PARTS[name] : PARTS.callers;
    return <Page id={id} />;
  },
});

export const API_ROUTES = [create, api.addChildren([settings, part])] as const;
