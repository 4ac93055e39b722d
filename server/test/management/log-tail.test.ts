/**
 * The log as it is written: who is refused, what comes, how it goes on, and when it ends.
 */
import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { type Api, startApi } from './api.ts';

let api: Api;
let token: string;
before(async () => {
  api = await startApi();
  token = await api.token(['read:logs']);
});
after(() => api.stack.close());

const open = new Set<IncomingMessage>();
afterEach(() => {
  for (const tail of open) tail.destroy();
  open.clear();
});

type Seen = { readonly id: string; readonly name: string; readonly data: string };

type Tail = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The next event that has data. */
  readonly next: () => Promise<Seen>;
};

/** Looks on. */
async function tail(
  query = '',
  headers: Readonly<Record<string, string>> = {},
  { of, bearer } = { of: api, bearer: token },
): Promise<Tail> {
  const [port, host] = [of.stack.port, of.stack.host('acme')];
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const all = { host, authorization: `Bearer ${bearer}`, ...headers };
    get({ port, path: `/api/v2/logs/tail${query}`, headers: all, agent: false }, resolve).on('error', reject);
  });
  open.add(incoming);
  const lines = blocksOf(incoming);
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    async next() {
      for (;;) {
        const { value = '', done } = await lines.next();
        if (done === true) throw new Error('It ended without a word.');
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(value)?.[1] ?? '';
        if (field('data') !== '') return { id: field('id'), name: field('event'), data: field('data') };
      }
    },
  };
}

async function* blocksOf(incoming: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const part of incoming.setEncoding('utf8')) {
    const blocks = `${rest}${part}`.split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}

const happen = (client_id: string, request_id: string) =>
  api.stack.storage.tenant('t-acme').audit.record({ type: 'request_refused', client_id, request_id });

test('MG-06 what cannot be searched by, and where nobody was, is refused before anything is sent', async () => {
  for (const query of ['?q=description:x', '?from=nowhere', '?take=5'])
    assert.equal((await api.call('GET', `/logs/tail${query}`)).status, 400, query);
  assert.equal((await tail('', { 'last-event-id': 'nowhere' })).status, 400);
});

test('what happens is sent as GET /logs shows it, under its log_id, and not to whom it is no matter of', async () => {
  const looking = await tail('?q=client_id:spa1');
  assert.equal(looking.headers['content-type'], 'text/event-stream; charset=utf-8');
  assert.equal(looking.headers['cache-control'], 'no-store, no-transform');
  assert.equal(looking.headers['x-accel-buffering'], 'no');
  await happen('other1', 'tail-0');
  await happen('spa1', 'tail-1');
  const { id, data } = await looking.next();
  const { body } = await api.call('GET', `/logs/${id}`);
  assert.deepEqual(JSON.parse(data), body);
  assert.equal(body.details.request_id, 'tail-1');
});

test('whoever comes back misses nothing of what was meanwhile, in either way to say from where', async () => {
  const first = await tail('?q=client_id:spa2');
  await happen('spa2', 'tail-2');
  const { id } = await first.next();
  for (const looking of open) looking.destroy();
  await happen('spa2', 'tail-3');
  for (const again of [
    await tail('?q=client_id:spa2', { 'last-event-id': id }),
    await tail(`?q=client_id:spa2&from=${id}`),
  ]) {
    // What was seen may come again, under the same name.
    const seen = [await again.next(), await again.next()].map(
      ({ data }) => JSON.parse(data).details.request_id,
    );
    assert.deepEqual(seen, ['tail-2', 'tail-3']);
  }
});

test('nothing is sent by a token that is worth nothing any more', async () => {
  const looking = await tail();
  api.stack.clock.now += 86_400 * 30;
  await happen('spa1', 'tail-4');
  const { name, data } = await looking.next();
  api.stack.clock.now -= 86_400 * 30;
  assert.deepEqual([name, data], ['end', 'token']);
});

test('a tenant has so many places; a server that is told to end says so, and is not kept by whoever looks on', async () => {
  const other = await startApi();
  const at = { of: other, bearer: await other.token(['read:logs_users']) };
  const look = () => tail('?q=client_id:nobody', {}, at);
  const all = await Promise.all(Array.from({ length: 20 }, look));
  assert.ok(all.every(({ status }) => status === 200));
  const more = await look();
  assert.deepEqual([more.status, more.headers['retry-after']], [429, '30']);
  const closing = other.stack.close();
  for (const looking of all) {
    const { name, data } = await looking.next();
    assert.deepEqual([name, data], ['end', 'draining']);
  }
  await closing;
});
