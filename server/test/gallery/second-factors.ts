/**
 * Second factors: what /mfa asks for, what /mfa/enroll sets up, and the recovery codes in between.
 */
import { type Frame, hiddenFields } from '../../src/pages/login/frame.ts';
import {
  type CodeForm,
  codeForm,
  recoveryForm,
  rememberBox,
  secondFactorPage,
  sendForm,
} from '../../src/pages/login/second-factor.ts';
import {
  enrolmentPage,
  recoveryCodesPage,
  totpEnrolment,
} from '../../src/pages/login/second-factor-enrolment.ts';
import { addKeyMarkup, useKeyMarkup } from '../../src/pages/login/webauthn.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { asScripted } from '../../src/pages/preview/still.ts';
import type { FactorFailure, FactorWay } from '../../src/pages/text/second-factor-text.ts';
import type { PageState } from './page-state.ts';
import { ASKED } from './webauthn.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const CLIENT_LINKS = {
  policy_uri: 'https://app.example/privacy',
  tos_uri: 'https://app.example/terms',
};
const ADDRESS = 'alice@example.com';
const PENDING = {
  sealed: 'sealed',
  key: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Acme:alice%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Acme&algorithm=SHA1&digits=6&period=30',
};
const CODES = [
  '7KQ4-M2XA-9RT5-HW8C-7KQ4-M2XA',
  'B3ND-E6YJ-4PZS-0VGF-B3ND-E6YJ',
  'XA9M-2KQ7-HW8C-9RT5-XA9M-2KQ7',
  '4PZS-B3ND-0VGF-E6YJ-4PZS-B3ND',
  '9RT5-XA9M-7KQ4-M2XA-9RT5-XA9M',
  'E6YJ-4PZS-B3ND-HW8C-E6YJ-4PZS',
  'M2XA-0VGF-9RT5-XA9M-M2XA-0VGF',
  'HW8C-7KQ4-E6YJ-B3ND-HW8C-7KQ4',
  '0VGF-HW8C-M2XA-4PZS-0VGF-HW8C',
  '2KQ7-9RT5-XA9M-7KQ4-2KQ7-9RT5',
];
const SHOWN_CODES = {
  path: '/mfa/enroll',
  codes: CODES,
  sealed: 'sealed',
  nonce: 'n'.repeat(22),
  owner: 'alice@example.com',
};

function formIn(
  look: Look,
  path: string,
  failure: FactorFailure | undefined,
): Omit<CodeForm, 'action' | 'submit' | 'frame'> & { readonly frame: Frame } {
  const frame = { ...FRAME, look };
  return { frame, path, fields: hiddenFields(frame), failure };
}

type Asked = {
  readonly failure?: FactorFailure;
  readonly others?: readonly FactorWay[];
  readonly days?: number;
};

/** A page that asks for six digits. */
function digits(
  name: string,
  way: 'otp' | 'email',
  { failure, others = ['recovery'], days = 30 }: Asked,
): PageState {
  return {
    name,
    render: (look) => {
      const form = formIn(look, '/mfa', failure);
      const { submit } = look.text.secondFactor;
      const inputs = rememberBox(form.frame, days);
      const content = codeForm({ ...form, inputs, action: 'verify', submit, resend: way === 'email' });
      return secondFactorPage({ ...form.frame, ...CLIENT_LINKS, path: '/mfa', way, content, others });
    },
  };
}

function send(name: string): PageState {
  return {
    name,
    render: (look) => {
      const form = formIn(look, '/mfa', undefined);
      const content = sendForm({ ...form, address: ADDRESS });
      return secondFactorPage({ ...form.frame, path: '/mfa', way: 'email', content, others: ['recovery'] });
    },
  };
}

function recovery(name: string, others: readonly FactorWay[], failure?: FactorFailure): PageState {
  return {
    name,
    render: (look) => {
      const form = formIn(look, '/mfa', failure);
      return secondFactorPage({
        ...form.frame,
        path: '/mfa',
        way: 'recovery',
        content: recoveryForm(form),
        others,
      });
    },
  };
}

