/**
 * The way in: signing in, an account made, a password forgotten, and what comes by mail.
 */
import type { Html } from '../html.ts';
import { type LoginPage, loginPage } from '../login/login.ts';
import {
  codePage,
  elsewherePage,
  linkSentPage,
  type PasswordlessPage,
  signInLinkPage,
} from '../login/passwordless.ts';
import { choosePasswordPage, passwordChangedPage, resetPasswordPage } from '../login/reset-password.ts';
import { type SignUpPage, signUpPage } from '../login/signup.ts';
import { passkeyMarkup } from '../login/webauthn.ts';
import type { Look } from '../look/look.ts';
import { mailSentPage } from '../mail/mail-sent.ts';
import { emailVerifiedPage, linkEndedPage, verifyEmailPage } from '../mail/verify-email.ts';
import {
  ASKED,
  EMAIL,
  FRAME,
  HERE,
  hidden,
  type Preview,
  type PreviewFacts,
  passwordFacts,
} from './previewed.ts';

function login(differences: Partial<LoginPage> = {}): Preview {
  return (look, { ways, methods: those, connections, takes_username }) => {
    const { methods = those } = differences;
    const passkey = passkeyOf(look, methods);
    return loginPage({
      ...{ ...FRAME, look, action: HERE, ways, connections, takes_username, methods, passkey },
      ...differences,
    });
  };
}

function passkeyOf(look: Look, methods: PreviewFacts['methods']): Html | undefined {
  if (!methods.includes('passkey')) return undefined;
  const sole = methods.every((method) => method === 'passkey');
  return passkeyMarkup({ ...ASKED, sole, frame: { ...FRAME, look } });
}

function signUp(differences: Partial<SignUpPage> = {}): Preview {
  return (look, facts) =>
    signUpPage({
      ...{ ...FRAME, look, action: HERE, password: passwordFacts(look, facts) },
      ...differences,
    });
}

function mailed(page: (shown: PasswordlessPage) => string): Preview {
  return (look) => page({ ...FRAME, look, action: HERE, email: EMAIL, notice: undefined });
}

/** In the order in which somebody meets them. */
export const ENTRANCE_PREVIEWS = {
  login: login(),
  'login-failed': login({ login_hint: EMAIL, error: 'invalid_credentials' }),
  'login-id': login({ step: 'identifier' }),
  'login-password': login({ step: 'known', login_hint: EMAIL }),
  'login-passkey': login({ methods: ['passkey'] }),
  signup: signUp(),
  'signup-failed': signUp({ email: EMAIL, error: 'taken' }),
  'mail-sent': (look) =>
    mailSentPage({ look, action: HERE, hidden: hidden(look), email: EMAIL, purpose: 'toSignUp' }),
  'verify-email': (look) =>
    verifyEmailPage({ look, action: HERE, csrf: FRAME.csrf, email: EMAIL, password: undefined }),
  'email-verification-result': (look) => emailVerifiedPage({ look }),
  'link-ended': (look) => linkEndedPage({ look, again: HERE }),
  'reset-password-request': (look) =>
    resetPasswordPage({ look, action: HERE, hidden: hidden(look), email: EMAIL }),
  'reset-password': (look, facts) =>
    choosePasswordPage({
      ...{ look, action: HERE, csrf: FRAME.csrf, email: EMAIL },
      password: passwordFacts(look, facts),
    }),
  'reset-password-success': (look) => passwordChangedPage({ look, continueAt: HERE }),
  'email-otp-challenge': mailed(codePage),
  'email-link': mailed(linkSentPage),
  'email-link-opened': (look) => signInLinkPage({ ...FRAME, look, action: HERE, email: EMAIL }),
  'email-link-elsewhere': (look) => elsewherePage({ look }),
} as const satisfies Readonly<Record<string, Preview>>;
