/**
 * What is pictured of the dashboard: a row a page, with what it shows. The table is also docs/screens/dashboard/README.md.
 */
import { AUDIENCE } from '../../../server/test/e2e/harness.ts';
import {
  askWrongly,
  beginImport,
  type Doing,
  lookUp,
  makeApplication,
  nameApplication,
  nameStream,
  openFirst,
  plan,
  planWrongly,
  readToken,
  runIt,
  watch,
} from './doings.ts';
import { PAGE_OF } from './example-records.ts';

export type Scene = {
  /** Of its file, too. */
  readonly name: string;
  /** Below the dashboard. */
  readonly path: string;
  readonly says: string;
  /** What is done there before it is pictured, in any language. */
  readonly does?: Doing;
  /** Who looks; absent: an owner. */
  readonly by?: 'support' | 'nobody';
};

type Row = readonly [name: string, path: string, says: string, more?: Pick<Scene, 'does' | 'by'>];

const scene = ([name, path, says, more = {}]: Row): Scene => ({ name, path, says, ...more });

const API = `apis/${encodeURIComponent(AUDIENCE)}`;

const ACTIVITY: readonly Row[] = [
  ['overview', '', 'Sign-ins, refusals and tokens, and what wants somebody'],
  ['logs', 'logs?client=appointments&since=day', 'The log, narrowed'],
  ['logs-none', 'logs?client=nobody', 'The log, where nothing fits'],
  ['logs-event', 'logs?type=refused', 'One event, with all of its sign-in', { does: openFirst }],
  ['logs-live', 'logs?live=true&client=back-office', 'The log while it is written', { does: watch }],
  ['log-streams', 'streams', 'Where the log is sent'],
  ['log-stream', 'streams/lst_siem', 'A log stream that was given up, and the button that begins again'],
  ['log-stream-new', 'streams/new', 'A new log stream: what its type has', { does: nameStream }],
  ['inspector', 'inspect', 'The inspector, before a request is pasted'],
  [
    'inspector-wrong',
    'inspect',
    'A request that is refused, and the button that mends it',
    { does: askWrongly },
  ],
  ['inspector-run', 'inspect', 'A request that is opened, hop by hop, and by other flows', { does: runIt }],
  ['inspector-token', 'inspect', 'A token, decoded and verified', { does: readToken }],
];

const APPLICATIONS: readonly Row[] = [
  ['applications', 'applications', 'Applications'],
  ['application-new', 'applications/new', 'A new application: its kind'],
  ['application-new-name', 'applications/new', 'Its name and its callback', { does: nameApplication }],
  ['application-new-code', 'applications/new', 'The code to copy, and its secret', { does: makeApplication }],
  ['application-settings', 'applications/back-office', 'The settings of an application'],
  ['application-start', 'applications/appointments/start', 'Its quick start'],
  ['application-credentials', 'applications/back-office/credentials', 'Its credentials'],
  ['application-connections', 'applications/back-office/connections', 'The connections that sign people in'],
  ['application-apis', 'applications/back-office/apis', 'The APIs that it may call in its own name'],
  ['application-people', 'applications/appointments/people', 'Who was here last, and what was refused'],
  [
    'application-evaluate',
    `applications/reminders/evaluate?flow=client_credentials&api=${encodeURIComponent(AUDIENCE)}`,
    'What it would be given',
  ],
  ['application-migration', 'applications/appointments/migration', 'From the implicit grant to code + PKCE'],
  ['application-secret', 'applications/back-office?dialog=secret', 'A new secret is asked about'],
  ['application-delete', 'applications/back-office?dialog=delete', 'A deletion says what goes along'],
  ['apis', 'apis', 'APIs'],
  ['api-new', 'apis/new', 'A new API'],
  ['api-settings', API, 'The settings of an API, and its scopes'],
  ['api-callers', `${API}/callers`, 'Who may call it'],
  ['api-test', `${API}/test`, 'The command that fetches a token for it'],
];

