/**
 * What an API gives to whom: scopes by roles and permissions, on every way to a token; refusals first.
 */
import assert from 'node:assert/strict';
import { StatementSync } from 'node:sqlite';
import { after, before, beforeEach, test } from 'node:test';
import type { ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import { ALICE, ALICE_SUB, B0, BOB, THIRD_PARTY } from '../attacks/requests.ts';
import { api, type Stack, startStack } from '../stack.ts';
import { fragment, hiddenFields, query } from '../user-agent.ts';
import { API, ASKED, BASIC, type CodeFlow, claimsOf, codeFlow, REDIRECT_URI, VERIFIER } from './code-flow.ts';

let stack: Stack;
let flow: CodeFlow;
before(async () => {
  stack = await startStack();
  flow = await codeFlow(stack);
  for (const name of ['read:a', 'write:a']) await acme().roles.save(roleOf(name));
});
after(() => stack.close());

const acme = () => stack.storage.tenant('t-acme');

const roleOf = (name: string) => ({
  id: `rol_${name.slice(0, 4)}`,
  name,
  permissions: [{ resource_server_identifier: API, permission_name: name }],
});

function setApi(changes: Partial<ResourceServer> = {}): Promise<void> {
  const whole = { ...api(API, ['read:a', 'write:a']), enforce_policies: true };
  return acme().resourceServers.save({ ...whole, ...changes });
}

beforeEach(async () => {
  await setApi();
  await acme().roles.take(ALICE_SUB, 'rol_read');
  await acme().roles.take(ALICE_SUB, 'rol_writ');
});

const BOTH = { scope: 'openid read:a write:a' };

/** Scopes of the API in a token. */
function given(access_token: unknown): readonly string[] {
  return String(claimsOf(access_token)['scope'] ?? '')
    .split(' ')
    .filter((scope) => scope.endsWith(':a'));
}

async function byPage(
  changes: Readonly<Record<string, string>> = BOTH,
  user: typeof ALICE | typeof BOB = ALICE,
) {
  const browser = stack.browser();
  const answer = await browser.signIn(await browser.authorize({ ...B0, ...changes }), user);
  return { browser, access_token: fragment(answer.location)['access_token'] };
}

test('AU-22 who has no role is given no scope of an API that enforces policies, and who has one no other', async () => {
  assert.deepEqual(given((await byPage()).access_token), []);
  await acme().roles.give(ALICE_SUB, 'rol_read');
  assert.deepEqual(given((await byPage()).access_token), ['read:a']);
  assert.deepEqual(given((await byPage(BOTH, BOB)).access_token), []);
});

test('AU-22 who loses a role is not given its scope again: by the page, silently, by refresh or by a code', async () => {
  await acme().roles.give(ALICE_SUB, 'rol_read');
  await acme().roles.give(ALICE_SUB, 'rol_writ');
  const { browser, access_token } = await byPage();
  assert.deepEqual(given(access_token), ['read:a', 'write:a']);
  const asked = { scope: 'openid offline_access read:a write:a' };
  const first = JSON.parse((await flow.exchange(await flow.code(asked))).body);
  assert.deepEqual(given(first.access_token), ['read:a', 'write:a']);
  const code = await flow.code(asked);

  await acme().roles.take(ALICE_SUB, 'rol_writ');
  const silent = await browser.authorize({ ...B0, ...BOTH, prompt: 'none' });
  const page = await byPage();
  const refreshed = JSON.parse((await flow.refresh(first.refresh_token)).body);
  const exchanged = JSON.parse((await flow.exchange(code)).body);
  const tokens = [
    fragment(silent.location)['access_token'],
    page.access_token,
    refreshed.access_token,
    exchanged.access_token,
  ];
  assert.deepEqual(
    tokens.map(given),
    tokens.map(() => ['read:a']),
  );
  assert.equal(refreshed.scope, 'openid offline_access read:a');
});

test('AU-22 a hybrid answer and its code say the same', async () => {
  await acme().roles.give(ALICE_SUB, 'rol_read');
  const browser = stack.browser();
  const asked = { ...ASKED, ...BOTH, client_id: 'web1', response_type: 'code id_token token' };
  const answer = await browser.signIn(await browser.authorize(asked), ALICE);
  const { access_token, code = '' } = fragment(answer.location);
  const exchanged = await flow.post(
    { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER },
    BASIC,
  );
  assert.deepEqual([access_token, JSON.parse(exchanged.body).access_token].map(given), [
    ['read:a'],
    ['read:a'],
  ]);
});

test('the consent page asks for what will be given, and for nothing else', async () => {
  await acme().roles.give(ALICE_SUB, 'rol_read');
  const browser = stack.browser();
  const page = await browser.signIn(await browser.authorize({ ...THIRD_PARTY, ...BOTH }), ALICE);
  assert.match(page.body, /read:a of/);
  assert.doesNotMatch(page.body, /write:a of/);
  const answer = await browser.post('/consent', { ...hiddenFields(page.body), action: 'accept' });
  const target = await browser.follow(answer);
  assert.deepEqual(given(fragment(target.location)['access_token']), ['read:a']);
  const consents = await acme().consents.find({ sub: ALICE_SUB, client_id: 'spa2', audience: API });
  assert.deepEqual(
    consents?.filter((scope) => scope.endsWith(':a')),
    ['read:a'],
  );
});

test('an API that enforces nothing gives what is asked, and its tokens name no permissions', async () => {
  await setApi({ enforce_policies: false });
  const { access_token } = await byPage();
  assert.deepEqual(given(access_token), ['read:a', 'write:a']);
  assert.equal(claimsOf(access_token)['permissions'], undefined);
});

for (const [token_dialect, header] of [
  ['access_token_authz', 'JWT'],
  ['rfc9068_profile_authz', 'at+jwt'],
] as const) {
  test(`${token_dialect}: tokens name all that their bearer may do, asked for or not`, async () => {
    await setApi({ token_dialect });
    await acme().roles.give(ALICE_SUB, 'rol_read');
    await acme().roles.give(ALICE_SUB, 'rol_writ');
    const { access_token } = await byPage({ scope: 'openid read:a' });
    assert.deepEqual(claimsOf(access_token)['permissions'], ['read:a', 'write:a']);
    assert.deepEqual(given(access_token), ['read:a']);
    const [encoded = ''] = String(access_token).split('.');
    assert.equal(JSON.parse(Buffer.from(encoded, 'base64url').toString()).typ, header);
    const machine = await flow.post({ grant_type: 'client_credentials', audience: API }, BASIC);
    assert.deepEqual(claimsOf(JSON.parse(machine.body).access_token)['permissions'], ['read:a']);
  });
}

test('a permission of one’s own counts beside roles; one that the API has no more counts for nothing', async () => {
  await acme().roles.allow(ALICE_SUB, { resource_server_identifier: API, permission_name: 'write:a' });
  await acme().roles.give(ALICE_SUB, 'rol_read');
  assert.deepEqual(given((await byPage()).access_token), ['read:a', 'write:a']);
  await setApi({ scopes: [{ value: 'read:a' }] });
  await setApi();
  // With the scope went whatever named it.
  assert.deepEqual(given((await byPage()).access_token), ['read:a']);
});

/** The statements about what people were given that are run while something is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const heard: string[] = [];
  const originals = (['all', 'get', 'run', 'iterate'] as const).map((name) => {
    const original = StatementSync.prototype[name];
    const hear = function (this: StatementSync, ...parameters: readonly unknown[]): unknown {
      heard.push(this.sourceSQL);
      return Reflect.apply(original, this, parameters);
    };
    Object.defineProperty(StatementSync.prototype, name, {
      value: hear,
      configurable: true,
      writable: true,
    });
    return () =>
      Object.defineProperty(StatementSync.prototype, name, {
        value: original,
        configurable: true,
        writable: true,
      });
  });
  await work();
  for (const restore of originals) restore();
  // Whatever else is heard may be work of the background.
  return heard.filter((text) => /role|permission/.test(text));
}

test('where no API enforces, a silent answer asks nothing of roles; where one does, once', async () => {
  const { browser } = await byPage();
  const silent = () => browser.authorize({ ...B0, ...BOTH, prompt: 'none' });
  for (const [enforce_policies, count] of [
    [false, 0],
    [true, 1],
  ] as const) {
    await setApi({ enforce_policies });
    // What a server remembers for a while it has read by then.
    await silent();
    const statements = await statementsOf(silent);
    assert.equal(statements.length, count, statements.join('\n'));
  }
});

test('a page that refuses leads whoever may read applications to the inspector, as long as they may, and no other End-User', async () => {
  const { browser } = await byPage();
  // From elsewhere than the server's own machine.
  const headers = { via: '1.1 tunnel' };
  const refused = async () =>
    (await browser.send(`/authorize?${query({ ...B0, client_id: 'nobody' })}`, { headers })).body;
  const way = /id="error-inspect" href="\/dashboard\/inspect\?reference=([^"]+)".*id="error-request">\1</s;
  assert.doesNotMatch(await refused(), /dashboard/);
  await acme().roles.give(ALICE_SUB, 'rol_tacit_viewer');
  assert.match(await refused(), way);
  await acme().roles.take(ALICE_SUB, 'rol_tacit_viewer');
  assert.doesNotMatch(await refused(), /dashboard/);
});
