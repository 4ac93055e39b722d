import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';
import { ADVICE, type AdviceCode, VERDICTS, type Verdict } from './advice-rows.ts';
import { advise } from './advise.ts';
import type { Facet, Traffic } from './traffic.ts';

const DAY = 86_400;
const TODAY = 20_000 * DAY;
const SINCE = TODAY - 60 * DAY;
const APP = 'https://app.test';
const IMPLICIT = 'id_token token';

const BOTH: Partial<Client> = { grant_types: ['implicit', 'authorization_code'] };

function clientWith(differences: Partial<Client>): Client {
  const redirect_uris = [`${APP}/callback`];
  return { ...CLIENT_DEFAULTS, client_id: 'spa', redirect_uris, grant_types: ['implicit'], ...differences };
}

type Seen = { readonly lately?: number; readonly since?: number; readonly until?: number };

/** One thing that was shown: ten times, all of them lately, since thirty days, unless said otherwise. */
function shown(
  way: string,
  facet: Facet,
  value: string,
  { lately = 10, since = 30, until = 0 }: Seen = {},
): Traffic {
  return { way, facet, value, n: 10, lately, first: TODAY - since * DAY, last: TODAY - until * DAY };
}

/** Everything that requests of one kind show. */
function asks(way: string, sdk: string, { prompt = 'asks', mode = 'fragment', ...seen }: Seen & Kind = {}) {
  return [
    shown(way, 'prompt', prompt, seen),
    shown(way, 'response_mode', mode, seen),
    shown(way, 'origin', APP, seen),
    shown(way, 'sdk', sdk, seen),
  ];
}

type Kind = { readonly prompt?: string; readonly mode?: string };

const AUTH0_JS = 'auth0.js 9.28.0';
const SPA_JS = 'auth0-spa-js 2.1.3';
const LONG_AGO = { lately: 0, since: 60, until: 20 };
const CODE = asks('code', SPA_JS);
const EXCHANGED = shown('authorization_code', 'sdk', SPA_JS);

type Case = readonly [
  says: string,
  client: Partial<Client>,
  traffic: readonly Traffic[],
  verdict: Verdict,
  codes: readonly AdviceCode[],
  /** Days since the first answer that was counted; sixty unless said otherwise. */
  counted?: number | undefined,
];

