import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createConnections, type Patience } from './connections.ts';

const PATIENT: Patience = { idle_ms: 60_000, arrival_ms: 60_000 };
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

/** A server whose answers are given by the test, or at once. */
async function startServer({ answersAtOnce = false } = {}) {
  const asked: ServerResponse[] = [];
  const server = createServer();
  const connections = createConnections(server);
  server.on('request', (_, answer) => {
    if (!connections.begin(answer)) return;
    if (answersAtOnce) answer.end('done');
    else asked.push(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  return { connections, asked, server, port: address.port };
}

/** A client that tells what it has read. */
async function client(port: number) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const state = { text: '', error: undefined as Error | undefined };
  socket.setEncoding('latin1').on('data', (part: string) => {
    state.text += part;
  });
  socket.on('error', (error) => {
    state.error = error;
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  return { socket, state, closed };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

const count = (text: string, word: RegExp) => [...text.matchAll(word)].length;

test('an answer that is under way when the end begins says that it is the last, and the connection ends behind it', async () => {
  const { connections, asked, server, port } = await startServer();
  const { socket, state, closed } = await client(port);
  socket.write(GET);
  await until(() => asked.length === 1);
  const ended = connections.end(PATIENT);
  await until(() => !server.listening);
  asked[0]?.end('done');
  await closed;
  assert.match(state.text, /^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n.*done/is);
  assert.equal(await ended, 0);
});

test('of requests that were sent in one another’s wake all are answered, and the last answer says so alone', async () => {
  const { connections, asked, server, port } = await startServer();
  const { socket, state, closed } = await client(port);
  socket.write(GET);
  await until(() => asked.length === 1);
  const ended = connections.end(PATIENT);
  await until(() => !server.listening);
  socket.write(GET + GET);
  await until(() => asked.length === 3);
  for (const answer of asked) answer.end('done');
  await closed;
  assert.equal(count(state.text, /done/g), 3);
  assert.equal(count(state.text, /connection: close/gi), 1);
  assert.equal(
    state.text.toLowerCase().lastIndexOf('http/1.1') < state.text.toLowerCase().indexOf('connection: close'),
    true,
  );
  await ended;
});

test('what is written behind the last answer resets nothing: the answer is read, and the request is not begun', async () => {
  const { connections, asked, server, port } = await startServer();
  const { socket, state, closed } = await client(port);
  socket.pause();
  socket.write(GET);
  await until(() => asked.length === 1);
  const ended = connections.end(PATIENT);
  await until(() => !server.listening);
  asked[0]?.end('done');
  await once(asked[0] as ServerResponse, 'close');
  socket.write(GET);
  await turn();
  await turn();
  socket.resume();
  await closed;
  assert.equal(state.error, undefined);
  assert.match(state.text, /done/);
  assert.equal(asked.length, 1);
  await ended;
});

test('a connection that is idle when the end begins may ask once more', async () => {
  const { connections, server, port } = await startServer({ answersAtOnce: true });
  const { socket, state, closed } = await client(port);
  socket.write(GET);
  await until(() => state.text.includes('done'));
  const ended = connections.end(PATIENT);
  await until(() => !server.listening);
  socket.write(GET);
  await closed;
  assert.equal(count(state.text, /done/g), 2);
  assert.match(state.text, /connection: close/i);
  await ended;
});

test('who is connected and has not been let in yet is let in and answered', async () => {
  const { connections, port } = await startServer({ answersAtOnce: true });
  const clients: (Socket & { answer?: string })[] = [];
  for (let index = 0; index < 50; index += 1) {
    const socket: Socket & { answer?: string } = connect(port, '127.0.0.1');
    socket.setEncoding('latin1').on('data', (part: string) => {
      socket.answer = (socket.answer ?? '') + part;
    });
    socket.write(GET);
    clients.push(socket);
  }
  // The kernel has connected the first of them, and no turn of the event loop has let all of them in.
  await once(clients[0] as Socket, 'connect');
  const closed = clients.map((one) => once(one, 'close'));
  await connections.end({ ...PATIENT, idle_ms: 20 });
  await Promise.all(closed);
  const answered = clients.filter(({ answer }) => answer?.includes('done')).length;
  assert.equal(answered, 50);
});

test('silence, an idle connection, half a header and half a body hold up nothing; what was cut is counted', async () => {
  const { connections, asked, port } = await startServer();
  const clients = [];
  for (const begun of [
    '',
    'GET / HTTP/1.1\r\nHost',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal',
  ]) {
    const one = await client(port);
    one.socket.write(begun);
    clients.push(one);
  }
  await until(() => asked.length === 1);
  assert.equal(await connections.end({ idle_ms: 20, arrival_ms: 40 }), 2);
  await Promise.all(clients.map(({ closed }) => closed));
});

test('time is up: what is under way is cut, and how many answers that cost is told', async () => {
  const { connections, asked, port } = await startServer();
  const one = await client(port);
  one.socket.write(GET + GET);
  await until(() => asked.length === 2);
  const ended = connections.end(PATIENT);
  assert.equal(connections.cut(), 2);
  await ended;
  await one.closed;
});
