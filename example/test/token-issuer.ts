/**
 * The smallest issuer an API can be pointed at: discovery, one published key, and a pen to sign with. It shows what the
 * API accepts without an authorization server beside it.
 */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { listen, type Running } from '../listener.ts';

export type TokenIssuer = Running & {
  /** An RS256 token of this issuer; members of `claims` and `header` replace the good ones, `undefined` removes. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
};

/** Starts an issuer on a free port. */
export async function startTokenIssuer(audience: string): Promise<TokenIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
  const documents = new Map<string, (issuer: string) => unknown>([
    ['/.well-known/openid-configuration', (issuer) => metadata(issuer)],
    ['/.well-known/oauth-authorization-server', (issuer) => metadata(issuer)],
    ['/.well-known/jwks.json', () => ({ keys: [jwk] })],
  ]);
  const running = await listen(
    (request, response) => {
      const document = documents.get(request.url ?? '');
      response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(document ? JSON.stringify(document(`http://${request.headers.host}/`)) : '{}');
    },
    { port: 0, setting: 'none' },
  );
  return {
    ...running,
    token(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const good = { iss: running.url, sub: 'auth0|alice', aud: audience, iat: now, exp: now + 600 };
      const more = { client_id: 'appointments-spa', jti: randomUUID(), scope: 'appointments contacts' };
      const parts = [
        { alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...header },
        { ...good, ...more, ...claims },
      ];
      const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
    },
  };
}

function metadata(issuer: string): unknown {
  return {
    issuer,
    jwks_uri: `${issuer}.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