const PEOPLE: readonly Row[] = [
  ['users', 'users', 'Users'],
  ['users-none', 'users?q=nobody', 'A search that finds nobody'],
  ['user-new', 'users/new', 'A new user'],
  ['user', PAGE_OF.emil, 'Somebody, and whether anything stands in their way'],
  ['user-locked', PAGE_OF.dilara, 'Somebody who cannot sign in, and the button that helps'],
  ['user-sessions', `${PAGE_OF.emil}?part=sessions`, 'Where they are signed in'],
  ['user-factors', `${PAGE_OF.bea}?part=factors`, 'Their second factors'],
  ['user-consents', `${PAGE_OF.emil}?part=grants`, 'What they agreed to'],
  ['user-roles', `${PAGE_OF.bea}?part=roles`, 'Their roles'],
  ['user-permissions', `${PAGE_OF.bea}?part=permissions`, 'What they may do, and by what'],
  ['user-log', `${PAGE_OF.dilara}?part=log`, 'Their sign-ins'],
  ['user-json', `${PAGE_OF.emil}?part=raw`, 'Their record'],
  ['user-password', `${PAGE_OF.emil}?dialog=set_password`, 'A password is set'],
  ['roles', 'roles', 'Roles'],
  ['role', 'roles/rol_front_desk', 'A role'],
  ['role-permissions', 'roles/rol_front_desk?part=permissions', 'What it lets do'],
  ['role-people', 'roles/rol_front_desk?part=people', 'Who has it'],
  ['members', 'members', 'Who administers the tenant'],
  ['members-add', 'members?dialog=add', 'One more of them'],
  ['people-files', 'users/files', 'People in files'],
];

const SIGN_IN: readonly Row[] = [
  ['connections', 'connections', 'How people sign in'],
  ['protection', 'protection', 'What is done about guesses, and who is locked out', { does: lookUp }],
];

const TENANT: readonly Row[] = [
  ['settings', 'settings', 'The settings of the tenant'],
  ['branding', 'branding', 'Its look, and the pages in it'],
  ['branding-phone', 'branding?scheme=dark&size=phone', 'The same pages as a telephone has them in the dark'],
  ['branding-texts', 'branding/texts?q=password', 'The texts of the pages, searched'],
  ['branding-domain', 'branding/domain', 'Where the pages are'],
  ['mails', 'mails', 'The mails'],
  ['mail', 'mails/reset_email', 'One of them, as it is sent'],
  ['mails-server', 'mails/server', 'The mail server'],
  ['keys', 'keys', 'The signing keys'],
  ['keys-rotate', 'keys?dialog=rotate', 'A rotation is asked about'],
  ['features', 'features', 'What is rolled out in which region'],
  ['tenants', 'tenants', 'The tenants of the server, at the operators’ own'],
  ['plan', 'plan', 'A file, before it is planned'],
  ['plan-wrong', 'plan', 'A file with a mistake, by its line and column', { does: planWrongly }],
  ['plan-steps', 'plan', 'What a file would change', { does: plan }],
];

const REFUSED: readonly Row[] = [
  ['refused', 'branding', 'A page that is not for somebody’s role', { by: 'support' }],
  ['no-role', '', 'Somebody without any role', { by: 'nobody' }],
  ['nowhere', 'nowhere', 'An address that leads nowhere'],
];

/** What makes a list longer is done after the lists were pictured. */
const LAST: readonly Row[] = [
  ['people-import', 'users/files', 'An import that is done, and who was refused', { does: beginImport }],
];

/** A tenant on its first day. */
export const FIRST_DAY: readonly Scene[] = (
  [
    ['empty-overview', '', 'The overview, before there is anything'],
    ['empty-applications', 'applications', 'Applications, where there is none'],
  ] as const satisfies readonly Row[]
).map(scene);

/** A month later, by what they are about. */
const SUBJECTS: ReadonlyMap<string, readonly Scene[]> = new Map(
  [
    ['Activity', ACTIVITY] as const,
    ['Applications', APPLICATIONS] as const,
    ['People', [...PEOPLE, ...LAST]] as const,
    ['Sign-in', SIGN_IN] as const,
    ['The tenant', TENANT] as const,
    ['What is refused', REFUSED] as const,
  ].map(([subject, rows]) => [subject, rows.map(scene)]),
);

export const IN_USE: readonly Scene[] = [...SUBJECTS.values()].flat();

/** Those of the table that are committed: in English, by day, at a desk. */
export const COMMITTED = '.en.png';

/** The page that shows them all. */
export function pageOfPictures(): string {
  const parts = [...SUBJECTS, ['The first day', FIRST_DAY] as const].map(
    ([subject, scenes]) => `## ${subject}\n\n${scenes.map(shown).join('\n\n')}\n`,
  );
  return `${HEAD}\n${parts.join('\n')}`;
}

const HEAD = `# The dashboard, page by page

What [the dashboard](../../guides/dashboard.md) looks like, at a tenant that lets people book appointments. \`npm run screens\` takes these
pictures, and the same in the dark, on a telephone, in Arabic and in German, which lie beside them and are not committed;
\`npm run screens -- .en.png\` takes these alone.
`;

function shown({ name, says }: Scene): string {
  return `${says}:\n\n![${says}](${name}${COMMITTED})`;
}
