/**
 * The addresses of an application: its settings, and each of its other parts.
 */
import { createRoute, lazyRouteComponent, notFound, Outlet } from '@tanstack/react-router';
import { asked } from '../../api/queries.ts';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import { readRecordSearch } from '../../record/record-dialogs.ts';
import { root } from '../../root.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { MIGRATION_TEXTS } from '../../text/migration/index.ts';
import { readEvaluateSearch } from './evaluate-search.ts';

const CreatePage = lazyRouteComponent(() => import('../../record/create/create-page.tsx'), 'CreatePage');
const Frame = lazyRouteComponent(() => import('./application-frame.tsx'), 'ApplicationFrame');
const Settings = lazyRouteComponent(() => import('./settings-part.tsx'), 'SettingsPart');
const Migration = lazyRouteComponent(() => import('../migration/migration-part.tsx'), 'MigrationPart');
const Evaluate = lazyRouteComponent(() => import('./evaluate-part.tsx'), 'EvaluatePart');

const PARTS = {
  start: lazyRouteComponent(() => import('./start-part.tsx'), 'StartPart'),
  credentials: lazyRouteComponent(() => import('./credentials-part.tsx'), 'CredentialsPart'),
  connections: lazyRouteComponent(() => import('./connections-part.tsx'), 'ConnectionsPart'),
  apis: lazyRouteComponent(() => import('./apis-part.tsx'), 'ApisPart'),
  people: lazyRouteComponent(() => import('./people-part.tsx'), 'PeoplePart'),
} as const;

function isPart(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name);
}

const create = createRoute({
  getParentRoute: () => root,
  path: '/applications/new',
  loader: ({ context }) => Promise.all([APPLICATIONS_TEXTS(context.language), CreatePage.preload?.()]),
  component: () => <CreatePage view={CLIENT_VIEW} />,
});

const application = createRoute({
  getParentRoute: () => root,
  path: '/applications/$id',
  validateSearch: readRecordSearch,
  async loader({ context: { api, queries, language }, params: { id } }) {
    const question = asked(api, CLIENT_VIEW.operations.show, { path: { id } });
    const pages = [Frame.preload?.(), APPLICATIONS_TEXTS(language)];
    await Promise.all([queries.ensureQueryData(question), ...pages]);
  },
  component: function Application() {
    return (
      <Frame id={application.useParams().id} dialog={application.useSearch().dialog}>
        <Outlet />
      </Frame>
    );
  },
});

const settings = createRoute({
  getParentRoute: () => application,
  path: '/',
  loader: () => Settings.preload?.(),
  component: function ApplicationSettings() {
    return <Settings id={settings.useParams().id} />;
  },
});

const evaluate = createRoute({
  getParentRoute: () => application,
  path: '/evaluate',
  validateSearch: readEvaluateSearch,
  loader: () => Evaluate.preload?.(),
  component: function Evaluated() {
    return <Evaluate id={evaluate.useParams().id} search={evaluate.useSearch()} />;
  },
});

const migration = createRoute({
  getParentRoute: () => application,
  path: '/migration',
  loader: ({ context: { language } }) =>
    Promise.all([MIGRATION_TEXTS(language), INSPECT_TEXTS(language), Migration.preload?.()]),
  component: function ApplicationMigration() {
    return <Migration id={migration.useParams().id} />;
  },
});

const part = createRoute({
  getParentRoute: () => application,
  path: '/$part',
  async loader({ params }) {
    if (!isPart(params.part)) throw notFound();
    await PARTS[params.part].preload?.();
  },
  component: function ApplicationPart() {
    const { id, part: name } = part.useParams();
    const Page = isPart(name) ? PARTS[name] : PARTS.start;
    return <Page id={id} />;
  },
});

export const APPLICATION_ROUTES = [
  create,
  application.addChildren([settings, evaluate, migration, part]),
] as const;
