/**
 * The work that is measured, the same for every server: its clients, its API, its End-User.
 */

export type BenchAlg = 'RS256' | 'ES256';

/** A page: the implicit grant, with nothing it could keep secret. */
export const CLIENT_ID = 'bench';
export const CALLBACK = 'https://app.bench.test/cb';

/** A web application: tokens from the token endpoint, for a secret. */
export const WEB_CLIENT_ID = 'bench-web';
export const WEB_CLIENT_SECRET = 'a-secret-for-the-bench-only-0123456789';
export const WEB_CALLBACK = 'https://web.bench.test/cb';

export const AUDIENCE = 'https://api.bench.test';
export const API_SCOPE = 'read:a';
export const SCOPE = `openid ${API_SCOPE}`;
export const USER = { email: 'alice@bench.test', password: 'a password for the bench only' } as const;

/** What the server's hashes cost (docs/guides/passwords.md): OWASP's minimum for argon2id, memory in KiB. */
export const PASSWORD_PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 } as const;

/** The request of the page at a server: what it asks for, and what a measurement asks beside. */
export function requestAt(origin: string, beside: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    response_type: 'id_token token',
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK,
    scope: SCOPE,
    audience: AUDIENCE,
    nonce: 'n-0S6_WzA2Mj',
    ...beside,
  });
  return `${origin}/authorize?${query}`;
}
