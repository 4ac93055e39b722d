/**
 * The relying party's own server on a loopback port: documents that the issuer fetches (keys, request objects, sector
 * documents) and forms that it posts (logout tokens).
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

type Received = { readonly contentType: string; readonly parameters: URLSearchParams };

type Mailbox = {
  readonly url: string;
  /** The first form posted here; rejects when none came in time. */
  readonly first: (limit_ms: number) => Promise<Received>;
};

type Publication = {
  readonly url: string;
  replace(body: string): void;
  /** How often it was fetched. */
  fetches(): number;
};

export type Listener = {
  readonly origin: string;
  /** Serves a document at an address nobody has guessed. */
  publish(contentType: string, body: string): Publication;
  /** Takes the forms posted to an address nobody has guessed. */
  openMailbox(): Mailbox;
  close(): Promise<void>;
};

const MAX_BODY = 100_000;

/** Starts the server on a free port, or on a given one. */
export async function startListener(port = 0): Promise<Listener> {
  const documents = new Map<string, { contentType: string; body: string; fetches: number }>();
  const mailboxes = new Map<string, (received: Received) => void>();
  const server = createServer((request, response) => {
    const path = request.url?.split(/[?#]/, 1)[0] ?? '';
    const document = documents.get(path);
    const deliver = mailboxes.get(path);
    if (request.method === 'POST' && deliver) {
      void readBody(request).then((body) => {
        deliver({
          contentType: request.headers['content-type'] ?? '',
          parameters: new URLSearchParams(body),
        });
        response.writeHead(200, { 'cache-control': 'no-store' }).end();
      });
      return;
    }
    if (!document) return void response.writeHead(404).end();
    document.fetches += 1;
    response.writeHead(200, { 'content-type': document.contentType }).end(document.body);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const origin = `http://127.0.0.1:${address.port}`;
  const freshPath = (): string => `/${randomBytes(12).toString('hex')}`;
  return {
    origin,
    publish(contentType, body) {
      const path = freshPath();
      const document = { contentType, body, fetches: 0 };
      documents.set(path, document);
      return {
        url: `${origin}${path}`,
        replace: (text) => {
          document.body = text;
        },
        fetches: () => document.fetches,
      };
    },
    openMailbox() {
      const path = freshPath();
      const arrival = new Promise<Received>((resolve) => {
        mailboxes.set(path, resolve);
      });
      return { url: `${origin}${path}`, first: (limit_ms) => within(arrival, limit_ms) };
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) break;
  }
  return text;
}

async function within<Value>(promise: Promise<Value>, limit_ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing was posted within ${limit_ms} ms.`)), limit_ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
