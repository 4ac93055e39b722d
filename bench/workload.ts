/**
 * The work that is measured: a silent `id_token token` for a live session, the request every open page repeats.
 */

export type BenchAlg = 'RS256' | 'ES256';

export const CLIENT_ID = 'bench';
export const CALLBACK = 'https://app.bench.test/cb';
export const AUDIENCE = 'https://api.bench.test';
export const SCOPE = 'openid read:a';
export const USER = { email: 'alice@bench.test', password: 'a password for the bench only' } as const;

/** The request, with or without an End-User to ask. */
export function authorizationPath(endpoint: string, prompt?: 'none'): string {
  const parameters = new URLSearchParams({
    response_type: 'id_token token',
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK,
    scope: SCOPE,
    state: 'af0ifjsldkj',
    nonce: 'n-0S6_WzA2Mj',
    ...(prompt === undefined ? {} : { prompt }),
  });
  return `${endpoint}?${parameters}`;
}
