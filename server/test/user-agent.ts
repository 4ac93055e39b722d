/**
 * A browser as far as HTTP goes: a cookie jar, forms, and no redirect followed unless asked. It talks to 127.0.0.1, unless
 * told otherwise, and names the host itself, so that every tenant can be reached and every header be bent.
 */
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Where a browser goes on to by itself: the Location header, or what a page leads on to at once; else an empty string. */
  readonly location: string;
  /** Bytes of the status line and of all headers. */
  readonly header_bytes: number;
};

/** Bytes of all headers that nginx takes of an answer as it comes (`proxy_buffer_size`), the status line among them. */
const MAX_HEADERS = 4_096;

function headerBytes({ statusMessage = '', rawHeaders }: IncomingMessage): number {
  const line = 'HTTP/1.1 200 \r\n'.length + statusMessage.length + '\r\n'.length;
  return rawHeaders.reduce((sum, word) => sum + Buffer.byteLength(word, 'latin1') + 2, line);
}

/** The address that a document leads on to at once, as a browser reads it. */
function refreshOf(body: string): string {
  const [, content = ''] = /<meta http-equiv="refresh" content="0;url=([^"]*)">/.exec(body) ?? [];
  return unescapeHtml(content);
}

/** Text of an attribute, as a browser reads it. */
function unescapeHtml(text: string): string {
  const marks: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => marks[name] ?? '');
}

type Sent = {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
};

export class UserAgent {
  readonly #port: number;
  readonly #host: string;
  readonly #address: string;
  readonly cookies = new Map<string, string>();

  constructor(server: { readonly port: number; readonly host: string; readonly address?: string }) {
    this.#port = server.port;
    this.#host = server.host;
    this.#address = server.address ?? '127.0.0.1';
  }

  /** Sends one request; cookies of the jar go along and new ones are kept. */
  send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent: OutgoingHttpHeaders = { host: this.#host, ...(cookie === '' ? {} : { cookie }), ...headers };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { host: this.#address, port: this.#port, path, method, headers: sent, agent: false },
        (incoming) => {
          const chunks: Buffer[] = [];
          const isEndless = String(incoming.headers['content-type']).startsWith('text/event-stream');
          incoming.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            // What never ends is left once it has begun.
            if (isEndless) answered();
          });
          incoming.on('error', reject);
          incoming.on('end', () => answered());
          const answered = () => {
            if (isEndless)
              incoming
                .off('error', reject)
                .on('error', () => undefined)
                .destroy();
            for (const line of incoming.headers['set-cookie'] ?? []) this.#keep(line);
            const answer = { status: incoming.statusCode ?? 0, headers: incoming.headers };
            const body = Buffer.concat(chunks).toString('utf8');
            const location = incoming.headers.location ?? refreshOf(body);
            const header_bytes = headerBytes(incoming);
            // Whatever is tested, no answer is too long for a proxy. Of a redirect to a native application there is no shorter form.
            if (header_bytes <= MAX_HEADERS || !/^(?:https?:|\/|$)/.test(location))
              return resolve({ ...answer, location, body, header_bytes });
            reject(
              new Error(
                `${method} ${path.split('?', 1)[0]} is answered with ${header_bytes} bytes of headers.`,
              ),
            );
          };
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** Posts a form as a browser does from a page of the same origin. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: OutgoingHttpHeaders = {},
  ): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Follows redirects as long as they stay on the server. */
  async follow(answer: Answer): Promise<Answer> {
    return answer.location.startsWith('/') ? this.follow(await this.send(answer.location)) : answer;
  }

  /** Asks /authorize and follows it to a page, or to an answer for the client. */
  async authorize(parameters: Readonly<Record<string, string>>): Promise<Answer> {
    return this.follow(await this.send(`/authorize?${query(parameters)}`));
  }

  /** Fills in the login form of a page and follows what comes. */
  async signIn(
    page: Answer,
    user: { readonly username: string; readonly password: string },
  ): Promise<Answer> {
    return this.follow(await this.post('/login', { ...hiddenFields(page.body), ...user, action: 'login' }));
  }

  /** Decides on a consent page and follows what comes. */
  async consent(page: Answer, action: 'accept' | 'deny'): Promise<Answer> {
    return this.follow(await this.post('/consent', { ...hiddenFields(page.body), action }));
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** Parameters as a query, spaces as `%20`. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

/** The hidden fields of the page's first form. */
export function hiddenFields(body: string): Readonly<Record<string, string>> {
  const fields = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map((field) => [field[1] ?? '', field[2] ?? '']));
}

/** The parameters of the fragment of an address. */
export function fragment(location: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(location.split('#', 2)[1] ?? ''));
}

/** Whether an answer gives the application tokens, in the fragment of its address. */
export function hasTokens({ location }: Pick<Answer, 'location'>): boolean {
  return fragment(location)['access_token'] !== undefined;
}
