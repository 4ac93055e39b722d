import {
  accountAddFactorPage,
  accountFactorsPage,
  accountRecoveryCodesPage,
  type FactorsSection,
} from '../../src/pages/account/factors.ts';
import { html } from '../../src/pages/html.ts';
import { codeForm, sendForm } from '../../src/pages/login/second-factor.ts';
import { totpEnrolment } from '../../src/pages/login/second-factor-enrolment.ts';
import { addKeyMarkup } from '../../src/pages/login/webauthn.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { asScripted } from '../../src/pages/preview/still.ts';
import type { Done } from '../../src/pages/text/account/account-text.ts';
import type { FactorFailure } from '../../src/pages/text/second-factor-text.ts';
import { AT, EMAIL, frameOf } from './account-frame.ts';
import type { PageState } from './page-state.ts';

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
      return asScripted(accountAddFactorPage(frameOf(look, 'factors'), 'webauthn', markup));
    },
  };
}

const CODES = [
  'K7QF-2M9D-4TRW-XP6H-ZC3N-8VJK',
  'M5YB-Q7ZS-9DGH-T2WX-PF6R-3KNC',
  'QW3E-7HJN-2KMD-8XTZ-V5RB-6PYC',
  '4GSF-T9ZK-M3NX-7QWH-2DJR-8BVE',
];
const SHOWN_CODES = { codes: CODES, sealed: 'sealed', nonce: 'n'.repeat(22) };

export const ACCOUNT_FACTORS: readonly PageState[] = [
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
      asScripted(accountRecoveryCodesPage(frameOf(look, 'factors'), { ...SHOWN_CODES, wrong: false })),
  },
  {
    name: 'account-recovery-codes-wrong',
    render: (look) =>
      asScripted(accountRecoveryCodesPage(frameOf(look, 'factors'), { ...SHOWN_CODES, wrong: true })),
  },
];
