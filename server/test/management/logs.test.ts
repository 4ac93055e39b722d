/**
 * The log by the Management API: what is refused first, then Auth0's shape, its search and its checkpoints.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ALICE, ALICE_SUB, B0 } from '../attacks/requests.ts';
import { hiddenFields } from '../user-agent.ts';
import { type Api, startApi } from './api.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

/** A sign-in with these fields; its reference. */
async function signIn(fields: Readonly<Record<string, string>>): Promise<string> {
  const browser = api.stack.browser();
  const page = await browser.authorize({ ...B0, prompt: 'login' });
  const sent = { ...hiddenFields(page.body), action: 'login', ...fields };
  return String((await browser.post('/login', sent)).headers['x-request-id']);
}

const list = (query: string) => api.call('GET', `/logs${query}`);

test('MG-02 MG-03 the log takes its scope, and shows nothing of another tenant', async () => {
  const reference = await signIn({ ...ALICE, password: 'wrong' });
  const token = await api.token(['read:users']);
  assert.equal((await api.callAs(token, 'GET', '/logs')).status, 403);
  const { body } = await list(`?q=details.request_id:"${reference}"`);
  assert.equal(body.length, 1);
  const elsewhere = { tenant: 'globex' };
  const asked = await api.call('GET', `/logs?q=details.request_id:${reference}`, undefined, elsewhere);
  assert.deepEqual(asked.body, []);
  assert.equal((await api.call('GET', `/logs/${body[0].log_id}`, undefined, elsewhere)).status, 404);
  assert.equal((await api.call('GET', `/users/${ALICE_SUB}/logs`, undefined, elsewhere)).body.length, 0);
});

test('MG-06 what has no index is refused with a sentence, and nothing is left aside', async () => {
  const cases: readonly (readonly [query: string, says: RegExp])[] = [
    ['?q=description:x', /has no index for description.*it is searched by type, user_id/],
    ['?q=usr_id:x', /did you mean user_id\?/],
    ['?q=type:nope', /no event is of this type/],
    ['?q=user_id:auth0*', /whole value, without \*/],
    ['?q=type:f OR type:fp', /OR stands within/],
    ['?q=NOT type:f', /NOT nowhere/],
    ['?q=just words', /is read as field:value/],
    ['?q=date:2026-01-01', /by a range/],
    ['?q=date:[yesterday TO *]', /ISO 8601/],
    ['?q=type:f type:fp', /said twice/],
    ['?q=type:(', /is read as/],
    ['?sort=type:1', /sort/],
    ['?per_page=101', /per_page/],
    ['?page=10&per_page=100', /go on by from and take/],
    ['?from=nothing', /is no log_id/],
    ['?take=101', /take/],
    ['?before=nothing', /is a log_id/],
    ['?before=1-a-b-c&sort=date:1', /the newest first/],
    ['?tenant=globex', /tenant/],
  ];
  for (const [query, says] of cases) {
    const { status, body } = await list(encodeURI(query));
    assert.deepEqual([status, body.errorCode], [400, 'invalid_query_string'], query);
    assert.match(body.message, says, query);
  }
  for (const id of ['x', '1-2-3', "1-a-b' or '1'='1", '0-%00-a-a', '9'.repeat(300)])
    assert.equal((await api.call('GET', `/logs/${encodeURIComponent(id)}`)).body.errorCode, 'inexistent_log');
});

test('an event has Auth0’s shape, with why and the reference beside it, and no secret', async () => {
  const reference = await signIn({ ...ALICE, password: 'hunter2-wrong' });
  const { body } = await list(`?q=${encodeURIComponent(`details.request_id:${reference} AND type:fp`)}`);
  const [event] = body;
  assert.deepEqual(
    { ...event, log_id: '', _id: '', details: { ...event.details, journey: '' } },
    {
      ...{ _id: '', log_id: '', type: 'fp', date: new Date(api.stack.clock.now * 1_000).toISOString() },
      description: 'sign-in refused: the password was wrong',
      ...{ client_id: 'spa1', client_name: event.client_name, ip: '127.0.0.1', isMobile: false },
      ...{ user_id: ALICE_SUB, user_name: ALICE.username, hostname: new URL(api.stack.issuer('acme')).host },
      connection: 'Username-Password-Authentication',
      ...{ strategy: 'auth0', strategy_type: 'database' },
      details: {
        ...{ event: 'login_failed', request_id: reference, reason: 'wrong_password', journey: '' },
        ...{ detail: 'invalid_credentials', remedy: event.details.remedy },
      },
    },
  );
  assert.equal(event.log_id, event._id);
  assert.equal(typeof event.client_name, 'string');
  assert.doesNotMatch(JSON.stringify(body), /hunter2/);
  const shown = await api.call('GET', `/logs/${event.log_id}`);
  assert.deepEqual(shown.body, event);
});

