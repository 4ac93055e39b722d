import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiWith,
  clientWith,
  NOW,
  registeredUri,
  requestWith,
  settingsWith,
  targetWith,
} from '../../../test/authorization/authorization-requests.ts';
import type { Session } from '../end-user/end-user.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { type Decision, decide, type Facts, type Interaction } from './interaction.ts';
import type { Prompt } from './prompt.ts';

const SCOPE = ['openid', 'read:a'];

const SESSION: Session = {
  sid: 'SID',
  user: { sub: 'auth0|a1', epoch: 0, blocked: false, claims: {} },
  auth_time: NOW - 7_200,
  amr: ['pwd'],
};

const BLOCKED: Session = { ...SESSION, user: { ...SESSION.user, blocked: true } };

function interaction(done: Partial<Interaction> = {}): Interaction {
  return { id: 'I1', began_at: NOW - 60, browser: 'B', parameters: 'p', ...done };
}

function prompt(...asked: readonly Prompt[]): Partial<AuthorizationRequest> {
  return { prompt: new Set(asked) };
}

function asksAcr(values: readonly string[], essential: boolean): Partial<AuthorizationRequest> {
  return { acr_values: values, claims: { id_token: [], userinfo: [], acr: { values, essential } } };
}

const NO_SESSION = { session: undefined };
const NOT_ASKED = { consented: undefined };
const LOGGED_IN = { interaction: interaction({ login: 'SID' }) };
const AGREED = { interaction: interaction({ consent: 'SID' }) };

const SKIPPING = apiWith({ skip_consent_for_verifiable_first_party_clients: true });
const LOCALHOST = targetWith({ redirect_uri: registeredUri('http://localhost:3000/cb') });
const NATIVE: Partial<AuthorizationRequest> = {
  client: clientWith({ app_type: 'native' }),
  target: targetWith({ redirect_uri: registeredUri('com.example.app:/cb') }),
};
const NATIVE_LOOPBACK: Partial<AuthorizationRequest> = {
  client: clientWith({ app_type: 'native' }),
  target: targetWith({ redirect_uri: registeredUri('http://127.0.0.1/cb') }),
  resource_server: SKIPPING,
};

/** Alice signed in two hours ago and has agreed to everything, unless the facts say otherwise. */
function decision(
  request: Partial<AuthorizationRequest>,
  facts: Partial<Facts>,
  settings = settingsWith(),
): Decision {
  const known = { interaction: undefined, session: SESSION, consented: SCOPE, hinted: undefined, ...facts };
  const known_as = facts.known_as ?? known.session?.user.sub;
  return decide(requestWith(request), { ...known, known_as }, { now: NOW, settings });
}

function told(made: Decision): string {
  if (made.kind === 'refuse') return made.error.error;
  if (made.kind === 'login') return made.choose ? 'login (choose)' : 'login';
  return made.kind;
}

type Row = readonly [
  id: string,
  condition: string,
  request: Partial<AuthorizationRequest>,
  facts: Partial<Facts>,
  expected: string,
];

const REFUSALS: readonly Row[] = [
  [
    'RT-17',
    'an essential acr that no login reaches',
    asksAcr(['9'], true),
    {},
    'unmet_authentication_requirements',
  ],
  ['CO-08', 'the End-User refused', {}, { interaction: interaction({ refused: true }) }, 'access_denied'],
  [
    'CO-08',
    'the End-User refused after a login',
    prompt('login'),
    { interaction: interaction({ login: 'SID', refused: true }) },
    'access_denied',
  ],
  [
    'CO-08',
    'the End-User refused and has no session',
    {},
    { ...NO_SESSION, interaction: interaction({ refused: true }) },
    'access_denied',
  ],
  ['JW-26', 'the hint is none of ours', {}, { hinted: 'invalid' }, 'invalid_request'],
  [
    'JW-26',
    'silent, the hint has a name that this client does not know',
    prompt('none'),
    { known_as: 'pairwise', hinted: { sub: SESSION.user.sub } },
    'login_required',
  ],
  ['JW-26', 'the hint is none of ours, silently', prompt('none'), { hinted: 'invalid' }, 'invalid_request'],
  [
    'JW-26',
    'the hint is none of ours and nobody is signed in',
    {},
    { ...NO_SESSION, hinted: 'invalid' },
    'invalid_request',
  ],
  ['AU-13', 'silent, no session', prompt('none'), NO_SESSION, 'login_required'],
  [
    'SE-14',
    'silent, a login that left no session',
    prompt('none'),
    { ...NO_SESSION, ...LOGGED_IN },
    'login_required',
  ],
  [
    'JW-26',
    'silent, the hint names another',
    prompt('none'),
    { hinted: { sub: 'auth0|b2' } },
    'login_required',
  ],
  [
    'JW-26',
    'the hint names another than who just signed in',
    {},
    { ...LOGGED_IN, hinted: { sub: 'auth0|b2' } },
    'login_required',
  ],
  [
    'RT-15',
    'silent, max_age=60 and a login two hours ago',
    { ...prompt('none'), max_age: 60 },
    {},
    'login_required',
  ],
  ['RT-15', 'silent, max_age=0', { ...prompt('none'), max_age: 0 }, {}, 'login_required'],
  ['SA-09', 'silent, the End-User is blocked', prompt('none'), { session: BLOCKED }, 'access_denied'],
  ['SE-09', 'the End-User is blocked', {}, { session: BLOCKED }, 'access_denied'],
  ['SE-09', 'the End-User is blocked and has agreed', {}, { session: BLOCKED, ...AGREED }, 'access_denied'],
  [
    'SE-09',
    'the End-User is blocked and should choose',
    prompt('select_account'),
    { session: BLOCKED },
    'access_denied',
  ],
  ['CO-04', 'silent, never asked', prompt('none'), NOT_ASKED, 'consent_required'],
  [
    'CO-05',
    'silent, one scope more than agreed',
    prompt('none'),
    { consented: ['openid'] },
    'consent_required',
  ],
  ['CO-05', 'silent, agreed to nothing', prompt('none'), { consented: [] }, 'consent_required'],
  [
    'CO-12',
    'silent, first-party on localhost, never asked',
    { ...prompt('none'), target: LOCALHOST, resource_server: SKIPPING },
    NOT_ASKED,
    'consent_required',
  ],
  ['RU-30', 'silent, a private-use scheme', { ...prompt('none'), ...NATIVE }, {}, 'interaction_required'],
  [
    'RU-30',
    'silent, a native loopback',
    { ...prompt('none'), ...NATIVE_LOOPBACK },
    {},
    'interaction_required',
  ],
];

