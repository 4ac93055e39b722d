/**
 * Where the log is sent, by the Management API: what is refused, then that a real receiver has every event once and in order, whatever
 * it answered in between.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

type Got = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A receiver that answers as it is told. */
async function startReceiver() {
  const state = {
    status: 200,
    got: [] as Got[],
    /** Nobody is answered before it is over. */ held: Promise.resolve(),
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    state.got.push({ headers: request.headers, body });
    server.emit('got');
    await state.held;
    response.writeHead(state.status, state.status === 302 ? { location: '/elsewhere' } : {}).end('thanks');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    state,
    host: `127.0.0.1:${port}`,
    /** The next request, which nobody has looked at before. */
    async next(): Promise<Got> {
      while (state.got.length === 0) await once(server, 'got');
      const [first] = state.got.splice(0, 1);
      if (!first) throw new Error('There is one.');
      return first;
    },
    close: () => server.close(),
  };
}

let api: Api;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let slow: Awaited<ReturnType<typeof startReceiver>>;
before(async () => {
  [receiver, slow] = await Promise.all([startReceiver(), startReceiver()]);
  api = await startApi({ unsafeOutboundHosts: [receiver.host, slow.host] });
});
after(async () => {
  await api.stack.close();
  receiver.close();
  slow.close();
});

const SECRET = 'Bearer receiver-secret';
const stream = (sink: object, more: object = {}) => ({
  ...{ name: 'SIEM', type: 'http' },
  sink: { httpEndpoint: `http://${receiver.host}/logs`, ...sink },
  ...more,
});

/** Rows that are old enough to be sent. */
function later(seconds = 20): void {
  api.stack.clock.now += seconds;
}

const record = (request_id: string, type: 'login' | 'logout' = 'login', tenant_id = 't-acme') =>
  api.stack.storage.tenant(tenant_id).audit.record({ type, request_id, detail: 'of bob@acme.test' });

type Sent = {
  log_id: string;
  data: { user_name?: string; details: { request_id: string; detail?: string } };
};