const CASES: readonly Case[] = [
  ['a client of code alone', { grant_types: ['authorization_code'] }, CODE, 'done', []],
  [
    'off, whatever was before',
    { ...BOTH, forbid_implicit: true },
    asks(IMPLICIT, AUTH0_JS),
    'off',
    ['implicit_left'],
  ],
  ['both allowed, nothing seen', BOTH, [], 'unused', ['nothing_seen']],
  ['both allowed, nothing lately', BOTH, asks(IMPLICIT, AUTH0_JS, LONG_AGO), 'unused', ['nothing_seen']],
  ['the implicit grant alone, nothing seen', {}, [], 'unused', ['code_not_granted', 'nothing_seen']],
  ['both allowed, nothing counted since 13 days', BOTH, [], 'waiting', ['counted_shortly'], 13],
  ['both allowed, nothing counted since 14 days', BOTH, [], 'unused', ['nothing_seen'], 14],
  ['both allowed, nothing counted at all', BOTH, [], 'waiting', ['counted_shortly'], undefined],
  [
    'the implicit grant alone, nothing counted at all',
    {},
    [],
    'prepare',
    ['code_not_granted', 'counted_shortly'],
    undefined,
  ],
  [
    'the implicit grant alone, by auth0-js',
    {},
    asks(IMPLICIT, AUTH0_JS),
    'prepare',
    ['code_not_granted', 'sdk_without_pkce'],
  ],
  [
    'response_types that leave code out',
    { ...BOTH, response_types: [IMPLICIT] },
    asks(IMPLICIT, AUTH0_JS),
    'prepare',
    ['code_not_registered', 'sdk_without_pkce'],
  ],
  [
    'response_types with code',
    { ...BOTH, response_types: [IMPLICIT, 'code'] },
    asks(IMPLICIT, AUTH0_JS),
    'change',
    ['sdk_without_pkce', 'no_code_yet'],
  ],
  [
    'silent renewal, at an origin that is not registered',
    BOTH,
    asks(IMPLICIT, AUTH0_JS, { prompt: 'none' }),
    'change',
    ['web_origin_missing', 'refresh_not_granted', 'sdk_without_pkce', 'no_code_yet'],
  ],
  [
    'silent renewal, all of it registered',
    { grant_types: ['implicit', 'authorization_code', 'refresh_token'], web_origins: [APP] },
    asks(IMPLICIT, AUTH0_JS, { prompt: 'none' }),
    'change',
    ['sdk_without_pkce', 'no_code_yet'],
  ],
  [
    'silent renewal at a scheme, which has no origin',
    { grant_types: ['implicit', 'authorization_code', 'refresh_token'] },
    [shown(IMPLICIT, 'prompt', 'none'), shown(IMPLICIT, 'origin', 'com.example.app:')],
    'change',
    ['no_code_yet'],
  ],
  [
    'a page of a client that authenticates',
    { ...BOTH, token_endpoint_auth_method: 'client_secret_post' },
    asks(IMPLICIT, AUTH0_JS),
    'change',
    ['authenticates', 'sdk_without_pkce', 'no_code_yet'],
  ],
  [
    'a server that authenticates, and asks for an ID token by form_post',
    { ...BOTH, token_endpoint_auth_method: 'client_secret_post' },
    asks('id_token', 'unknown', { mode: 'form_post' }),
    'change',
    ['sdk_unknown', 'id_token_alone', 'no_code_yet'],
  ],
  [
    'tokens under the name of a program that asks for a code alone',
    BOTH,
    asks(IMPLICIT, 'auth0-spa-js 1.22.6'),
    'change',
    ['sdk_asks_for_code', 'no_code_yet'],
  ],
  [
    'a hybrid request, by a program that says nothing',
    BOTH,
    asks('code id_token', 'unknown'),
    'change',
    ['sdk_unknown', 'hybrid', 'no_code_yet'],
  ],
  [
    'some have changed',
    BOTH,
    [...asks(IMPLICIT, AUTH0_JS), ...CODE, EXCHANGED],
    'moving',
    ['sdk_without_pkce', 'implicit_in_use'],
  ],
  [
    'all have changed, long enough ago',
    BOTH,
    [...asks(IMPLICIT, AUTH0_JS, LONG_AGO), ...CODE, EXCHANGED],
    'ready',
    [],
  ],
  ['all have changed, since 14 days', BOTH, [...asks('code', SPA_JS, { since: 14 }), EXCHANGED], 'ready', []],
  [
    'all have changed, since 13 days',
    BOTH,
    [...asks('code', SPA_JS, { since: 13 }), EXCHANGED],
    'waiting',
    ['code_is_young'],
  ],
  ['codes that nobody exchanges', BOTH, CODE, 'waiting', ['codes_not_exchanged']],
  [
    'codes of which half are exchanged',
    BOTH,
    [...CODE, shown('authorization_code', 'sdk', SPA_JS, { lately: 5 })],
    'ready',
    [],
  ],
  ['too few codes to say so', BOTH, asks('code', SPA_JS, { lately: 4 }), 'ready', []],
  [
    'codes of a client that may not ask for them any more',
    {},
    [...CODE, EXCHANGED],
    'prepare',
    ['code_not_granted'],
  ],
];