test('what was changed is found by its kind and key, where it is neither a person nor an application', async () => {
  const { body: role } = await api.call('POST', '/roles', { name: 'Editor' });
  await api.call('PATCH', `/roles/${role.id}`, { description: 'edits' });
  await api.call('PATCH', '/tenants/settings', { friendly_name: 'Acme' });
  const changes = async (record: string) => {
    const { body } = await list(`?q=${encodeURIComponent(`details.record:"${record}"`)}`);
    return body.map((one: { details: { detail: string; record: string } }) => {
      assert.equal(one.details.record, record);
      return one.details.detail.split(' ')[0];
    });
  };
  assert.deepEqual(await changes(`role ${role.id}`), ['update', 'create']);
  assert.deepEqual(await changes('settings'), ['update']);
  assert.deepEqual(await changes('role nothing'), []);
});

test('it is searched by type, user, address, application and date, alone and together', async () => {
  const before = new Date(api.stack.clock.now * 1_000).toISOString();
  api.stack.clock.now += 60;
  const reference = await signIn({ username: 'nobody@acme.test', password: 'x' });
  const q = async (query: string) => {
    const { status, body } = await list(`?q=${encodeURIComponent(query)}&fields=type,details&per_page=5`);
    assert.equal(status, 200, JSON.stringify(body));
    return body.map((one: { details: { request_id: string } }) => one.details.request_id);
  };
  const since = new Date(api.stack.clock.now * 1_000).toISOString();
  assert.deepEqual(await q(`type:fu AND date:[${since} TO *]`), [reference]);
  assert.deepEqual(await q(`type:(fu OR fp) AND client_id:"spa1" AND date:[${since} TO *]`), [reference]);
  assert.deepEqual(await q(`ip:127.0.0.1 AND type:login_failed AND date:[${since} TO *]`), [reference]);
  assert.deepEqual(await q(`type:fu AND date:[* TO ${before}]`), []);
  assert.ok(!(await q(`user_id:"${ALICE_SUB}"`)).includes(reference));
  assert.ok((await q(`user_name:"${ALICE.username}" AND type:fp`)).length > 0);
  assert.deepEqual(await q('user_name:"nobody@acme.test"'), []);
});

test('pages by number have totals, an order and fields', async () => {
  const { body } = await list('?per_page=2&page=1&include_totals=true&sort=date:1&fields=date,type');
  assert.deepEqual([body.start, body.limit, body.length], [2, 2, 2]);
  assert.ok(body.total > 4);
  assert.deepEqual(Object.keys(body.logs[0]).sort(), ['date', 'type']);
  const { body: mine } = await api.call('GET', `/users/${encodeURIComponent(ALICE_SUB)}/logs?per_page=1`);
  assert.equal(mine[0].user_id, ALICE_SUB);
});

test('by checkpoint all events come once, the oldest first, and the last one stays where to go on', async () => {
  const seen: string[] = [];
  let path = '/logs?take=3';
  for (;;) {
    const { body, headers } = await api.call('GET', path);
    assert.ok(Array.isArray(body));
    seen.push(...body.map((one: { log_id: string }) => one.log_id));
    const link = /^<[^>]*\/api\/v2(\/logs\?from=[^>]*&take=3)>; rel="next"$/.exec(String(headers['link']));
    assert.ok(link?.[1]);
    path = link[1];
    if (body.length === 0) break;
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.deepEqual(seen, seen.toSorted());
  const reference = await signIn({ ...ALICE, password: 'late' });
  const { body } = await api.call('GET', path);
  assert.deepEqual(
    body.map((one: { details: { request_id: string } }) => one.details.request_id),
    [reference],
  );
});

test('a search goes on before an event, and comes upon each once, the newest first', async () => {
  const q = encodeURIComponent('ip:127.0.0.1');
  const ids = async (rest: string): Promise<readonly string[]> =>
    (await list(`?q=${q}&${rest}`)).body.map((one: { log_id: string }) => one.log_id);
  const all = await ids('per_page=9');
  const first = await ids('per_page=4');
  const second = await ids(`per_page=5&before=${first.at(-1)}`);
  assert.deepEqual([...first, ...second], all);
});

test('what the API refuses is in the log with who asked for it', async () => {
  const token = await api.token(['read:logs']);
  const { headers } = await api.callAs(token, 'GET', '/clients');
  const { body } = await api.callAs(token, 'GET', '/logs?q=type:fapi&per_page=1');
  assert.deepEqual(
    [body[0].details.request_id, body[0].details.actor, body[0].details.detail],
    [headers['x-request-id'], 'operator@clients', 'clients_list: 403 insufficient_scope'],
  );
});

test('a change by the API is its client’s, by name', async () => {
  const made = await api.call('POST', '/clients', { name: 'Logged', app_type: 'spa' });
  assert.equal(made.status, 201);
  const { body } = await list(`?q=${encodeURIComponent(`client_id:${made.body.client_id} AND type:sapi`)}`);
  assert.equal(body[0].details.actor, 'operator@clients');
  assert.equal(body[0].ip, '127.0.0.1');
});
