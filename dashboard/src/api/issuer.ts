/**
 * What everybody may ask of the tenant: its keys, and who a token is of.
 */
import { queryOptions } from '@tanstack/react-query';

/** The issuer of the tenant whose dashboard this is. */
export const ISSUER = `${location.origin}/`;

/** The keys that tokens are verified by. */
export const PUBLISHED_KEYS = queryOptions<readonly JsonWebKey[]>({
  queryKey: ['jwks'],
  async queryFn({ signal }) {
    const response = await fetch('/.well-known/jwks.json', { signal });
    const document: { readonly keys?: readonly JsonWebKey[] } = await response.json();
    return document.keys ?? [];
  },
});

export type Told = { readonly status: number; readonly text: string };

/** What /userinfo says by an access token (OIDC Core §5.3). */
export async function askUserinfo(token: string): Promise<Told> {
  const response = await fetch('/userinfo', { headers: { authorization: `Bearer ${token}` } });
  const challenge = response.headers.get('www-authenticate');
  const text = await response.text();
  return { status: response.status, text: [challenge, text].filter(Boolean).join('\n') };
}

/** What the token endpoint says of a grant (RFC 6749 §4.1.3). */
export async function askTokens(grant: Readonly<Record<string, string>>): Promise<Told> {
  const response = await fetch('/oauth/token', { method: 'POST', body: new URLSearchParams(grant) });
  return { status: response.status, text: await response.text() };
}
