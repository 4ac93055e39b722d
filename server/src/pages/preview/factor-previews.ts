/**
 * Second factors: asked for, and set up.
 */
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import type { Html } from '../html.ts';
import { codeForm, recoveryForm, rememberBox, secondFactorPage, sendForm } from '../login/second-factor.ts';
import { enrolmentPage, recoveryCodesPage, totpEnrolment } from '../login/second-factor-enrolment.ts';
import { addKeyMarkup, useKeyMarkup } from '../login/webauthn.ts';
import type { Look } from '../look/look.ts';
import type { FactorWay } from '../text/second-factor-text.ts';
import {
  ASKED,
  CODES,
  EMAIL,
  FRAME,
  HERE,
  hidden,
  PENDING,
  type Preview,
  type PreviewFacts,
} from './previewed.ts';

type Content = (look: Look, facts: PreviewFacts) => Html;

function formIn(look: Look) {
  return { look, path: HERE, fields: hidden(look) };
}

function codeIn(look: Look) {
  return { frame: { look }, path: HERE, fields: hidden(look), failure: undefined };
}

function challenge(way: FactorWay, content: Content): Preview {
  return (look, facts) => {
    const others: readonly FactorWay[] = [...facts.second_factors, 'recovery'];
    return secondFactorPage({
      ...{ ...FRAME, look, path: HERE, way, content: content(look, facts) },
      others: others.filter((other) => other !== way),
    });
  };
}

function enrolment(way: SecondFactor, content: Content): Preview {
  return (look, facts) =>
    enrolmentPage({
      ...{ ...FRAME, look, path: HERE, way, content: content(look, facts) },
      others: facts.second_factors.filter((other) => other !== way),
    });
}

/** What sets one up, on whatever page. */
export const ENROLMENTS = {
  otp: (look) => totpEnrolment({ ...codeIn(look), pending: PENDING }),
  webauthn: (look) => addKeyMarkup({ ...ASKED, ...formIn(look), action: 'confirm' }),
  email: (look) => sendForm({ ...codeIn(look), address: EMAIL }),
} as const satisfies Readonly<Record<SecondFactor, Content>>;

export const FACTOR_PREVIEWS = {
  'second-factor': challenge('otp', (look, { remember_days }) => {
    const inputs = rememberBox({ look }, remember_days);
    return codeForm({ ...codeIn(look), inputs, action: 'verify', submit: look.text.secondFactor.submit });
  }),
  'second-factor-key': challenge('webauthn', (look, { remember_days }) =>
    useKeyMarkup({
      ...ASKED,
      ...formIn(look),
      inputs: rememberBox({ look }, remember_days),
      action: 'verify',
    }),
  ),
  'second-factor-email': challenge('email', (look) => sendForm({ ...codeIn(look), address: EMAIL })),
  'second-factor-recovery': challenge('recovery', (look) => recoveryForm(codeIn(look))),
  'enrol-app': enrolment('otp', ENROLMENTS.otp),
  'enrol-key': enrolment('webauthn', ENROLMENTS.webauthn),
  'enrol-email': enrolment('email', ENROLMENTS.email),
  'recovery-codes': (look) => recoveryCodesPage({ ...FRAME, look, ...CODES, path: HERE, owner: EMAIL }),
} as const satisfies Readonly<Record<string, Preview>>;
