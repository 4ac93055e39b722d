/**
 * From implicit to code + PKCE as an application goes it: what its answers show, what is advised, the flip, and the way back.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { ALICE, B0 } from '../attacks/requests.ts';
import { ASKED, VERIFIER } from '../tokens/code-flow.ts';
import { type Api, startApi } from './api.ts';

const DAY = 86_400;
const APP = 'https://app.acme.test';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

function telemetry(name: string, version: string): string {
  return Buffer.from(JSON.stringify({ name, version, env: { email: ALICE.username } })).toString('base64');
}

const AUTH0_JS = telemetry('auth0.js', '9.28.0');
const SPA_JS = telemetry('auth0-spa-js', '2.1.3');
const CODE = {
  ...{ ...ASKED, client_id: 'spa1', redirect_uri: `${APP}/cb`, scope: 'openid' },
  ...{ code_challenge: sha256(VERIFIER), auth0Client: SPA_JS },
};

const browser = () => api.stack.browser();

/** By a token of its own: fourteen days are longer than one is good for. */
async function call(method: string, path: string, body?: object): ReturnType<Api['call']> {
  return api.callAs(await api.token(), method, path, body);
}

async function advice(): Promise<Awaited<ReturnType<Api['call']>>['body']> {
  const { status, body } = await call('GET', '/clients/spa1/advice');
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function change(patch: object): Promise<void> {
  const { status, body } = await call('PATCH', '/clients/spa1', patch);
  assert.equal(status, 200, JSON.stringify(body));
}

test('MG-03 of a client that is not there nothing is said, nor to a token without read:clients', async () => {
  assert.equal((await api.call('GET', '/clients/nobody/advice')).status, 404);
  const token = await api.token(['read:stats']);
  assert.equal((await api.callAs(token, 'GET', '/clients/spa1/advice')).status, 403);
});

test('what nobody was answered is not counted, whoever asks', async () => {
  await browser().authorize({ ...B0, auth0Client: AUTH0_JS });
  await browser().authorize({ ...B0, auth0Client: AUTH0_JS, prompt: 'none' });
  const { verdict, traffic } = await advice();
  assert.deepEqual([verdict, traffic], ['prepare', []]);
});

test('the whole way: seen, prepared, both in use, quiet, off and back', async () => {
  const agent = browser();
  await agent.signIn(await agent.authorize({ ...B0, auth0Client: AUTH0_JS }), ALICE);
  const silent = await agent.authorize({ ...B0, prompt: 'none', auth0Client: AUTH0_JS });
  assert.match(silent.location, /#access_token=/);
  const seen = await advice();
  assert.deepEqual([seen.stage, seen.verdict, seen.implicit.lately], ['implicit', 'prepare', 2]);
  const shown = seen.traffic.map((one: Record<string, unknown>) =>
    [one['way'], one['facet'], one['value'], one['n']].join(' '),
  );
  assert.deepEqual(shown.toSorted(), [
    'id_token token origin https://app.acme.test 2',
    'id_token token prompt asks 1',
    'id_token token prompt none 1',
    'id_token token response_mode fragment 2',
    'id_token token sdk auth0.js 9.28.0 2',
  ]);
  assert.doesNotMatch(JSON.stringify(seen), /alice/, 'nothing of a person is kept');
  const [first] = seen.findings;
  assert.deepEqual(
    [first.code, first.fix.patch],
    ['code_not_granted', { grant_types: ['implicit', 'authorization_code'] }],
  );

  await change(first.fix.patch);
  assert.equal((await advice()).verdict, 'change');
  await takeCode();
  assert.equal((await advice()).verdict, 'moving');
  api.stack.clock.now += 14 * DAY;
  await takeCode();
  assert.equal((await advice()).verdict, 'ready');

  await change((await advice()).switch.patch);
  const off = await advice();
  assert.deepEqual([off.verdict, off.findings[0].code], ['off', 'implicit_left']);
  const refused = await browser().authorize(B0);
  assert.match(
    refused.location,
    /error=unauthorized_client&error_description=forbid_implicit%20of%20this%20client%20is%20on/,
  );
  await takeCode();
  await change(off.switch.patch);
  const back = browser();
  const again = await back.signIn(await back.authorize(B0), ALICE);
  assert.match(again.location, /#access_token=/);
  const { body } = await call('GET', '/logs?q=client_id:spa1%20AND%20type:sapi&sort=date:1');
  const changes = JSON.stringify(body).match(/forbid_implicit/g) ?? [];
  assert.ok(changes.length >= 2, 'both turns of the switch are history');
});

/** Signs in and exchanges the code, as a page with a new SDK does. */
async function takeCode(): Promise<void> {
  const agent = browser();
  const answer = await agent.signIn(await agent.authorize(CODE), ALICE);
  const code = new URL(answer.location).searchParams.get('code');
  assert.ok(code, answer.location);
  const { client_id, redirect_uri } = CODE;
  const exchanged = await agent.post(
    '/oauth/token',
    { grant_type: 'authorization_code', code, client_id, redirect_uri, code_verifier: VERIFIER },
    { origin: APP, 'auth0-client': SPA_JS },
  );
  assert.equal(exchanged.status, 200, exchanged.body);
}
