/**
 * Sessions, refresh tokens, device credentials and grants of people at the Management API: refusals first.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import { type BackChannel, openBackChannel } from '../clients/back-channel.ts';
import { newPerson } from '../factors/second-factors.ts';
import { codeFlow } from '../tokens/code-flow.ts';
import { type Api, startApi } from './api.ts';
import { goesOn, type SignedIn, signedIn } from './support.ts';

let api: Api;
let back: BackChannel;
before(async () => {
  back = await openBackChannel();
  api = await startApi({ unsafeOutboundHosts: back.unsafeOutboundHosts });
  await codeFlow(api.stack);
  await back.register(api.stack);
});
after(async () => {
  await api.stack.close();
  await back.close();
});

const idOf = ({ person: { sub } }: SignedIn) => encodeURIComponent(sub);

/** The one session and the one refresh token of somebody. */
async function idsOf(one: SignedIn) {
  const { body } = await api.call('GET', `/users/${idOf(one)}/sessions`);
  const { body: tokens } = await api.call('GET', `/users/${idOf(one)}/refresh-tokens`);
  return { session: body.sessions[0], token: tokens.tokens[0] };
}

test('MG-03 what belongs to somebody of another tenant is as unknown as what belongs to nobody', async () => {
  const one = await signedIn(api.stack);
  const { session, token } = await idsOf(one);
  const strange = async (tenant: string, user: string, [sid, rid]: readonly string[]) => {
    const seen = [];
    for (const [method, path, body] of [
      ['GET', `/users/${user}/sessions`],
      ['DELETE', `/users/${user}/sessions`],
      ['GET', `/users/${user}/refresh-tokens`],
      ['DELETE', `/users/${user}/refresh-tokens`],
      ['POST', `/users/${user}/revoke-access`, {}],
      ['GET', `/sessions/${sid}`],
      ['DELETE', `/sessions/${sid}`],
      ['POST', `/sessions/${sid}/revoke`, {}],
      ['GET', `/refresh-tokens/${rid}`],
      ['DELETE', `/refresh-tokens/${rid}`],
      ['GET', `/device-credentials?user_id=${user}`],
      ['GET', `/refresh-tokens?user_id=${user}`],
      ['DELETE', `/grants?user_id=${user}`],
      ['POST', '/refresh-tokens/revoke', { user_id: decodeURIComponent(user) }],
      ['POST', '/refresh-tokens/revoke', { ids: [rid] }],
      ['DELETE', `/device-credentials/${rid}`],
      ['GET', `/grants?user_id=${user}`],
    ] as const) {
      const answer = await api.call(method, path, body, { tenant });
      seen.push([method, answer.status, answer.body]);
    }
    return seen;
  };
  const theirs = await strange('globex', idOf(one), [session.id, token.id]);
  assert.deepEqual(theirs, await strange('globex', 'auth0%7Cnobody', ['nothing', 'nothing']));
  assert.deepEqual(new Set(theirs.slice(0, 14).map(([, status]) => status)), new Set([404]));
  assert.deepEqual(await goesOn(api.stack, one), { session: true, tokens: true });
});

test('MG-02 each of them takes its own scope, and another one opens nothing', async () => {
  const token = await api.token(['read:users', 'update:users']);
  for (const [method, path] of [
    ['GET', '/users/x/sessions'],
    ['DELETE', '/users/x/sessions'],
    ['DELETE', '/sessions/x'],
    ['GET', '/users/x/refresh-tokens'],
    ['DELETE', '/refresh-tokens/x'],
    ['GET', '/device-credentials?user_id=x'],
    ['DELETE', '/grants/x'],
    ['POST', '/users/x/revoke-access'],
  ] as const)
    assert.equal((await api.callAs(token, method, path)).status, 403, path);
});

