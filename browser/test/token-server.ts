/**
 * The code flow's half of the authorization server: codes for requests, tokens for codes with their verifier, refresh
 * tokens that rotate, and a record of what was sent to it.
 */
import { createHash } from 'node:crypto';
import {
  answer,
  type Bend,
  CLIENT_ID,
  ISSUER,
  type Published,
  REDIRECT_URI,
} from './authorization-server.ts';

export const TOKEN_ENDPOINT = `${ISSUER}oauth/token`;
export const REVOCATION_ENDPOINT = `${ISSUER}oauth/revoke`;

type Answer = Readonly<Record<string, string>>;

type Issued = { readonly request: URL; readonly bend: Bend; readonly isRefresh: boolean };

export type TokenServer = {
  /** The parameters that answer the request at this address; what comes for the code is bent as said. */
  readonly issue: (request: string | URL, bend?: Bend) => Answer;
  /** What the token endpoint was asked. */
  readonly asked: readonly Answer[];
  readonly revoked: readonly string[];
  /** Refresh tokens that came a second time. */
  readonly reused: readonly string[];
  /** Where codes were sent to. */
  redirect_uri: string;
  /** Bends the answers to refresh tokens. */
  refreshed: Bend;
  /** What the token endpoint waits for before it answers. */
  delay: (() => Promise<void>) | undefined;
  /** Answers in the place of the token endpoint. */
  answers: (() => Promise<Response>) | undefined;
};

/** A token endpoint for what this server publishes. */
export function openTokenServer(published: Published): TokenServer {
  const asked: Answer[] = [];
  const revoked: string[] = [];
  const reused: string[] = [];
  const codes = new Map<string, Issued>();
  const refreshTokens = new Map<string, Issued>();
  const spent = new Set<string>();
  const made = { count: 0 };

  function name(kind: string): string {
    made.count += 1;
    return `${kind}-${String(made.count).padStart(3, '0')}`;
  }

  const server: TokenServer = {
    asked,
    revoked,
    reused,
    redirect_uri: REDIRECT_URI,
    refreshed: {},
    delay: undefined,
    answers: undefined,
    issue(request, bend = {}) {
      const url = new URL(request);
      const code = name('code');
      codes.set(code, { request: url, bend, isRefresh: false });
      return { code, state: url.searchParams.get('state') ?? '', iss: ISSUER };
    },
  };

  published.metadata = {
    ...published.metadata,
    token_endpoint: TOKEN_ENDPOINT,
    revocation_endpoint: REVOCATION_ENDPOINT,
  };
  published.posts = async (url, body) => {
    const parameters = Object.fromEntries(body);
    if (url === REVOCATION_ENDPOINT) {
      revoked.push(parameters['token'] ?? '');
      return new Response();
    }
    asked.push(parameters);
    await server.delay?.();
    if (server.answers) return server.answers();
    const issued = find(parameters);
    if (!issued) return Response.json({ error: 'invalid_grant', error_description: 'no' }, { status: 400 });
    return Response.json(await tokens(issued));
  };

  function find(parameters: Answer): Issued | undefined {
    if (parameters['client_id'] !== CLIENT_ID) return undefined;
    return parameters['grant_type'] === 'refresh_token' ? rotated(parameters) : exchanged(parameters);
  }

  function exchanged({ code = '', code_verifier = '', redirect_uri }: Answer): Issued | undefined {
    const issued = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256').update(code_verifier).digest('base64url');
    if (redirect_uri !== server.redirect_uri) return undefined;
    return issued?.request.searchParams.get('code_challenge') === challenge ? issued : undefined;
  }

  function rotated({ refresh_token = '' }: Answer): Issued | undefined {
    if (spent.has(refresh_token)) reused.push(refresh_token);
    spent.add(refresh_token);
    const issued = refreshTokens.get(refresh_token);
    refreshTokens.delete(refresh_token);
    return issued && { ...issued, isRefresh: true };
  }

  async function tokens(issued: Issued) {
    const { request, isRefresh } = issued;
    const claims = isRefresh ? { nonce: undefined } : {};
    const bend = isRefresh ? server.refreshed : issued.bend;
    const given = await answer(request, {
      access_token: name('access'),
      ...bend,
      claims: { ...claims, ...bend.claims },
    });
    const { state: _state, iss: _iss, expires_in, ...rest } = given;
    const offline = (request.searchParams.get('scope') ?? '').split(' ').includes('offline_access');
    const refresh_token = offline ? name('refresh') : undefined;
    if (refresh_token !== undefined) refreshTokens.set(refresh_token, issued);
    return { ...rest, expires_in: Number(expires_in), refresh_token };
  }

  return server;
}

/** The address a browser is sent back to with these parameters in its query. */
export function redirectByQuery(parameters: Answer): string {
  return `${REDIRECT_URI}?${new URLSearchParams(parameters)}`;
}