const WAITING: readonly Row[] = [
  ['AU-13', 'no session', {}, NO_SESSION, 'login'],
  ['AU-13', 'no session, a new account', prompt('create'), NO_SESSION, 'login'],
  ['AU-13', 'a session, a new account', prompt('create'), {}, 'login'],
  ['AU-13', 'a session, a new account or another', prompt('create', 'select_account'), {}, 'login'],
  ['AU-13', 'an account that was just made', prompt('create'), LOGGED_IN, 'issue'],
  ['AU-13', 'no session, choose an account', prompt('select_account'), NO_SESSION, 'login'],
  ['ST-06', 'no session, although the interaction saw a login', {}, { ...NO_SESSION, ...LOGGED_IN }, 'login'],
  ['SE-13', 'prompt=login and a session from before', prompt('login'), {}, 'login'],
  [
    'SE-13',
    'prompt=login in an interaction without a login',
    prompt('login'),
    { interaction: interaction() },
    'login',
  ],
  [
    'SE-13',
    'prompt=login and a login of another session',
    prompt('login'),
    { interaction: interaction({ login: 'OTHER' }) },
    'login',
  ],
  [
    'SE-13',
    'prompt=login and nothing but an account chosen',
    prompt('login'),
    { interaction: interaction({ account: 'SID' }) },
    'login',
  ],
  ['SE-13', 'prompt=login and nothing but a consent', prompt('login'), AGREED, 'login'],
  ['RT-15', 'max_age=0 and a session from before', { max_age: 0 }, {}, 'login'],
  [
    'RT-15',
    'max_age=0 and a session of this very second',
    { max_age: 0 },
    { session: { ...SESSION, auth_time: NOW } },
    'login',
  ],
  ['RT-15', 'max_age one second too short', { max_age: 7_199 }, {}, 'login'],
  ['JW-26', 'the hint names another than the session', {}, { hinted: { sub: 'auth0|b2' } }, 'login'],
  ['SE-09', 'prompt=login and a blocked End-User', prompt('login'), { session: BLOCKED }, 'login'],
  ['SE-12', 'select_account and a session from before', prompt('select_account'), {}, 'login (choose)'],
  [
    'SE-12',
    'select_account and another account chosen',
    prompt('select_account'),
    { interaction: interaction({ account: 'OTHER' }) },
    'login (choose)',
  ],
  [
    'SE-12',
    'select_account and consent, nothing chosen',
    prompt('select_account', 'consent'),
    {},
    'login (choose)',
  ],
  [
    'CO-03',
    'a third-party client, never asked',
    { client: clientWith({ is_first_party: false }), resource_server: SKIPPING },
    NOT_ASKED,
    'consent',
  ],
  ['CO-03', 'first-party, the API does not let skip', {}, NOT_ASKED, 'consent'],
  ['CO-05', 'no scope at all, never agreed to any', { scope: [] }, { consented: [] }, 'consent'],
  ['CO-05', 'one scope more than agreed', {}, { consented: ['openid'] }, 'consent'],
  ['CO-05', 'agreed to scopes of no use here', {}, { consented: ['read:b', 'profile'] }, 'consent'],
  [
    'CO-07',
    'agreed in another session',
    {},
    { ...NOT_ASKED, interaction: interaction({ consent: 'OTHER' }) },
    'consent',
  ],
  ['CO-11', 'prompt=consent although agreed before', prompt('consent'), {}, 'consent'],
  [
    'CO-11',
    'prompt=consent although first-party may skip',
    { ...prompt('consent'), resource_server: SKIPPING },
    {},
    'consent',
  ],
  [
    'CO-12',
    'first-party on localhost, never asked',
    { target: LOCALHOST, resource_server: SKIPPING },
    NOT_ASKED,
    'consent',
  ],
  [
    'CO-12',
    'first-party on localhost, /userinfo alone',
    { target: LOCALHOST, resource_server: undefined },
    NOT_ASKED,
    'consent',
  ],
  ['RU-30', 'a private-use scheme, agreed before', NATIVE, {}, 'consent'],
  ['RU-30', 'a native loopback, agreed before, first-party may skip', NATIVE_LOOPBACK, {}, 'consent'],
];

