/**
 * The pages of second factors: asked for, set up, and the recovery codes.
 */
import { hiddenFields } from '../../src/pages/frame.ts';
import { type Html, html } from '../../src/pages/html.ts';
import type { Look } from '../../src/pages/look.ts';
import {
  codeForm,
  recoveryForm,
  rememberBox,
  secondFactorPage,
  sendForm,
} from '../../src/pages/second-factor.ts';
import { enrolmentPage, recoveryCodesPage, totpEnrolment } from '../../src/pages/second-factor-enrolment.ts';
import type { FactorFailure, FactorWay } from '../../src/pages/text/second-factor-text.ts';
import type { PageState } from './page-state.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const ADDRESS = 'alice@example.com';
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const PENDING = { uri: `otpauth://totp/Acme:alice?secret=${KEY}&issuer=Acme`, key: KEY, sealed: 'sealed' };
const CODES = Array.from({ length: 10 }, (_, index) => `${index}JBS-WY3D-PEHP-K3PX-P7QR-2ZTV`);
const WAYS: readonly FactorWay[] = ['webauthn', 'otp', 'email', 'recovery'];

type Shown = { readonly way: 'otp' | 'email' | 'recovery'; readonly failure?: FactorFailure };

function formOf(look: Look, { failure }: Shown, path: string) {
  const frame = { ...FRAME, look };
  return { frame, path, fields: hiddenFields(frame), failure };
}

function challenge(look: Look, shown: Shown): Html {
  const form = { ...formOf(look, shown, '/mfa'), inputs: rememberBox({ look }, 30) };
  const { submit } = look.text.secondFactor;
  if (shown.way === 'recovery') return recoveryForm(form);
  if (shown.way === 'otp') return codeForm({ ...form, action: 'verify', submit });
  if (shown.failure === undefined) return sendForm({ ...form, address: ADDRESS });
  return codeForm({ ...form, action: 'verify', submit, resend: true });
}

function asked(name: string, shown: Shown): PageState {
  const others = WAYS.filter((way) => way !== shown.way);
  return {
    name,
    render: (look) =>
      secondFactorPage({
        ...FRAME,
        look,
        path: '/mfa',
        way: shown.way,
        content: challenge(look, shown),
        others,
      }),
  };
}

function enrolment(look: Look, shown: Shown): Html {
  const form = { ...formOf(look, shown, '/mfa/enroll'), inputs: html`` };
  if (shown.way === 'otp') return totpEnrolment({ ...form, pending: PENDING });
  if (shown.failure === undefined) return sendForm({ ...form, address: ADDRESS });
  return codeForm({
    ...form,
    action: 'confirm',
    submit: look.text.secondFactor.enrol.submit,
    resend: true,
  });
}

function enrolled(name: string, shown: Shown): PageState {
  const others = WAYS.filter((way) => way !== shown.way && way !== 'recovery');
  return {
    name,
    render: (look) =>
      enrolmentPage({
        ...FRAME,
        look,
        path: '/mfa/enroll',
        way: shown.way,
        content: enrolment(look, shown),
        others,
      }),
  };
}

export const SECOND_FACTORS: readonly PageState[] = [
  asked('mfa-app', { way: 'otp' }),
  asked('mfa-app-wrong-code', { way: 'otp', failure: 'wrong_code' }),
  asked('mfa-app-throttled', { way: 'otp', failure: 'throttled' }),
  asked('mfa-email', { way: 'email' }),
  asked('mfa-email-sent', { way: 'email', failure: 'sent' }),
  asked('mfa-email-wrong-code', { way: 'email', failure: 'wrong_code' }),
  asked('mfa-email-throttled', { way: 'email', failure: 'mail_throttled' }),
  asked('mfa-recovery', { way: 'recovery' }),
  asked('mfa-recovery-wrong-code', { way: 'recovery', failure: 'wrong_code' }),
  enrolled('mfa-enroll-app', { way: 'otp' }),
  enrolled('mfa-enroll-app-wrong-code', { way: 'otp', failure: 'wrong_code' }),
  enrolled('mfa-enroll-email', { way: 'email' }),
  enrolled('mfa-enroll-email-sent', { way: 'email', failure: 'sent' }),
  {
    name: 'mfa-recovery-codes',
    render: (look) => recoveryCodesPage({ ...FRAME, look, path: '/mfa/enroll', codes: CODES }),
  },
];
