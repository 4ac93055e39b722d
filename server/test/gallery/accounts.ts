/**
 * The pages of an account of one's own: signing up, looking for a mail, a lost password, and links that have ended.
 */
import { hiddenFields } from '../../src/pages/login/frame.ts';
import { loginPage } from '../../src/pages/login/login.ts';
import {
  choosePasswordPage,
  passwordChangedPage,
  type ResetPasswordPage,
  resetPasswordPage,
} from '../../src/pages/login/reset-password.ts';
import { type SignUpPage, signUpPage } from '../../src/pages/login/signup.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { mailSentPage } from '../../src/pages/mail/mail-sent.ts';
import { emailVerifiedPage, linkEndedPage, verifyEmailPage } from '../../src/pages/mail/verify-email.ts';
import type { PageState } from './page-state.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const EMAIL = 'alice@example.com';

function passwordFacts({ text }: Look, isRefused: boolean) {
  const { hint, tooShort, failures } = text.newPassword;
  return { hint: hint(8), failures: isRefused ? [tooShort(8), failures.personal] : [] };
}

function signUp(
  name: string,
  differences: Partial<SignUpPage> & { readonly isRefused?: boolean },
): PageState {
  const { isRefused = false, ...shown } = differences;
  return {
    name,
    render: (look) =>
      signUpPage({
        ...FRAME,
        look,
        action: '/signup',
        password: passwordFacts(look, isRefused),
        ...shown,
      }),
  };
}

function reset(name: string, differences: Partial<ResetPasswordPage>): PageState {
  return {
    name,
    render: (look) => {
      const hidden = hiddenFields({ ...FRAME, look });
      return resetPasswordPage({ look, action: '/reset-password', hidden, ...differences });
    },
  };
}

function choose(name: string, shown: { readonly isRefused?: boolean; readonly error?: 'busy' }): PageState {
  const { isRefused = false, error } = shown;
  return {
    name,
    render: (look) => {
      const password = passwordFacts(look, isRefused);
      const form = { action: '/reset-password/choose', csrf: 'token', email: EMAIL };
      return choosePasswordPage({ ...form, look, password, error });
    },
  };
}

function verify(
  name: string,
  shown: { readonly password?: 'required'; readonly error?: (look: Look) => string },
): PageState {
  const { password } = shown;
  const form = { action: '/verify-email', csrf: 'token', email: EMAIL, password };
  return { name, render: (look) => verifyEmailPage({ ...form, look, error: shown.error?.(look) }) };
}

export const ACCOUNTS: readonly PageState[] = [
  {
    name: 'login-with-sign-up',
    render: (look) =>
      loginPage({
        ...FRAME,
        look,
        action: '/login',
        ways: { sign_up: true, reset_password: true },
      }),
  },
  signUp('signup', {}),
  signUp('signup-with-address', {
    email: EMAIL,
    policy_uri: 'https://app.example/privacy',
    tos_uri: 'https://app.example/terms',
  }),
  signUp('signup-malformed-address', { email: 'alice@example', error: 'malformed_email' }),
  signUp('signup-weak-password', { email: EMAIL, isRefused: true }),
  signUp('signup-both-refused', { email: 'alice@example', error: 'malformed_email', isRefused: true }),
  signUp('signup-taken', { email: EMAIL, error: 'taken' }),
  signUp('signup-throttled', { email: EMAIL, error: 'throttled' }),
  signUp('signup-busy', { email: EMAIL, error: 'busy' }),
  {
    name: 'mail-sent-sign-up',
    render: (look) => {
      const hidden = hiddenFields({ ...FRAME, look });
      return mailSentPage({ look, action: '/signup', hidden, email: EMAIL, purpose: 'toSignUp' });
    },
  },
  {
    name: 'mail-sent-reset',
    render: (look) =>
      mailSentPage({ look, action: '/reset-password', hidden: undefined, email: EMAIL, purpose: 'toReset' }),
  },
  verify('verify-email', {}),
  verify('verify-email-other-browser', { password: 'required' }),
  verify('verify-email-wrong-password', {
    password: 'required',
    error: ({ text }) => text.verifyEmail.wrong_password,
  }),
  verify('verify-email-throttled', {
    password: 'required',
    error: ({ text }) => text.signUp.failures.throttled,
  }),
  { name: 'email-verified', render: (look) => emailVerifiedPage({ look }) },
  {
    name: 'email-verified-leads-on',
    render: (look) => emailVerifiedPage({ look, continueAt: 'https://app.example/' }),
  },
  reset('reset-password', { email: EMAIL }),
  reset('reset-password-alone', { hidden: undefined }),
  reset('reset-password-malformed-address', { email: 'alice@example', error: 'malformed_email' }),
  reset('reset-password-throttled', { email: EMAIL, error: 'throttled' }),
  choose('choose-password', {}),
  choose('choose-password-weak', { isRefused: true }),
  choose('choose-password-busy', { error: 'busy' }),
  {
    name: 'password-changed',
    render: (look) => passwordChangedPage({ look, continueAt: '/authorize?client_id=spa' }),
  },
  {
    name: 'password-changed-other-browser',
    render: (look) => passwordChangedPage({ look, continueAt: undefined }),
  },
  {
    name: 'password-changed-leads-on',
    render: (look) => passwordChangedPage({ look, continueAt: undefined, resultUrl: 'https://app.example/' }),
  },
  { name: 'link-ended', render: (look) => linkEndedPage({ look, again: undefined }) },
  { name: 'link-ended-reset', render: (look) => linkEndedPage({ look, again: '/reset-password' }) },
];
