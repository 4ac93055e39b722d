/**
 * The pages about people: somebody, a role, who administers the tenant, people in files.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { asked } from '../../api/queries.ts';
import { ROLE_VIEW } from '../../kinds/role.ts';
import { USER_VIEW } from '../../kinds/user.ts';
import { root } from '../../root.ts';
import { PEOPLE_TEXTS } from '../../text/people/index.ts';
import { readFilesSearch } from './files/files-search.ts';
import { MEMBER_ROLES, memberQuestion } from './members/members.ts';
import { readMembersSearch } from './members/members-search.ts';
import { readRoleSearch } from './role/role-search.ts';
import { readUserSearch } from './user/user-search.ts';

const UserPage = lazyRouteComponent(() => import('./user/user-page.tsx'), 'UserPage');

const user = createRoute({
  getParentRoute: () => root,
  path: '/users/$id',
  validateSearch: readUserSearch,
  async loader({ context: { api, queries, language }, params: { id } }) {
    const diagnosis = asked(api, 'user_diagnosis_show', { path: { id } });
    await Promise.all([
      PEOPLE_TEXTS(language),
      queries.ensureQueryData(asked(api, 'users_show', { path: { id } })),
      may(api, 'user_diagnosis_show') ? queries.prefetchQuery(diagnosis) : undefined,
      UserPage.preload?.(),
    ]);
  },
  component: function Shown() {
    return <UserPage id={user.useParams().id} search={user.useSearch()} />;
  },
});

const RolePage = lazyRouteComponent(() => import('./role/role-page.tsx'), 'RolePage');

const role = createRoute({
  getParentRoute: () => root,
  path: '/roles/$id',
  validateSearch: readRoleSearch,
  async loader({ context: { api, queries, language }, params: { id } }) {
    await Promise.all([
      PEOPLE_TEXTS(language),
      queries.ensureQueryData(asked(api, 'roles_show', { path: { id } })),
      RolePage.preload?.(),
    ]);
  },
  component: function Shown() {
    return <RolePage id={role.useParams().id} search={role.useSearch()} />;
  },
});

const MembersPage = lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage');

const members = createRoute({
  getParentRoute: () => root,
  path: '/members',
  validateSearch: readMembersSearch,
  async loader({ context: { api, queries, language } }) {
    const questions = may(api, 'role_users_list') ? MEMBER_ROLES.map((one) => memberQuestion(api, one)) : [];
    await Promise.all([
      PEOPLE_TEXTS(language),
      ...questions.map((question) => queries.prefetchQuery(question)),
      MembersPage.preload?.(),
    ]);
  },
  component: function Shown() {
    return <MembersPage search={members.useSearch()} />;
  },
});

const FilesPage = lazyRouteComponent(() => import('./files/files-page.tsx'), 'FilesPage');

const files = createRoute({
  getParentRoute: () => root,
  path: '/users/files',
  validateSearch: readFilesSearch,
  async loader({ context: { language } }) {
    await Promise.all([PEOPLE_TEXTS(language), FilesPage.preload?.()]);
  },
  component: function Shown() {
    return <FilesPage job={files.useSearch().job} />;
  },
});

const CreatePage = lazyRouteComponent(() => import('../../record/create/create-page.tsx'), 'CreatePage');

// Beside a path with a parameter of the same section the general one is never come to.
const newUser = createRoute({
  getParentRoute: () => root,
  path: '/users/new',
  loader: () => CreatePage.preload?.(),
  component: () => <CreatePage view={USER_VIEW} />,
});

const newRole = createRoute({
  getParentRoute: () => root,
  path: '/roles/new',
  loader: () => CreatePage.preload?.(),
  component: () => <CreatePage view={ROLE_VIEW} />,
});

export const PEOPLE_ROUTES = [newUser, user, newRole, role, members, files] as const;