test('what was said wrong is told with its place, and nothing ends', async () => {
  const one = await signedIn(api.stack);
  const { sub } = one.person;
  for (const [method, path, body] of [
    ['POST', '/refresh-tokens/revoke', {}],
    ['POST', '/refresh-tokens/revoke', { ids: [] }],
    ['POST', '/refresh-tokens/revoke', { ids: ['a'], user_id: sub }],
    ['POST', '/refresh-tokens/revoke', { ids: ['a'], client_id: 'code1' }],
    ['POST', '/refresh-tokens/revoke', { user_id: sub, audience: 'x' }],
    ['POST', `/users/${idOf(one)}/revoke-access`, { session_id: 7 }],
    ['GET', '/refresh-tokens', undefined],
    ['GET', '/device-credentials', undefined],
    ['GET', `/device-credentials?user_id=${idOf(one)}&type=password`, undefined],
    ['DELETE', '/grants', undefined],
    ['GET', `/users/${idOf(one)}/sessions?from=x`, undefined],
    ['GET', `/users/${idOf(one)}/sessions?take=101`, undefined],
  ] as const)
    assert.equal((await api.call(method, path, body)).status, 400, `${path} ${JSON.stringify(body)}`);
  assert.deepEqual(await goesOn(api.stack, one), { session: true, tokens: true });
});

test('a session is shown by its sid, without anything that opens it, and ends with what was given in it', async () => {
  const one = await signedIn(api.stack);
  const other = await signedIn(api.stack, one.person);
  const { body } = await api.call('GET', `/users/${idOf(one)}/sessions?take=1`);
  assert.equal(body.sessions.length, 1);
  const { body: rest } = await api.call('GET', `/users/${idOf(one)}/sessions?take=1&from=${body.next}`);
  assert.notEqual(rest.sessions[0].id, body.sessions[0].id);
  const [cookie] = [...one.browser.cookies.values()];
  const shown = await api.call('GET', `/sessions/${body.sessions[0].id}`);
  assert.deepEqual(shown.body, body.sessions[0]);
  assert.equal(shown.body.user_id, one.person.sub);
  assert.equal(shown.body.authentication.methods[0].name, 'pwd');
  assert.equal(shown.body.device.initial_ip, '127.0.0.1');
  assert.ok(cookie && !JSON.stringify([body, rest, shown.body]).includes(cookie));
  assert.equal((await api.call('DELETE', `/sessions/${body.sessions[0].id}`)).status, 202);
  assert.equal((await api.call('DELETE', `/sessions/${body.sessions[0].id}`)).status, 404);
  const states = [await goesOn(api.stack, one), await goesOn(api.stack, other)];
  assert.deepEqual(states.map(({ session }) => session).sort(), [false, true]);
  for (const { session, tokens } of states) assert.equal(session, tokens);
});

test('a refresh token has an id that is none, and ends by it alone', async () => {
  const one = await signedIn(api.stack);
  const { token } = await idsOf(one);
  assert.ok(!JSON.stringify(token).includes(one.refresh_token));
  assert.equal(token.rotating, true);
  assert.deepEqual(token.resource_servers, [
    { audience: 'https://api.acme.test', scopes: 'openid profile offline_access read:a' },
  ]);
  assert.deepEqual((await api.call('GET', `/refresh-tokens/${token.id}`)).body, token);
  const listed = await api.call('GET', `/refresh-tokens?user_id=${idOf(one)}&client_id=code1&fields=id`);
  assert.deepEqual(listed.body, { refresh_tokens: [{ id: token.id }] });
  const { body: devices } = await api.call(
    'GET',
    `/device-credentials?user_id=${idOf(one)}&include_totals=true`,
  );
  assert.equal(devices.total, 1);
  assert.equal(devices.device_credentials[0].type, 'rotating_refresh_token');
  assert.deepEqual(
    (await api.call('GET', `/device-credentials?user_id=${idOf(one)}&type=public_key`)).body,
    [],
  );
  const before = await goesOn(api.stack, { ...one, refresh_token: token.id });
  assert.deepEqual(before, { session: true, tokens: false }, 'the id is no token');
  assert.equal((await api.call('DELETE', `/refresh-tokens/${token.id}`)).status, 202);
  assert.equal((await api.call('DELETE', `/device-credentials/${token.id}`)).status, 204);
  assert.deepEqual(await goesOn(api.stack, one), { session: true, tokens: false });
});

test('refresh tokens of one person, of one application, at one API', async () => {
  const one = await signedIn(api.stack);
  const user_id = one.person.sub;
  const left = async () =>
    (await api.call('GET', `/refresh-tokens?user_id=${idOf(one)}`)).body.refresh_tokens.length;
  for (const [body, expected] of [
    [{ user_id, client_id: 'spa1' }, 1],
    [{ user_id, client_id: 'code1', audience: 'https://billing.acme.test' }, 1],
    [{ user_id, client_id: 'code1', audience: 'https://api.acme.test' }, 0],
  ] as const) {
    assert.equal((await api.call('POST', '/refresh-tokens/revoke', body)).status, 202);
    assert.equal(await left(), expected, JSON.stringify(body));
  }
  assert.equal((await api.call('DELETE', `/users/${idOf(one)}/refresh-tokens`)).status, 202);
  assert.deepEqual(await goesOn(api.stack, one), { session: true, tokens: false });
});

