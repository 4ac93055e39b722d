import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  NOW,
  requestWith,
  settingsWith,
} from '../../../test/authorization/authorization-requests.ts';
import { MULTI_FACTOR } from '../authorization/acr.ts';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import { type Decision, decide, type Interaction, readInteraction } from '../authorization/interaction.ts';
import type { SecondFactorPolicy } from '../tenant/tenant.ts';
import type { Session } from './end-user.ts';
import { lacksSecondFactor, type Shown } from './second-factor.ts';

const USER: Session['user'] = { sub: 'auth0|a1', epoch: 0, blocked: false, claims: {} };
const ENROLLED: Session['user'] = { ...USER, has_second_factor: true };

type Case = {
  readonly tenant?: SecondFactorPolicy;
  readonly client?: SecondFactorPolicy;
  readonly acr_values?: readonly string[];
  readonly shown?: Partial<Shown>;
};

function isLacking({ tenant = 'when_enrolled', client, acr_values = [], shown }: Case): boolean {
  const request = requestWith({
    client: clientWith(client === undefined ? {} : { second_factor: client }),
    acr_values,
  });
  const settings = settingsWith({ second_factor: tenant });
  return lacksSecondFactor(request, { user: USER, amr: ['pwd'], ...shown }, settings);
}

const CASES: readonly (readonly [condition: string, given: Case, expected: boolean])[] = [
  ['policy always, nothing enrolled', { tenant: 'always' }, true],
  ['policy always of the client alone', { tenant: 'never', client: 'always' }, true],
  ['enrolled, policy when_enrolled', { shown: { user: ENROLLED } }, true],
  [
    'enrolled, when_enrolled of the client alone',
    { tenant: 'never', client: 'when_enrolled', shown: { user: ENROLLED } },
    true,
  ],
  ['acr_values asks, policy never', { tenant: 'never', acr_values: [MULTI_FACTOR] }, true],
  [
    'acr_values asks first, and for less after it',
    { tenant: 'never', acr_values: [MULTI_FACTOR, '1'] },
    true,
  ],
  [
    'acr_values asks after one that nobody reaches',
    { tenant: 'never', acr_values: ['9', MULTI_FACTOR] },
    true,
  ],
  [
    'acr_values asks, the device is remembered',
    { acr_values: [MULTI_FACTOR], shown: { remembered_device: true } },
    true,
  ],
  ['acr_values asks for less first', { tenant: 'never', acr_values: ['1', MULTI_FACTOR] }, false],
  ['acr_values asks for what nobody knows', { tenant: 'never', acr_values: ['9'] }, false],
  ['enrolled, policy never', { tenant: 'never', shown: { user: ENROLLED } }, false],
  ['enrolled, never of the client', { client: 'never', shown: { user: ENROLLED } }, false],
  ['nothing enrolled, policy when_enrolled', {}, false],
  ['policy always, two factors shown', { tenant: 'always', shown: { amr: ['pwd', 'otp', 'mfa'] } }, false],
  [
    'acr_values asks, two factors shown',
    { acr_values: [MULTI_FACTOR], shown: { amr: ['pwd', 'mfa'] } },
    false,
  ],
  [
    'policy always, the device is remembered',
    { tenant: 'always', shown: { remembered_device: true } },
    false,
  ],
];

for (const [condition, given, expected] of CASES) {
  test(`LG-20 second factor: ${condition} -> ${expected ? 'wanted' : 'not wanted'}`, () => {
    assert.equal(isLacking(given), expected);
  });
}

const INTERACTION: Interaction = { id: 'I1', began_at: NOW - 60, browser: 'B', parameters: 'p' };
const PROVED: Interaction = {
  ...INTERACTION,
  proved: { sub: USER.sub, epoch: 0, amr: ['pwd'], at: NOW - 5 },
};
const SESSION: Session = { sid: 'SID', user: ENROLLED, auth_time: NOW - 60, amr: ['pwd'] };

function decision(
  request: Partial<AuthorizationRequest>,
  facts: { readonly session?: Session; readonly interaction?: Interaction },
): Decision {
  const { session, interaction } = facts;
  const known = {
    session,
    interaction,
    known_as: USER.sub,
    consented: ['openid', 'read:a'],
    hinted: undefined,
  };
  return decide(requestWith(request), known, { now: NOW, settings: settingsWith() });
}

test('SE-14 one factor that was shown is no session: the next page asks for the other', () => {
  assert.equal(decision({}, { interaction: PROVED }).kind, 'second_factor');
  assert.equal(decision({}, { interaction: PROVED, session: SESSION }).kind, 'second_factor');
});

test('LG-20 a session of one factor meets the policy again before an answer leaves', () => {
  assert.equal(decision({}, { session: SESSION }).kind, 'second_factor');
  assert.equal(decision({}, { session: { ...SESSION, amr: ['pwd', 'otp', 'mfa'] } }).kind, 'issue');
  assert.equal(decision({}, { session: { ...SESSION, remembered_device: true } }).kind, 'issue');
});

test('silent, a second factor is wanted: login_required in the words that Auth0’s SDKs know', () => {
  const made = decision({ prompt: new Set(['none']) }, { session: SESSION });
  assert.ok(made.kind === 'refuse');
  assert.equal(made.error.error, 'login_required');
  assert.equal(made.error.error_description, 'Multifactor authentication required');
});

test('an essential acr that a second factor reaches is asked for, not refused (OIDC Core §5.5.1.1)', () => {
  const acr = { values: [MULTI_FACTOR], essential: true };
  const request = { acr_values: acr.values, claims: { id_token: [], userinfo: [], acr } };
  assert.equal(decision(request, { session: { ...SESSION, user: USER } }).kind, 'second_factor');
});

test('what was proved is read back as it was sealed, and anything else is no proof', () => {
  assert.deepEqual(readInteraction(PROVED), PROVED);
  const damaged: readonly unknown[] = [
    'auth0|a1',
    null,
    { sub: 'auth0|a1' },
    { sub: 'auth0|a1', amr: ['pwd'] },
    { sub: 1, amr: ['pwd'], at: NOW },
    { sub: 'auth0|a1', amr: 'pwd', at: NOW },
    { sub: 'auth0|a1', amr: ['pwd'], at: 'now' },
  ];
  for (const proved of damaged) assert.deepEqual(readInteraction({ ...PROVED, proved }), INTERACTION);
  const mixed = readInteraction({
    ...PROVED,
    proved: { sub: USER.sub, epoch: 0, amr: ['pwd', 7], at: NOW - 5 },
  });
  assert.deepEqual(mixed, PROVED);
});
