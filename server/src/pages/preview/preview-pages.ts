/**
 * The pages of a tenant as somebody would see them who does not exist, for whoever changes how they look or what they say. By the
 * names that Auth0 has for its screens (resources/tenant/prompt-texts.ts), and those that have no text of their own.
 */

import { errorPage } from '../error.ts';
import type { Html } from '../html.ts';
import { confirmLogoutPage, loggedOutPage } from '../logged-out.ts';
import { consentPage } from '../login/consent.ts';
import { hiddenFields } from '../login/frame.ts';
import { type LoginPage, loginPage } from '../login/login.ts';
import { codePage } from '../login/passwordless.ts';
import { choosePasswordPage, passwordChangedPage, resetPasswordPage } from '../login/reset-password.ts';
import { codeForm, rememberBox, secondFactorPage } from '../login/second-factor.ts';
import { signUpPage } from '../login/signup.ts';
import type { Look } from '../look/look.ts';
import { emailVerifiedPage } from '../mail/verify-email.ts';

/** What of a tenant the pages depend on, beside their look. */
export type PreviewFacts = Required<
  Pick<LoginPage, 'ways' | 'methods' | 'connections' | 'takes_username'>
> & {
  readonly password_min_length: number;
  readonly remember_days: number;
};

/** None of it is worth anything: what these pages would send is sent nowhere, and nobody would take it. */
const FRAME = { interaction: 'preview', csrf: 'preview', client_name: 'Appointments' } as const;
const EMAIL = 'alice@example.com';
const HERE = '#';

type Preview = (look: Look, facts: PreviewFacts) => string;

function login(differences: Partial<LoginPage> = {}): Preview {
  return (look, { ways, methods, connections, takes_username }) =>
    loginPage({
      ...FRAME,
      ...{ look, action: HERE, ways, connections, takes_username },
      methods: withoutPasskeys(methods),
      ...differences,
    });
}

/** They take a script, which a picture has not. */
function withoutPasskeys(methods: PreviewFacts['methods']): PreviewFacts['methods'] {
  return methods.filter((method) => method !== 'passkey');
}

function passwordFacts({ text }: Look, { password_min_length }: PreviewFacts) {
  return { hint: text.newPassword.hint(password_min_length), failures: [] };
}

function hidden(look: Look): Html {
  return hiddenFields({ ...FRAME, look });
}

const secondFactor: Preview = (look, { remember_days }) => {
  const form = { path: HERE, action: 'verify', fields: hidden(look), failure: undefined } as const;
  const { submit } = look.text.secondFactor;
  const inputs = rememberBox({ look }, remember_days);
  const content = codeForm({ ...form, frame: { look }, inputs, submit });
  return secondFactorPage({ ...FRAME, look, path: HERE, way: 'otp', content, others: ['recovery'] });
};

const consent: Preview = (look) =>
  consentPage({
    ...{ ...FRAME, look, action: HERE, session: 'preview', is_first_party: false },
    ...{ redirect_host: 'app.example', openid_scopes: ['openid', 'email'], user_email: EMAIL },
    api: { name: 'Appointments API', scopes: [{ value: 'appointments' }] },
    lifetimes: { access: 7_200 },
  });

/** In the order in which somebody meets them. */
const PREVIEWS = {
  login: login(),
  'login-failed': login({ login_hint: EMAIL, error: 'invalid_credentials' }),
  'login-id': login({ step: 'identifier' }),
  'login-password': login({ step: 'known', login_hint: EMAIL }),
  signup: (look, facts) => signUpPage({ ...FRAME, look, action: HERE, password: passwordFacts(look, facts) }),
  'signup-failed': (look, facts) =>
    signUpPage({
      ...{ ...FRAME, look, action: HERE, email: EMAIL, error: 'taken' },
      password: passwordFacts(look, facts),
    }),
  'reset-password-request': (look) =>
    resetPasswordPage({ look, action: HERE, hidden: hidden(look), email: EMAIL }),
  'reset-password': (look, facts) =>
    choosePasswordPage({
      ...{ look, action: HERE, csrf: FRAME.csrf, email: EMAIL },
      password: passwordFacts(look, facts),
    }),
  'reset-password-success': (look) => passwordChangedPage({ look, continueAt: HERE }),
  'email-verification-result': (look) => emailVerifiedPage({ look }),
  'email-otp-challenge': (look) =>
    codePage({ ...FRAME, look, action: HERE, email: EMAIL, notice: undefined }),
  'second-factor': secondFactor,
  consent,
  logout: (look) =>
    confirmLogoutPage({
      ...{ look, action: HERE, request: 'preview', csrf: FRAME.csrf },
      ...{ user_email: EMAIL, client_name: undefined },
    }),
  'logout-complete': (look) => loggedOutPage({ look }),
  error: (look) =>
    errorPage({ look, kind: 'application', error: 'invalid_request', request_id: '01JD3Y8Q6T4V' }),
} as const satisfies Readonly<Record<string, Preview>>;

type PreviewPage = keyof typeof PREVIEWS;

export const PREVIEW_PAGES = Object.keys(PREVIEWS).filter(isPreviewPage);

function isPreviewPage(name: string): name is PreviewPage {
  return Object.hasOwn(PREVIEWS, name);
}

/** The page as the server would show it. */
export function previewPage(page: PreviewPage, look: Look, facts: PreviewFacts): string {
  return PREVIEWS[page](look, facts);
}