const ISSUED: readonly Row[] = [
  ['RT-17', 'an acr that is only a wish', asksAcr(['9'], false), {}, 'issue'],
  ['RT-17', 'an essential acr that was reached', asksAcr(['9', '1'], true), {}, 'issue'],
  ['RT-10', 'a session and a consent', {}, {}, 'issue'],
  ['SA-09', 'silent, a session and a consent', prompt('none'), {}, 'issue'],
  ['CO-05', 'fewer scopes than agreed', { scope: ['openid'] }, {}, 'issue'],
  ['CO-05', 'no scope at all, agreed to some', { scope: [] }, {}, 'issue'],
  [
    'CO-03',
    "the server's own client, never asked",
    { client: clientWith({ is_built_in: true, is_first_party: false }) },
    NOT_ASKED,
    'issue',
  ],
  ['CO-03', 'first-party where the API lets skip', { resource_server: SKIPPING }, NOT_ASKED, 'issue'],
  [
    'CO-04',
    'silent, first-party where the API lets skip',
    { ...prompt('none'), resource_server: SKIPPING },
    NOT_ASKED,
    'issue',
  ],
  ['CO-03', 'first-party for /userinfo alone', { resource_server: undefined }, NOT_ASKED, 'issue'],
  [
    'CO-12',
    'first-party on localhost, agreed before',
    { target: LOCALHOST, resource_server: SKIPPING },
    {},
    'issue',
  ],
  ['CO-11', 'prompt=consent and agreed just now', prompt('consent'), AGREED, 'issue'],
  ['CO-08', 'agreed just now, never before', {}, { ...NOT_ASKED, ...AGREED }, 'issue'],
  ['RU-30', 'a private-use scheme and agreed just now', NATIVE, AGREED, 'issue'],
  ['SE-13', 'prompt=login and a login of this session', prompt('login'), LOGGED_IN, 'issue'],
  ['RT-15', 'max_age=0 and a login of this session', { max_age: 0 }, LOGGED_IN, 'issue'],
  ['RT-15', 'max_age of exactly the age', { max_age: 7_200 }, {}, 'issue'],
  [
    'F-07',
    'max_age and a clock that went back',
    { max_age: 60 },
    { session: { ...SESSION, auth_time: NOW + 5 } },
    'issue',
  ],
  [
    'SE-12',
    'select_account and this account chosen',
    prompt('select_account'),
    { interaction: interaction({ account: 'SID' }) },
    'issue',
  ],
  ['SE-12', 'select_account and a login of this session', prompt('select_account'), LOGGED_IN, 'issue'],
  [
    'SE-13',
    'login, consent and select_account, all done',
    prompt('login', 'consent', 'select_account'),
    { interaction: interaction({ login: 'SID', consent: 'SID' }) },
    'issue',
  ],
  ['JW-26', 'the hint names whom the session names', {}, { hinted: { sub: 'auth0|a1' } }, 'issue'],
  [
    'JW-26',
    'silent, the hint names whom the session names',
    prompt('none'),
    { hinted: { sub: 'auth0|a1' } },
    'issue',
  ],
];

for (const [id, condition, request, facts, expected] of [...REFUSALS, ...WAITING, ...ISSUED]) {
  test(`${id} ${condition}: ${expected} (OIDC Core §3.1.2.1, §3.1.2.6)`, () => {
    const made = decision(request, facts);
    assert.equal(told(made), expected);
    if (made.kind === 'issue' || made.kind === 'consent') assert.equal(made.session.sid, 'SID');
  });
}

test('CO-12 localhost skips consent only where the tenant has the setting that says unsafe', () => {
  const settings = settingsWith({ unsafe_skip_consent_on_localhost: true });
  const request = { target: LOCALHOST, resource_server: SKIPPING };
  assert.equal(told(decision(request, NOT_ASKED, settings)), 'issue');
  assert.equal(told(decision({ target: LOCALHOST }, NOT_ASKED, settings)), 'consent');
  assert.equal(
    told(decision({ ...NATIVE_LOOPBACK, ...prompt('none') }, {}, settings)),
    'interaction_required',
  );
});
