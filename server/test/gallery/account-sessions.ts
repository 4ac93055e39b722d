/**
 * The sections of the account page that list: devices and applications.
 */
import { accountApplicationsPage } from '../../src/pages/account/applications.ts';
import { accountSessionsPage, type SessionsSection } from '../../src/pages/account/sessions.ts';
import type { Done } from '../../src/pages/text/account/account-text.ts';
import { AT, framed, frameOf } from './account-frame.ts';
import type { PageState } from './page-state.ts';

const HERE = {
  sid: 'b0Hn7RtLhere00',
  began_at: AT,
  last_used_at: AT + 3_600,
  ip: '203.0.113.9',
  device: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  amr: ['pwd', 'otp', 'mfa'],
  applications: ['Appointments'],
};
const PHONE = {
  ...HERE,
  sid: 'k3JxQ2vZphone',
  amr: ['swk', 'user', 'mfa'],
  applications: [],
  ip: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
  device:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
};
const SIGN_INS = [
  { ...HERE, at: AT },
  { ...PHONE, at: AT - 86_400 },
  { at: AT - 172_800, amr: ['pwd'], ip: '198.51.100.7', device: '' },
];

function sessions(name: string, differences: Partial<SessionsSection>, done?: Done): PageState {
  const alike = {
    ...HERE,
    sid: 'Yt5wM0cQalike1',
    began_at: AT - 604_800,
    last_used_at: AT - 172_800,
    amr: ['pwd'],
  };
  const unknown = {
    ...HERE,
    sid: 'e8Ds1KuFunknown',
    began_at: undefined,
    device: 'curl/8',
    amr: [],
    applications: [],
  };
  const shown = {
    sessions: [PHONE, HERE, alike, unknown],
    sign_ins: SIGN_INS,
    failures: 0,
    this_one: HERE.sid,
    ...differences,
  };
  return { name, render: (look) => accountSessionsPage(frameOf(look, 'sessions', done), shown) };
}

const APPLICATIONS = [
  {
    client_id: 'spa',
    client_name: 'Appointments',
    home: 'https://app.test/',
    since: AT,
    apis: [
      {
        name: 'Appointments API',
        scopes: [
          { value: 'read', description: 'Read your appointments' },
          { value: 'offline_access', description: undefined },
        ],
      },
    ],
  },
  {
    client_id: 'old',
    client_name: '',
    home: undefined,
    since: undefined,
    apis: [{ name: undefined, scopes: [{ value: 'email', description: undefined }] }],
  },
];

const USED = [{ client_id: 'intranet', client_name: 'Intranet', home: 'https://intranet.test/' }];

function applications(name: string, listed: typeof APPLICATIONS, done?: Done): PageState {
  const used = listed.length > 0 ? USED : [];
  return {
    name,
    render: (look) => accountApplicationsPage(framed(look, 'applications', done), listed, used),
  };
}

const FAILED = (
  ['wrong_password', 'wrong_code', 'wrong_second_factor', 'wrong_passkey', 'blocked'] as const
).map((failed, index) => ({
  at: AT - 3_600 * index,
  amr: [],
  ip: '203.0.113.99',
  device: HERE.device,
  failed,
}));

export const ACCOUNT_SESSIONS: readonly PageState[] = [
  sessions('account-sessions', {}),
  sessions('account-sessions-only-this', { sessions: [HERE] }),
  sessions('account-sessions-ended', {}, 'session_ended'),
  sessions('account-sessions-all-ended', { sessions: [HERE] }, 'sessions_ended'),
  sessions('account-sessions-failed', { sign_ins: [...FAILED, ...SIGN_INS], failures: FAILED.length }),
  applications('account-applications', APPLICATIONS),
  applications('account-applications-none', []),
  applications('account-applications-removed', [], 'access_removed'),
];
