/**
 * Calls of the Management API, by a client that may do what a test says.
 */
import assert from 'node:assert/strict';
import type { ManagementScope, OperatorScope } from '../../src/resources/tenant/management-api.ts';
import { type Stack, startStack } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';
import { answerMistake } from './document.ts';
import { ADMIN } from './server.ts';

type Scope = ManagementScope | OperatorScope;

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Of JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  readonly body: any;
};

type Extra = { readonly headers?: Readonly<Record<string, string>>; readonly tenant?: string };

export type Api = {
  readonly stack: Stack;
  /** A token of the admin client with these scopes alone, or with all. */
  token(scopes?: readonly Scope[], tenant?: string): Promise<string>;
  call(method: string, path: string, body?: unknown, extra?: Extra): Promise<Reply>;
  /** The same by another token, or by none. */
  callAs(
    token: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    extra?: Extra,
  ): Promise<Reply>;
};

/** A fixture whose tenants are administered; the caller closes the stack. */
export async function startApi(options: Parameters<typeof startStack>[0] = {}): Promise<Api> {
  const stack = await startStack({ logLevel: 'info', ...options, adminClient: ADMIN });
  const all = new Map<string, string>();
  const agent = (tenant: string) => new UserAgent({ port: stack.port, host: stack.host(tenant) });
  const api: Api = {
    stack,
    async token(scopes, tenant = 'acme') {
      const answer = await agent(tenant).post('/oauth/token', {
        grant_type: 'client_credentials',
        audience: `${stack.issuer(tenant)}api/v2/`,
        ...ADMIN,
        ...(scopes ? { scope: scopes.join(' ') } : {}),
      });
      assert.equal(answer.status, 200, answer.body);
      return JSON.parse(answer.body).access_token;
    },
    async call(method, path, body, extra = {}) {
      const { tenant = 'acme' } = extra;
      const token = all.get(tenant) ?? (await api.token(undefined, tenant));
      all.set(tenant, token);
      return api.callAs(token, method, path, body, extra);
    },
    async callAs(token, method, path, body, { headers = {}, tenant = 'acme' } = {}) {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await agent(tenant).send(`/api/v2${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          // Node leaves a body of DELETE without a length unless it is told.
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
        ...(text === undefined ? {} : { body: text }),
      });
      const isJson = answer.body !== '' && String(answer.headers['content-type']).includes('json');
      const reply = {
        status: answer.status,
        headers: answer.headers,
        body: isJson ? JSON.parse(answer.body) : answer.body,
      };
      assert.equal(answerMistake(method, path, reply), undefined);
      return reply;
    },
  };
  return api;
}

/** What is wrong with a body that is refused, by path. */
export async function mistakesOf(
  api: Api,
  method: string,
  path: string,
  body: unknown,
): Promise<readonly string[]> {
  const { status, body: said } = await api.call(method, path, body);
  assert.equal(status, 400, JSON.stringify(said));
  return said.mistakes.map((mistake: { path: unknown[] }) => mistake.path.join('.'));
}