for (const [says, client, traffic, verdict, codes, ...counted] of CASES)
  test(`${says}: ${verdict}`, () => {
    const [days] = counted.length === 0 ? [60] : counted;
    const since = days && TODAY - days * DAY;
    const advice = advise({ client: clientWith(client), traffic, since, today: TODAY });
    assert.deepEqual([advice.verdict, advice.findings.map(({ code }) => code)], [verdict, codes]);
    assert.equal(advice.sentence, VERDICTS[verdict]);
  });

test('every finding and every verdict has its case', () => {
  assert.deepEqual(new Set(CASES.flatMap(([, , , , codes]) => codes)), new Set(Object.keys(ADVICE)));
  assert.deepEqual(new Set(CASES.map(([, , , verdict]) => verdict)), new Set(Object.keys(VERDICTS)));
});

test('one switch turns the implicit grant off, and the same one back', () => {
  const of = (client: Partial<Client>) =>
    advise({ client: clientWith(client), traffic: [], since: SINCE, today: TODAY }).switch;
  const fix = { kind: 'client', key: 'spa', field: 'forbid_implicit' } as const;
  assert.deepEqual(of(BOTH), { ...fix, set: true });
  assert.deepEqual(of({ ...BOTH, forbid_implicit: true }), { ...fix, set: false });
  assert.equal(of({ grant_types: ['authorization_code'] }), undefined);
});

test('what is registered is mended by what joins it', () => {
  const traffic = asks(IMPLICIT, AUTH0_JS, { prompt: 'none' });
  const client = clientWith({ web_origins: ['https://other.test'] });
  const { findings } = advise({ client, traffic, since: SINCE, today: TODAY });
  const fixes = findings.flatMap(({ fix }) => (fix && 'field' in fix && 'add' in fix ? [fix] : []));
  assert.deepEqual(
    fixes.map(({ field, add, beside }) => [field, add, beside]),
    [
      ['grant_types', 'authorization_code', ['implicit']],
      ['web_origins', APP, ['https://other.test']],
      ['grant_types', 'refresh_token', ['implicit']],
    ],
  );
});

test('answers are counted once, since the first and until the last', () => {
  const traffic = [
    ...asks(IMPLICIT, AUTH0_JS),
    ...asks(IMPLICIT, 'lock.js 11.30.4', { prompt: 'none', lately: 3, since: 50, until: 1 }),
  ];
  const { implicit, code } = advise({ client: clientWith({}), traffic, since: SINCE, today: TODAY });
  assert.deepEqual(implicit, { n: 20, lately: 13, first: TODAY - 50 * DAY, last: TODAY });
  assert.deepEqual(code, { n: 0, lately: 0, first: undefined, last: undefined });
});

test('the programs that ask are named once, and of one that says nothing all that it may be', () => {
  const programs = (sdks: readonly string[], mode = 'fragment') =>
    advise({
      client: clientWith({}),
      traffic: [
        ...[shown(IMPLICIT, 'prompt', 'asks'), shown(IMPLICIT, 'response_mode', mode)],
        ...sdks.map((sdk) => shown(IMPLICIT, 'sdk', sdk)),
      ],
      ...{ since: SINCE, today: TODAY },
    }).programs;
  assert.deepEqual(
    programs([AUTH0_JS, 'auth0.js 8.12.3', '(others)']),
    ['auth0.js'],
    'two versions are one program',
  );
  assert.deepEqual(programs(['unknown']), ['@tacit/browser', 'oidc-client-ts', 'angular-oauth2-oidc']);
  assert.deepEqual(programs(['unknown', AUTH0_JS], 'form_post'), ['auth0.js', 'express-openid-connect']);
  assert.deepEqual(
    programs(['made-at-home 1', 'constructor', 'oidc-client-ts 3']),
    [],
    'it is none of these',
  );
});

test('every finding says what helps, and where that is written', () => {
  for (const { sentence, remedy, section } of Object.values(ADVICE)) {
    assert.doesNotMatch(`${sentence}${remedy}`, /\.$/);
    assert.match(section, /RFC \d+ §|OIDC Core §|Practices §/);
  }
});
