/**
 * The account page, a preview a section, and what stands before and behind it.
 */
import { type SectionName, sectionsHere } from '../../protocol/end-user/account.ts';
import { profileForm } from '../../protocol/end-user/profile.ts';
import { type AccountFrame, turnedBackPage } from '../account/account.ts';
import { accountApplicationsPage } from '../account/applications.ts';
import { accountEmailPage, confirmEmailPage } from '../account/email.ts';
import { accountAddFactorPage, accountFactorsPage, accountRecoveryCodesPage } from '../account/factors.ts';
import { accountDataPage, accountDeletedPage, removeAccountPage } from '../account/own-data.ts';
import { accountPasswordPage } from '../account/password.ts';
import { accountProfilePage } from '../account/profile.ts';
import { accountSessionsPage } from '../account/sessions.ts';
import type { Look } from '../look/look.ts';
import { ENROLMENTS } from './factor-previews.ts';
import { CODES, EMAIL, FRAME, HERE, type Preview, type PreviewFacts, passwordFacts } from './previewed.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

function account(
  section: SectionName,
  page: (frame: AccountFrame, facts: PreviewFacts, look: Look) => string,
): Preview {
  return (look, facts) => {
    const { now, ways } = facts;
    const back = { client_name: FRAME.client_name, href: HERE };
    const frame = { look, section, csrf: FRAME.csrf, email: EMAIL, time_zone: 'UTC', now, back };
    return page({ ...frame, sections: sectionsHere(ways) }, facts, look);
  };
}

const DEVICE = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1';

/** Addresses that are nobody's (RFC 5737). */
function sessionsAt(now: number) {
  const applications = [FRAME.client_name];
  return [
    {
      sid: 'preview-a1B2c3',
      began_at: now - HOUR,
      last_used_at: now,
      ip: '203.0.113.9',
      device: DEVICE,
      amr: ['pwd', 'otp', 'mfa'],
      applications,
    },
    {
      sid: 'preview-d4E5f6',
      began_at: now - 9 * DAY,
      last_used_at: now - 2 * DAY,
      ip: '198.51.100.7',
      device: PHONE,
      amr: ['swk', 'user', 'mfa'],
      applications,
    },
  ] as const;
}

const sessions = account('sessions', (frame, { now }) => {
  const shown = sessionsAt(now);
  return accountSessionsPage(frame, {
    sessions: shown,
    sign_ins: shown.map(({ began_at: at, ip, device, amr }) => ({ at, ip, device, amr })),
    failures: 0,
    this_one: shown[0].sid,
  });
});

const factors = account('factors', (frame, { now, remember_days, second_factors }) => {
  const created_at = now - 30 * DAY;
  return accountFactorsPage(frame, {
    enrolled: [
      { authenticator_id: 'app', kind: 'otp', name: '', created_at, last_used_at: now - HOUR },
      { authenticator_id: 'key', kind: 'webauthn', name: '', created_at, last_used_at: undefined },
    ],
    ...{ refused: undefined, recovery_codes: 10, unconfirmed: false, wrong_code: false, is_full: false },
    remembers_devices: remember_days > 0,
    addable: second_factors,
  });
});

const applications = account('applications', (frame, { now }) =>
  accountApplicationsPage(
    frame,
    [
      {
        ...{ client_id: 'preview', client_name: FRAME.client_name, since: now - 9 * DAY, home: HERE },
        apis: [
          { name: undefined, scopes: [{ value: 'openid' }, { value: 'email' }] },
          { name: 'Appointments API', scopes: [{ value: 'appointments' }] },
        ],
      },
    ],
    [],
  ),
);

export const ACCOUNT_PREVIEWS = {
  'account-profile': account('profile', (frame) =>
    accountProfilePage(frame, {
      ...profileForm({ name: 'Alice Example', given_name: 'Alice' }),
      picture: undefined,
    }),
  ),
  'account-email': account('email', (frame) =>
    accountEmailPage(frame, { email: EMAIL, is_verified: true, typed: undefined, error: undefined }),
  ),
  'account-confirm-email': account('confirm-email', (frame) =>
    confirmEmailPage(frame, { email: EMAIL, is_taken: false }),
  ),
  'account-password': account('password', (frame, facts, look) =>
    accountPasswordPage(frame, {
      has_password: true,
      password: passwordFacts(look, facts),
      error: undefined,
    }),
  ),
  'account-factors': factors,
  'account-add-app': account('factors', (frame, _, look) =>
    accountAddFactorPage(frame, 'otp', ENROLMENTS.otp(look)),
  ),
  'account-add-key': account('factors', (frame, _, look) =>
    accountAddFactorPage(frame, 'webauthn', ENROLMENTS.webauthn(look)),
  ),
  'account-add-email': account('factors', (frame, _, look) =>
    accountAddFactorPage(frame, 'email', ENROLMENTS.email(look)),
  ),
  'account-recovery-codes': account('factors', (frame) => accountRecoveryCodesPage(frame, CODES)),
  'account-sessions': sessions,
  'account-applications': applications,
  'account-data': account('data', accountDataPage),
  'account-remove': account('data', (frame, { deletes_at }) =>
    removeAccountPage(frame, { deletes_at, error: undefined }),
  ),
  'account-deleted': (look) => accountDeletedPage({ look }),
  'account-turned-back': (look) => turnedBackPage({ look }),
} as const satisfies Readonly<Record<string, Preview>>;
