/**
 * Calls of the My Account API, by the tokens of people who sign in at an application that may ask for them.
 */
import assert from 'node:assert/strict';
import { myAccountDocumentOf } from '../../src/me/own-document.ts';
import { OWN_OPERATIONS } from '../../src/me/own-operations.ts';
import { sha256 } from '../../src/protocol/digest.ts';
import { type MyAccountScope, myAccountApi } from '../../src/resources/tenant/my-account-api.ts';
import { type App, codeOf, newPerson, type Person, verify } from '../factors/second-factors.ts';
import { judgeBy } from '../management/document.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { VERIFIER } from '../tokens/code-flow.ts';
import type { Answer, UserAgent } from '../user-agent.ts';

export const ORIGIN = 'https://app.acme.test';
const REDIRECT_URI = `${ORIGIN}/cb`;
export const SCOPES = myAccountApi('https://issuer.test/').scopes.map(({ value }) => value);

export type Reply = {
  readonly status: number;
  readonly headers: Answer['headers'];
  /** Of JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  readonly body: any;
};

type Asking = {
  readonly person: Person;
  readonly browser?: UserAgent;
  readonly client_id?: string;
  readonly scopes?: readonly string[];
  /** What shows the second factor, where it is asked for. */
  readonly app?: Pick<App, 'key'>;
  readonly parameters?: Readonly<Record<string, string>>;
};

export type Own = {
  readonly stack: Stack;
  readonly audience: string;
  /** Where the request ends: at the client, or on a page. */
  ask(asking: Asking): Promise<Answer>;
  /** An access token for somebody's own account. */
  token(asking: Asking): Promise<string>;
  call(token: string | undefined, method: string, path: string, body?: unknown): Promise<Reply>;
  /** Somebody new, signed in just now, and what calls by their token. */
  signedIn(asking?: Partial<Asking>): Promise<SignedIn>;
};

export type SignedIn = {
  readonly person: Person;
  readonly browser: UserAgent;
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Reply>;
};

const mistakeOf = judgeBy(myAccountDocumentOf(OWN_OPERATIONS), OWN_OPERATIONS);

/** A fixture with the application `me1`, which may ask for all; the caller closes the stack. */
export async function startOwn(options: Parameters<typeof startStack>[0] = {}): Promise<Own> {
  const stack = await startStack({ logLevel: 'info', ...options });
  const audience = `${stack.issuer('acme')}me/`;
  const { clients, clientGrants } = stack.storage.tenant('t-acme');
  const code = {
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [REDIRECT_URI],
  } as const;
  await clients.save(implicitClient('me1', code));
  await clients.save(implicitClient('me2', code));
  await clients.save(implicitClient('me3', { ...code, is_first_party: false }));
  for (const client_id of ['me1', 'me3']) await clientGrants.save({ client_id, audience, scope: SCOPES });
  return ownOf(stack, audience);
}

function ownOf(stack: Stack, audience: string): Own {
  const own: Own = {
    stack,
    audience,
    async ask({
      person,
      browser = stack.browser(),
      client_id = 'me1',
      scopes = SCOPES,
      app,
      parameters = {},
    }) {
      const asked = {
        ...{ response_type: 'code', client_id, redirect_uri: REDIRECT_URI, audience, state: 'S1' },
        ...{ scope: scopes.join(' '), code_challenge: sha256(VERIFIER), code_challenge_method: 'S256' },
        ...parameters,
      };
      let page = await browser.authorize(asked);
      if (page.body.includes('name="password"')) page = await browser.signIn(page, person);
      if (app && page.body.includes('id="mfa-title"'))
        page = await verify(browser, page, { code: codeOf(app, stack) });
      return page.body.includes('id="consent-title"') ? browser.consent(page, 'accept') : page;
    },
    async token(asking) {
      const answer = await own.ask(asking);
      const code = answer.location === '' ? undefined : new URL(answer.location).searchParams.get('code');
      assert.ok(code, `${answer.location} ${answer.body}`);
      const { client_id = 'me1' } = asking;
      const given = await stack.browser().post('/oauth/token', {
        ...{ grant_type: 'authorization_code', client_id, code },
        ...{ redirect_uri: REDIRECT_URI, code_verifier: VERIFIER },
      });
      assert.equal(given.status, 200, given.body);
      return JSON.parse(given.body).access_token;
    },
    async call(token, method, path, body) {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await stack.browser().send(`/me/v1${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
        ...(text === undefined ? {} : { body: text }),
      });
      const isJson = answer.body !== '' && String(answer.headers['content-type']).includes('json');
      const reply = {
        status: answer.status,
        headers: answer.headers,
        body: isJson ? JSON.parse(answer.body) : answer.body,
      };
      assert.equal(mistakeOf(method, path, reply), undefined);
      return reply;
    },
    async signedIn(asking = {}) {
      const { person = await newPerson(stack), browser = stack.browser() } = asking;
      const token = await own.token({ ...asking, person, browser });
      return {
        ...{ person, browser, token },
        call: (method, path, body) => own.call(token, method, path, body),
      };
    },
  };
  return own;
}

/** Those scopes that are not the one. */
export function allBut(...scopes: readonly MyAccountScope[]): readonly string[] {
  return SCOPES.filter((one) => !scopes.some((left_out) => left_out === one));
}
