/**
 * A browser as far as HTTP goes: a cookie jar, forms, and no redirect followed unless asked. It talks to 127.0.0.1, unless
 * told otherwise, and names the host itself, so that every tenant can be reached and every header be bent.
 */
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The Location header, or an empty string. */
  readonly location: string;
};

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
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            for (const line of incoming.headers['set-cookie'] ?? []) this.#keep(line);
            const answer = { status: incoming.statusCode ?? 0, headers: incoming.headers };
            const location = incoming.headers.location ?? '';
            resolve({ ...answer, location, body: Buffer.concat(chunks).toString('utf8') });
          });
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
