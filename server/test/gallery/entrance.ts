/**
 * The entrance: the login page with each set of ways in, one page or two, and signing in by mail.
 */
import { type LoginPage, loginPage } from '../../src/pages/login/login.ts';
import {
  codePage,
  elsewherePage,
  linkSentPage,
  type PasswordlessPage,
  signInLinkPage,
} from '../../src/pages/login/passwordless.ts';
import { passkeyMarkup } from '../../src/pages/login/webauthn.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { asScripted } from '../../src/pages/preview/still.ts';
import type { PageState } from './page-state.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const LOGIN = { ...FRAME, action: '/login' };
const EMAIL = 'alice@example.com';
const WAYS = { sign_up: true, reset_password: true };
const CONNECTIONS = [
  { name: 'acme', display_name: 'Acme Corporation' },
  { name: 'globex', display_name: 'Globex' },
];

function login(name: string, differences: Partial<LoginPage>): PageState {
  return { name, render: (look) => loginPage({ ...LOGIN, look, ...differences }) };
}

/** As the script of passkeys leaves the page, or as it is without one. */
function withPasskey(name: string, differences: Partial<LoginPage>, isScripted = true): PageState {
  const sole = differences.methods?.length === 1;
  const asked = { request: { kind: 'get', publicKey: { challenge: 'AAAA' }, sealed: 'sealed' } } as const;
  const passkey = (look: Look) =>
    passkeyMarkup({ ...asked, nonce: 'n'.repeat(22), refused: false, sole, frame: { ...FRAME, look } });
  const shown = (document: string) => (isScripted ? asScripted(document) : document);
  return {
    name,
    render: (look) => shown(loginPage({ ...LOGIN, look, passkey: passkey(look), ...differences })),
  };
}

function waiting(
  name: string,
  page: (shown: PasswordlessPage) => string,
  differences: Partial<PasswordlessPage> = {},
): PageState {
  const shown = { action: '/passwordless', email: EMAIL, notice: undefined };
  return { name, render: (look) => page({ ...FRAME, look, ...shown, ...differences }) };
}

export const ENTRANCE: readonly PageState[] = [
  login('login-code', { methods: ['email_code'] }),
  login('login-code-malformed-address', {
    methods: ['email_code'],
    login_hint: 'alice@example',
    error: 'malformed_email',
  }),
  login('login-link', { methods: ['email_link'] }),
  login('login-password-and-code', { methods: ['password', 'email_code'], ways: WAYS }),
  withPasskey('login-every-way', {
    methods: ['password', 'passkey', 'email_code', 'email_link'],
    ways: WAYS,
    connections: CONNECTIONS,
  }),
  withPasskey('login-passkey-alone', { methods: ['passkey'] }),
  withPasskey('login-passkey-alone-no-script', { methods: ['passkey'] }, false),
  login('login-connections', { methods: ['password'], connections: CONNECTIONS }),
  login('login-connection-unavailable', {
    methods: ['password'],
    connections: CONNECTIONS,
    login_hint: 'alice@acme.example',
    error: 'unavailable',
  }),
  login('login-identifier', { methods: ['password'], step: 'identifier', ways: WAYS }),
  withPasskey('login-identifier-every-way', {
    methods: ['password', 'passkey', 'email_code', 'email_link'],
    step: 'identifier',
    ways: WAYS,
    connections: CONNECTIONS,
  }),
  login('login-identifier-missing', {
    methods: ['password'],
    step: 'identifier',
    error: 'malformed_email',
  }),
  login('login-identifier-known', {
    methods: ['password', 'email_code'],
    step: 'known',
    login_hint: EMAIL,
    ways: WAYS,
  }),
  login('login-identifier-wrong-password', {
    methods: ['password'],
    step: 'known',
    login_hint: EMAIL,
    error: 'invalid_credentials',
    ways: WAYS,
  }),
  login('login-identifier-choose-account', {
    methods: ['password'],
    step: 'identifier',
    continueAs: { email: EMAIL, session: 'session' },
  }),
  waiting('passwordless-code', codePage),
  waiting('passwordless-code-typed-elsewhere', codePage, { code: '123456' }),
  waiting('passwordless-code-wrong', codePage, { notice: 'wrong_code' }),
  waiting('passwordless-code-throttled', codePage, { notice: 'throttled' }),
  waiting('passwordless-code-sent-again', codePage, { notice: 'sent' }),
  waiting('passwordless-code-enough-mails', codePage, { notice: 'mail_throttled' }),
  waiting('passwordless-link-sent', linkSentPage),
  waiting('passwordless-link-enough-mails', linkSentPage, { notice: 'mail_throttled' }),
  {
    name: 'passwordless-link-opened',
    render: (look) => signInLinkPage({ ...FRAME, look, action: '/passwordless/link', email: EMAIL }),
  },
  { name: 'passwordless-link-elsewhere', render: (look) => elsewherePage({ look }) },
];
