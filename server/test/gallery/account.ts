/**
 * The account page: profile, address and password, as they open, as they refuse, and with nothing in them.
 */
import { turnedBackPage } from '../../src/pages/account/account.ts';
import { accountEmailPage, confirmEmailPage, type EmailSection } from '../../src/pages/account/email.ts';
import { accountPasswordPage, type PasswordSection } from '../../src/pages/account/password.ts';
import { accountProfilePage } from '../../src/pages/account/profile.ts';
import type { Done } from '../../src/pages/text/account/account-text.ts';
import { profileForm, readProfile } from '../../src/protocol/end-user/profile.ts';
import { EMAIL, framed, frameOf } from './account-frame.ts';
import type { PageState } from './page-state.ts';

function profile(name: string, stored: Readonly<Record<string, string>>, done?: Done): PageState {
  const shown = { ...profileForm(stored), picture: stored['picture'] };
  return { name, render: (look) => accountProfilePage(framed(look, 'profile', done), shown) };
}

function profileRefused(name: string, typed: Readonly<Record<string, string>>): PageState {
  const shown = { ...readProfile((claim) => typed[claim], {}), picture: undefined };
  return { name, render: (look) => accountProfilePage(frameOf(look, 'profile'), shown) };
}

function email(name: string, differences: Partial<EmailSection>, done?: Done): PageState {
  const shown = { email: EMAIL, is_verified: true, typed: undefined, error: undefined, ...differences };
  return { name, render: (look) => accountEmailPage(frameOf(look, 'email', done), shown) };
}

function password(
  name: string,
  differences: Partial<PasswordSection> & { readonly isRefused?: boolean },
  done?: Done,
): PageState {
  const { isRefused = false, ...shown } = differences;
  return {
    name,
    render: (look) => {
      const { hint, failures } = look.text.newPassword;
      const field = { hint: hint(8), failures: isRefused ? [failures.common, failures.breached] : [] };
      const section = {
        has_password: true,
        password: field,
        error: undefined,
        ...shown,
      };
      return accountPasswordPage(frameOf(look, 'password', done), section);
    },
  };
}

function confirmation(name: string, is_taken: boolean): PageState {
  return {
    name,
    render: (look) =>
      confirmEmailPage(frameOf(look, 'confirm-email'), { email: 'new@example.com', is_taken }),
  };
}

const TYPED = { name: 'Alice Example', given_name: 'Alice', zoneinfo: 'Europe/Zurich', locale: 'de-CH' };
const WRONG = { name: 'x'.repeat(151), picture: 'http://example.com', locale: '?', zoneinfo: 'Moon/Sea' };
const IMPORTED = { ...TYPED, locale: 'en_US', zoneinfo: 'US/Pacific', picture: 'http://example.com/me.png' };
const PICTURE = 'https://pictures.test/me.png';
export const ACCOUNT: readonly PageState[] = [
  { name: 'account-turned-back', render: (look) => turnedBackPage({ look }) },
  profile('account-profile', TYPED),
  profile('account-profile-empty', {}),
  profile('account-profile-imported', IMPORTED),
  profile('account-profile-picture', { ...TYPED, picture: PICTURE }),
  profileRefused('account-profile-refused', WRONG),
  profile('account-profile-saved', TYPED, 'saved'),
  email('account-email', {}),
  email('account-email-unverified', { is_verified: false }),
  email('account-email-none', { email: undefined }),
  email('account-email-malformed', { typed: 'alice@example', error: 'not_an_address' }),
  email('account-email-same', { typed: EMAIL, error: 'same' }),
  email('account-email-throttled', { typed: 'new@example.com', error: 'throttled' }),
  email('account-email-sent', {}, 'mail_sent'),
  email('account-email-changed', {}, 'email_changed'),
  confirmation('account-confirm-email', false),
  confirmation('account-confirm-email-taken', true),
  password('account-password', {}),
  password('account-password-none-yet', { has_password: false }),
  password('account-password-wrong', { error: 'wrong_current' }),
  password('account-password-weak', { isRefused: true }),
  password('account-password-throttled', { error: 'throttled' }),
  password('account-password-busy', { error: 'busy' }),
  password('account-password-changed', {}, 'password_changed'),
  {
    name: 'account-profile-undone',
    render: (look) =>
      accountProfilePage(
        { ...frameOf(look, 'profile'), is_undone: true },
        { ...profileForm(TYPED), picture: undefined },
      ),
  },
];