function enrolApp(name: string, { failure, others = ['webauthn', 'email'] }: Asked): PageState {
  return {
    name,
    render: (look) => {
      const form = formIn(look, '/mfa/enroll', failure);
      const content = totpEnrolment({ ...form, pending: PENDING });
      return enrolmentPage({
        ...form.frame,
        ...CLIENT_LINKS,
        path: '/mfa/enroll',
        way: 'otp',
        content,
        others,
      });
    },
  };
}

function enrolMail(name: string, failure?: FactorFailure): PageState {
  return {
    name,
    render: (look) => {
      const form = formIn(look, '/mfa/enroll', failure);
      const { submit } = look.text.secondFactor.enrol;
      const content =
        failure === undefined
          ? sendForm({ ...form, address: ADDRESS })
          : codeForm({ ...form, action: 'confirm', submit, resend: true });
      const others: readonly FactorWay[] = ['otp', 'webauthn'];
      return enrolmentPage({ ...form.frame, path: '/mfa/enroll', way: 'email', content, others });
    },
  };
}

/** Pages of a key: `isShown` as the script leaves them, else as they are without one. */
function key(name: string, isShown: boolean): PageState {
  return {
    name,
    render: (look) => {
      const { frame, fields } = formIn(look, '/mfa', undefined);
      const form = { ...ASKED, look, fields, path: '/mfa', action: 'verify', refused: false };
      const content = useKeyMarkup({ ...form, inputs: rememberBox(frame, 30) });
      const others: readonly FactorWay[] = ['otp', 'recovery'];
      const page = secondFactorPage({ ...frame, path: '/mfa', way: 'webauthn', content, others });
      return isShown ? asScripted(page) : page;
    },
  };
}

function enrolKey(name: string): PageState {
  return {
    name,
    render: (look) => {
      const { frame, fields } = formIn(look, '/mfa/enroll', undefined);
      const form = { ...ASKED, look, fields, path: '/mfa/enroll', action: 'confirm', refused: false };
      const content = addKeyMarkup(form);
      return asScripted(
        enrolmentPage({ ...frame, path: '/mfa/enroll', way: 'webauthn', content, others: ['otp', 'email'] }),
      );
    },
  };
}

export const SECOND_FACTORS: readonly PageState[] = [
  digits('mfa-app', 'otp', {}),
  digits('mfa-app-all-ways', 'otp', { others: ['webauthn', 'email', 'recovery'] }),
  digits('mfa-app-no-box', 'otp', { days: 0 }),
  digits('mfa-app-wrong-code', 'otp', { failure: 'wrong_code' }),
  digits('mfa-app-clock-off', 'otp', { failure: 'clock_off' }),
  digits('mfa-app-throttled', 'otp', { failure: 'throttled' }),
  send('mfa-email'),
  digits('mfa-email-sent', 'email', { failure: 'sent' }),
  digits('mfa-email-wrong-code', 'email', { failure: 'wrong_code' }),
  digits('mfa-email-throttled', 'email', { failure: 'throttled' }),
  digits('mfa-email-sent-mail-throttled', 'email', { failure: 'mail_throttled' }),
  key('mfa-key', true),
  key('mfa-key-without-script', false),
  recovery('mfa-recovery', ['otp']),
  recovery('mfa-recovery-only', []),
  recovery('mfa-recovery-wrong-code', ['otp'], 'wrong_code'),
  recovery('mfa-recovery-throttled', ['otp'], 'throttled'),
  enrolApp('mfa-enroll-app', {}),
  enrolApp('mfa-enroll-app-only', { others: [] }),
  enrolApp('mfa-enroll-app-wrong-code', { failure: 'wrong_code' }),
  enrolApp('mfa-enroll-app-throttled', { failure: 'throttled' }),
  enrolMail('mfa-enroll-email'),
  enrolMail('mfa-enroll-email-sent', 'sent'),
  enrolMail('mfa-enroll-email-wrong-code', 'wrong_code'),
  enrolMail('mfa-enroll-email-throttled', 'mail_throttled'),
  enrolKey('mfa-enroll-key'),
  {
    name: 'mfa-enroll-codes',
    render: (look) => recoveryCodesPage({ ...FRAME, look, ...SHOWN_CODES, wrong: false }),
  },
  {
    name: 'mfa-enroll-codes-wrong',
    render: (look) => recoveryCodesPage({ ...FRAME, look, ...SHOWN_CODES, wrong: true }),
  },
];
