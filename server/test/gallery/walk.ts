/**
 * The pages of the walk: login, consent, what went wrong, and the end of a session.
 */

import { formPostPage } from '../../src/pages/form-post.ts';
import { leadOnPage } from '../../src/pages/lead-on.ts';
import { confirmLogoutPage, loggedOutPage, tellClientsPage } from '../../src/pages/logged-out.ts';
import { consentPage } from '../../src/pages/login/consent.ts';
import { type LoginPage, loginPage } from '../../src/pages/login/login.ts';
import { matchRedirectUri } from '../../src/protocol/client/redirect-uri.ts';
import { managementApi } from '../../src/resources/tenant/management-api.ts';
import type { PageState } from './page-state.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const CLIENT_LINKS = {
  policy_uri: 'https://app.example/privacy',
  tos_uri: 'https://app.example/terms',
};
const NONCE = 'n'.repeat(22);
const CALLBACK = 'https://app.example/callback';

function login(name: string, differences: Partial<LoginPage> = {}): PageState {
  return {
    name,
    render: (look) => loginPage({ ...FRAME, look, action: '/login', ...differences }),
  };
}

const CONSENT = {
  ...FRAME,
  action: '/consent',
  session: 'session',
  is_first_party: true,
  redirect_host: 'app.example',
  openid_scopes: ['openid', 'email'],
  api: {
    name: 'Appointments API',
    scopes: [{ value: 'appointments', description: 'Read your appointments' }],
  },
  user_email: 'alice@example.com',
  lifetimes: { access: 7_200 },
};

/** More than are read one by one. */
const MANY = {
  ...CONSENT,
  openid_scopes: ['openid', 'profile', 'email'],
  api: managementApi('https://dev.example/', 'all'),
  redirect_host: '127.0.0.1:41235',
};

const callback = matchRedirectUri(CALLBACK, { redirect_uris: [CALLBACK], app_type: 'spa' });
if (callback === undefined) throw new Error('A redirect URI that is registered matches itself.');

const LOGOUT = { action: '/logout', request: 'sealed', csrf: 'token', user_email: 'alice@example.com' };

export const WALK: readonly PageState[] = [
  login('login'),
  login('login-with-hint', { login_hint: 'alice@example.com', ...CLIENT_LINKS }),
  login('login-wrong-password', { login_hint: 'alice@example.com', error: 'invalid_credentials' }),
  login('login-throttled', { login_hint: 'alice@example.com', error: 'throttled' }),
  login('login-stale', { login_hint: 'alice@example.com', error: 'stale' }),
  login('login-late', { login_hint: 'alice@example.com', anew: 'late' }),
  login('login-elsewhere', { anew: 'elsewhere' }),
  login('login-busy', { login_hint: 'alice@example.com', error: 'busy' }),
  login('login-no-sign-up', { wants_sign_up: true }),
  login('login-choose-account', { continueAs: { email: 'alice@example.com', session: 'session' } }),
  login('login-long-words', {
    client_name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    login_hint: `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
  }),
  { name: 'consent', render: (look) => consentPage({ ...CONSENT, look }) },
  { name: 'consent-late', render: (look) => consentPage({ ...CONSENT, look, anew: 'late' }) },
  {
    name: 'consent-my-account',
    render(look) {
      const { title, scopes } = look.text.myAccount;
      const asked = Object.entries(scopes).map(([value, description]) => ({ value, description }));
      return consentPage({ ...CONSENT, look, api: { name: 'My Account', title, scopes: asked } });
    },
  },
  {
    name: 'consent-command-line',
    render: (look) =>
      consentPage({ ...MANY, look, client_name: 'Tacit command line', command: 'tacit login' }),
  },
  {
    name: 'consent-third-party-many-scopes',
    render: (look) => consentPage({ ...MANY, look, is_first_party: false }),
  },
  {
    name: 'consent-third-party',
    render: (look) =>
      consentPage({
        ...CONSENT,
        ...CLIENT_LINKS,
        look,
        is_first_party: false,
        metadata_host: 'agent-of-somebody-else.service.example',
        lifetimes: { access: 86_400, renewal: 30 * 86_400 },
      }),
  },
  {
    name: 'consent-five-scopes',
    render: (look) =>
      consentPage({
        ...CONSENT,
        look,
        openid_scopes: ['openid', 'profile', 'offline_access'],
        api: {
          name: 'Appointments and everything else',
          scopes: [...CONSENT.api.scopes, { value: 'contacts:read' }],
        },
        lifetimes: { access: 86_400, renewal: 'unlimited' },
      }),
  },
  {
    name: 'consent-sign-in-alone',
    render: (look) => consentPage({ ...CONSENT, look, api: undefined, lifetimes: undefined }),
  },
  {
    name: 'consent-nothing-asked',
    render: (look) => consentPage({ ...CONSENT, look, api: undefined, openid_scopes: [] }),
  },
  {
    name: 'form-post',
    render: (look) => formPostPage({ look, action: callback, parameters: [['state', 'x']], nonce: NONCE }),
  },
  {
    name: 'lead-on',
    // As a browser shows it that lets no page go on by itself; any other is gone before it can be looked at.
    render: (look) =>
      leadOnPage({ look, location: `${callback}#state=x`, isBack: true }).replace(
        /<meta http-equiv[^>]*>/,
        '',
      ),
  },
  {
    name: 'confirm-logout',
    render: (look) => confirmLogoutPage({ ...LOGOUT, look, client_name: 'Appointments' }),
  },
  {
    name: 'confirm-logout-no-client',
    render: (look) => confirmLogoutPage({ ...LOGOUT, look, client_name: undefined }),
  },
  {
    name: 'logout-telling',
    render: (look) =>
      tellClientsPage({
        look,
        frames: ['https://app.example/logout'],
        location: '/logged-out',
        nonce: NONCE,
      }),
  },
  { name: 'logged-out', render: (look) => loggedOutPage({ look }) },
];