const linesOf = ({ body }: Got): readonly Sent[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const idsOf = (sent: readonly Sent[]) => sent.map(({ data }) => data.details.request_id);

test('SF-01 MG-06 what a stream cannot be is refused at its field, and nothing is made', async () => {
  const cases: readonly (readonly [body: object, says: RegExp])[] = [
    [{ name: 'x', type: 'http', sink: {} }, /sink\.httpEndpoint/],
    [stream({ httpEndpoint: 'https://10.0.0.1/' }), /not an https address that this server may ask/],
    [stream({ httpEndpoint: 'http://receiver.example/' }), /TACIT_UNSAFE_OUTBOUND_HOSTS/],
    [stream({ datadogApiKey: 'k' }), /has no meaning with type http/],
    [stream({}, { type: 'eventbridge' }), /must be one of http, datadog/],
    [stream({}, { isPriority: true }), /isPriority/],
    [stream({}, { filters: [{ type: 'category', name: 'auth.login.success ' }] }), /did you mean/],
    [
      stream({}, { pii_config: { log_fields: ['email'], method: 'hash', algorithm: 'xxhash' } }),
      /hmac-sha256/,
    ],
    [stream({}, { startFrom: 'yesterday' }), /startFrom/],
    [stream({ httpCustomHeaders: [{ header: 'Host', value: 'x' }] }), /name of a header/],
    [stream({ httpCustomHeaders: [{ header: 'x', value: 'a\r\nb' }] }), /control characters|ASCII/],
    [{ name: 'x', type: 'datadog', sink: { datadogRegion: 'us' } }, /sink\.datadogApiKey/],
    [{ name: 'x', type: 'sumo', sink: { sumoSourceAddress: 'https://localhost/' } }, /may ask/],
    [
      {
        ...{ name: 'x', type: 'splunk' },
        sink: { splunkDomain: 'splunk.example', splunkPort: '443', splunkToken: 't', splunkSecure: false },
      },
      /NODE_EXTRA_CA_CERTS/,
    ],
  ];
  for (const [body, says] of cases) {
    const { status, body: said } = await api.call('POST', '/log-streams', body);
    assert.equal(status, 400, JSON.stringify(body));
    assert.match(said.message, says);
  }
  assert.deepEqual((await api.call('GET', '/log-streams')).body, []);
});

test('MG-02 MG-03 MG-07 a stream takes its scopes, is of its tenant, and tells its secrets to nobody', async () => {
  const { status, body } = await api.call(
    'POST',
    '/log-streams',
    stream({ httpAuthorization: SECRET }, { status: 'paused' }),
  );
  assert.equal(status, 200);
  const path = `/log-streams/${body.id}`;
  assert.match(body.id, /^lst_/);
  const { body: seen } = await api.call('GET', path);
  assert.equal(seen.sink.httpEndpoint, `http://${receiver.host}/logs`);
  assert.equal(seen.isPriority, false);
  assert.equal((await api.call('GET', path, undefined, { tenant: 'globex' })).status, 404);
  const token = await api.token(['read:logs']);
  assert.equal((await api.callAs(token, 'GET', path)).status, 403);
  const changed = await api.call('PATCH', path, {
    name: 'Renamed',
    sink: { httpAuthorization: `${SECRET}2` },
  });
  assert.equal(changed.body.name, 'Renamed');
  assert.equal((await api.call('PATCH', path, { type: 'sumo' })).status, 400);
  const logs = await api.call('GET', '/logs?q=type:sapi');
  const stored = await api.stack.storage.tenant('t-acme').audit.list(100);
  for (const text of [seen, changed.body, logs.body, stored])
    assert.doesNotMatch(JSON.stringify(text), /receiver-secret|secrets_sealed|"dir"/);
  assert.equal((await api.call('DELETE', path)).status, 204);
  assert.equal((await api.call('GET', path)).status, 404);
});

/** The stream as soon as it is as it is to be: what came of a request is written after it. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
async function seen(path: string, isSo: (stream: any) => boolean) {
  const token = await api.token();
  for (;;) {
    const { status, body } = await api.callAs(token, 'GET', path);
    assert.equal(status, 200);
    if (isSo(body)) return body;
  }
}

/** By a token of now: the clock of these tests goes on by days. */
const ask = async (method: string, path: string, body?: object) =>
  api.callAs(await api.token(), method, path, body);

const messagesOf = (stream_id: string) =>
  api.stack
    .logged()
    .split('\n')
    .filter((line) => line.includes(stream_id))
    .map((line) => JSON.parse(line).msg);

test('a receiver that fails and comes back has every event, in order, and says so at the stream', async () => {
  const made = await api.call(
    'POST',
    '/log-streams',
    stream(
      { httpAuthorization: SECRET, httpCustomHeaders: [{ header: 'X-Source', value: 'tacit' }] },
      { filters: [{ type: 'category', name: 'auth.login.success' }] },
    ),
  );
  const path = `/log-streams/${made.body.id}`;
  for (const id of ['one', 'two']) await record(id);
  await record('not asked for', 'logout');
  receiver.state.status = 500;
  later();
  const first = await receiver.next();
  assert.deepEqual(idsOf(linesOf(first)), ['one', 'two']);
  assert.equal(first.headers.authorization, SECRET);
  assert.equal(first.headers['x-source'], 'tacit');
  assert.equal(first.headers['content-type'], 'application/x-ndjson');
  const failing = await seen(path, ({ last_error }) => last_error === 'status 500');
  assert.equal(failing.status, 'active');
  assert.ok(failing.failing_since > 0);
  receiver.state.status = 302;
  later();
  assert.equal((await receiver.next()).body, first.body, 'the same events under the same log_id');
  await seen(path, ({ last_error }) => last_error === 'status 302');
  await record('three');
  receiver.state.status = 204;
  later();
  assert.deepEqual(idsOf(linesOf(await receiver.next())), ['one', 'two', 'three']);
  const going = await seen(path, ({ last_error }) => last_error === undefined);
  assert.equal(going.failing_since, undefined);
  await record('four');
  later();
  assert.deepEqual(idsOf(linesOf(await receiver.next())), ['four'], 'and none of them once more');
  await seen(path, ({ delivered_at }) => delivered_at > going.delivered_at);
  assert.deepEqual(messagesOf(made.body.id), [
    'a log stream fails: events wait in the log, and are sent when its receiver answers',
    'a log stream goes again',
  ]);
  await api.call('DELETE', path);
});

test('what failed for three days is suspended, and goes on where it was when somebody says so', async () => {
  const more = { pii_config: { log_fields: ['email'] } };
  const made = await ask('POST', '/log-streams', stream({ httpContentFormat: 'JSONOBJECT' }, more));
  const path = `/log-streams/${made.body.id}`;
  await record('kept');
  receiver.state.status = 503;
  later();
  await receiver.next();
  await seen(path, ({ last_error }) => last_error === 'status 503');
  later(3 * 86_400);
  await receiver.next();
  const given_up = await seen(path, ({ status }) => status === 'suspended');
  assert.ok(given_up.failing_since > 0, 'since when is said of one that is suspended too');
  const { body: rows } = await ask('GET', '/logs?q=type:sapi&per_page=1');
  assert.match(rows[0].details.detail, /update log_stream lst_.*"active" -> "suspended"/);
  assert.equal(rows[0].details.actor, 'log streams');
  assert.match(messagesOf(made.body.id).at(-1), /was suspended after three days/);
  receiver.state.status = 200;
  later();
  assert.equal((await ask('PATCH', path, { status: 'active' })).body.status, 'active');
  const { headers, body } = await receiver.next();
  assert.equal(headers['content-type'], 'application/json');
  const logs: readonly Sent[] = JSON.parse(body).logs;
  const kept = logs.find(({ data }) => data.details.request_id === 'kept');
  assert.equal(kept?.data.details.detail, 'of b***@***', 'and no address is told');
  await seen(path, ({ last_error }) => last_error === undefined);
  await ask('DELETE', path);
});

test('a tenant has ten streams, and ten receivers that answer nobody delay no other tenant and no request', async () => {
  const release = Promise.withResolvers<void>();
  slow.state.held = release.promise;
  const held = stream({ httpEndpoint: `http://${slow.host}/` });
  const made: string[] = [];
  for (let n = 0; n < 10; n += 1) made.push((await ask('POST', '/log-streams', held)).body.id);
  const refused = await ask('POST', '/log-streams', held);
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /a tenant has at most 10 log streams/);
  assert.equal((await ask('PATCH', `/log-streams/${made[0]}`, { name: 'Tenth' })).status, 200);
  await record('waits');
  later();
  for (const _ of made) await slow.next();
  // All ten wait for an answer now.
  const token = await api.token(undefined, 'globex');
  const theirs = await api.callAs(token, 'POST', '/log-streams', stream({}), { tenant: 'globex' });
  assert.equal(theirs.status, 200);
  await record('theirs', 'login', 't-globex');
  later();
  assert.deepEqual(idsOf(linesOf(await receiver.next())).at(-1), 'theirs');
  release.resolve();
  for (const id of made) await ask('DELETE', `/log-streams/${id}`);
});