test('access is revoked of one session or of all, with refresh tokens or without', async () => {
  const one = await signedIn(api.stack);
  const path = `/users/${idOf(one)}/revoke-access`;
  const { session } = await idsOf(one);
  const keep = { session_id: session.id, preserve_refresh_tokens: true };
  assert.equal((await api.call('POST', path, { session_id: 'another' })).status, 404);
  assert.equal((await api.call('POST', path, keep)).status, 202);
  assert.deepEqual(await goesOn(api.stack, one), { session: false, tokens: true });
  const two = await signedIn(api.stack);
  const all = { preserve_refresh_tokens: true };
  assert.equal((await api.call('POST', `/users/${idOf(two)}/revoke-access`, all)).status, 202);
  assert.deepEqual(await goesOn(api.stack, two), { session: false, tokens: true });
  const three = await signedIn(api.stack);
  assert.equal((await api.call('POST', `/users/${idOf(three)}/revoke-access`, {})).status, 202);
  assert.deepEqual(await goesOn(api.stack, three), { session: false, tokens: false });
});

test('a stolen laptop: all sessions and refresh tokens end, applications are told, and who did it is written down', async () => {
  const one = await signedIn(api.stack);
  const other = await signedIn(api.stack, one.person);
  const laptop = api.stack.browser();
  const request = { ...B0, client_id: 'back', scope: 'openid', audience: '' };
  await laptop.signIn(await laptop.authorize(request), one.person);
  const told = once(back.receiver, 'told');
  assert.equal((await api.call('DELETE', `/users/${idOf(one)}/sessions`)).status, 202);
  assert.deepEqual(await told, ['/back']);
  for (const device of [one, other])
    assert.deepEqual(await goesOn(api.stack, device), { session: false, tokens: false });
  const events = await api.stack.storage.tenant('t-acme').audit.list(50);
  const event = events.find(({ type, sub }) => type === 'signed_out_by_operator' && sub === one.person.sub);
  assert.equal(event?.actor, 'operator@clients');
  assert.equal(event.ip, '127.0.0.1');
});

test('what somebody agreed to is listed, taken back one by one or all at once', async () => {
  const { sub } = await newPerson(api.stack);
  const { consents } = api.stack.storage.tenant('t-acme');
  const user = encodeURIComponent(sub);
  for (const [client_id, audience] of [
    ['spa2', 'https://api.acme.test'],
    ['spa2', 'https://billing.acme.test'],
    ['spa1', ''],
  ] as const)
    await consents.add({ sub, client_id, audience, scopes: ['read:a'] });
  const { body } = await api.call('GET', `/grants?user_id=${user}&include_totals=true&per_page=2`);
  assert.equal(body.total, 3);
  const { body: everybody } = await api.call('GET', '/grants?include_totals=true');
  assert.deepEqual([everybody.total, everybody.grants.length], [3, 3]);
  const { body: all } = await api.call('GET', `/grants?user_id=${user}`);
  assert.deepEqual(
    all.map(({ clientID, audience }: Record<string, string>) => [clientID, audience]),
    [
      ['spa1', ''],
      ['spa2', 'https://api.acme.test'],
      ['spa2', 'https://billing.acme.test'],
    ],
  );
  for (const { id } of all.slice(0, 2)) {
    assert.equal((await api.call('DELETE', `/grants/${id}`, undefined, { tenant: 'globex' })).status, 204);
    assert.equal((await api.call('DELETE', `/grants/${id}`)).status, 204);
    assert.equal((await api.call('DELETE', `/grants/${id}`)).status, 204);
  }
  const path = `/grants?user_id=${user}&client_id=spa2&audience=https%3A%2F%2Fbilling.acme.test`;
  assert.equal((await api.call('GET', path)).body.length, 1);
  assert.equal((await api.call('DELETE', `/grants?user_id=${user}`)).status, 204);
  assert.deepEqual((await api.call('GET', `/grants?user_id=${user}`)).body, []);
});
