/**
 * The account page: every section as it opens, as it refuses, and as it looks with nothing in it.
 */
import { turnedBackPage } from '../../src/pages/account/account.ts';
import { accountEmailPage, confirmEmailPage, type EmailSection } from '../../src/pages/account/email.ts';
import {
  accountAddFactorPage,
  accountFactorsPage,
  accountRecoveryCodesPage,
  type FactorsSection,
} from '../../src/pages/account/factors.ts';
import { accountPasswordPage, type PasswordSection } from '../../src/pages/account/password.ts';
import { accountProfilePage } from '../../src/pages/account/profile.ts';
import { html } from '../../src/pages/html.ts';
import { codeForm, sendForm } from '../../src/pages/login/second-factor.ts';
import { totpEnrolment } from '../../src/pages/login/second-factor-enrolment.ts';
import { addKeyMarkup } from '../../src/pages/login/webauthn.ts';
import type { Look } from '../../src/pages/look/look.ts';
import type { Done } from '../../src/pages/text/account/account-text.ts';
import type { FactorFailure } from '../../src/pages/text/second-factor-text.ts';
import { profileForm, readProfile } from '../../src/protocol/end-user/profile.ts';
import { AT, EMAIL, framed, frameOf } from './account-frame.ts';
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
      const section = { has_password: true, password: field, error: undefined, ...shown };
      return accountPasswordPage(frameOf(look, 'password', done), section);
    },
  };
}

const FACTORS = [
  { authenticator_id: 'a', kind: 'otp', name: 'Phone', created_at: AT, last_used_at: AT + 86_400 },
  { authenticator_id: 'b', kind: 'webauthn', name: 'Blue key', created_at: AT, last_used_at: undefined },
] as const;

function factors(name: string, differences: Partial<FactorsSection>, done?: Done): PageState {
  const shown = {
    enrolled: FACTORS,
    refused: undefined,
    recovery_codes: 10,
    unconfirmed: false,
    wrong_code: false,
    remembers_devices: true,
    addable: ['otp', 'webauthn', 'email'],
    is_full: false,
    ...differences,
  } as const;
  return { name, render: (look) => accountFactorsPage(frameOf(look, 'factors', done), shown) };
}

const PENDING = {
  uri: 'otpauth://totp/Dev:alice%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Dev',
  key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  sealed: 'sealed',
};

function formOf(look: Look, failure: FactorFailure | undefined) {
  return { frame: { look }, path: '/account/factors/add', fields: html``, failure };
}

function addApp(name: string, failure?: FactorFailure): PageState {
  return {
    name,
    render: (look) => {
      const markup = totpEnrolment({ ...formOf(look, failure), pending: PENDING });
      return accountAddFactorPage(frameOf(look, 'factors'), 'otp', markup);
    },
  };
}

function addEmail(name: string, failure?: FactorFailure): PageState {
  return {
    name,
    render: (look) => {
      const form = formOf(look, failure);
      const { submit } = look.text.secondFactor;
      const markup =
        failure === undefined
          ? sendForm({ ...form, address: EMAIL })
          : codeForm({ ...form, action: 'confirm', submit, resend: true });
      return accountAddFactorPage(frameOf(look, 'factors'), 'email', markup);
    },
  };
}

const REQUEST = { kind: 'create', publicKey: { challenge: 'AAAA' }, sealed: 'sealed' } as const;

/** As its script leaves it where the browser can. */
function addKey(name: string, refused: boolean): PageState {
  return {
    name,
    render: (look) => {
      const form = { look, request: REQUEST, nonce: 'n'.repeat(22), path: '/account/factors/add' };
      const markup = addKeyMarkup({ ...form, action: 'confirm', fields: html``, refused });
      return accountAddFactorPage(frameOf(look, 'factors'), 'webauthn', markup)
        .replace(/<form id="webauthn-form" method="post" action="[^"]*" hidden>/, '<form method="post">')
        .replace('id="webauthn-unavailable"', 'hidden');
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
const CODES = [
  'K7QF-2M9D-4TRW-XP6H-ZC3N-8VJK',
  'M5YB-Q7ZS-9DGH-T2WX-PF6R-3KNC',
  'QW3E-7HJN-2KMD-8XTZ-V5RB-6PYC',
  '4GSF-T9ZK-M3NX-7QWH-2DJR-8BVE',
];
/** As its script leaves it. */
function scripted(document: string): string {
  return document.replace(/(id="recovery-(?:copy|print)"[^>]*) hidden>/g, '$1>');
}

const SHOWN_CODES = { codes: CODES, sealed: 'sealed', nonce: 'n'.repeat(22) };

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
  factors('account-factors', {}),
  factors('account-factors-none', { enrolled: [], remembers_devices: false }),
  factors('account-factors-full', { addable: [], is_full: true }),
  factors('account-factors-bad-name', { refused: { authenticator_id: 'a', failure: 'bad_name' } }),
  factors('account-factors-last-one', { refused: { authenticator_id: 'b', failure: 'last_one' } }),
  factors('account-factors-unconfirmed', { unconfirmed: true }),
  factors('account-factors-wrong-code', { unconfirmed: true, wrong_code: true }),
  factors('account-factors-codes-kept', {}, 'codes_kept'),
  factors('account-factors-added', {}, 'factor_added'),
  factors('account-factors-renamed', {}, 'factor_renamed'),
  factors('account-factors-removed', {}, 'factor_removed'),
  factors('account-factors-devices-forgotten', {}, 'devices_forgotten'),
  addApp('account-add-app'),
  addApp('account-add-app-wrong-code', 'wrong_code'),
  addApp('account-add-app-throttled', 'throttled'),
  addEmail('account-add-email'),
  addEmail('account-add-email-sent', 'sent'),
  addEmail('account-add-email-wrong-code', 'wrong_code'),
  addEmail('account-add-email-throttled', 'mail_throttled'),
  addKey('account-add-key', false),
  addKey('account-add-key-refused', true),
  {
    name: 'account-recovery-codes',
    render: (look) =>
      scripted(accountRecoveryCodesPage(frameOf(look, 'factors'), { ...SHOWN_CODES, wrong: false })),
  },
  {
    name: 'account-recovery-codes-wrong',
    render: (look) =>
      scripted(accountRecoveryCodesPage(frameOf(look, 'factors'), { ...SHOWN_CODES, wrong: true })),
  },
];
