/**
 * The web application of the workload: signs in over HTTP and asks the token endpoint.
 */
import type { Running } from './peers.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { AUDIENCE, WEB_CALLBACK, WEB_CLIENT_ID, WEB_CLIENT_SECRET } from './workload.ts';

/** How it authenticates (RFC 6749 §2.3.1). */
export const CLIENT_SECRET_BASIC = {
  authorization: `Basic ${Buffer.from(`${WEB_CLIENT_ID}:${WEB_CLIENT_SECRET}`).toString('base64')}`,
  'content-type': 'application/x-www-form-urlencoded',
} as const;

export type Tokens = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, string>>;

/** Fields as the body of a form. */
export function formOf(fields: Fields): string {
  return new URLSearchParams(fields).toString();
}

/** One request to an endpoint, for what answers it. */
export async function ask({ origin }: Running, endpoint: string, fields: Fields): Promise<Tokens> {
  const body = formOf(fields);
  const answer = await fetch(`${origin}${endpoint}`, { method: 'POST', headers: CLIENT_SECRET_BASIC, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${origin}${endpoint} answered ${answer.status} ${text}`);
  return JSON.parse(text);
}

/** Signs in as often as is said, one browser for all, and exchanges each code. */
export async function signInForTokens(
  running: Running,
  request: { readonly scope: string; readonly api: boolean; readonly times: number },
): Promise<readonly Tokens[]> {
  const { origin, peer } = running;
  const path = `${peer.authorization_endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: WEB_CLIENT_ID,
    redirect_uri: WEB_CALLBACK,
    scope: request.scope,
    nonce: 'n-0S6_WzA2Mj',
    ...(request.api ? { [peer.api]: AUDIENCE } : {}),
  })}`;
  const first = await signIn(origin, path);
  const answers = [first.answer];
  while (answers.length < request.times) answers.push(await again(`${origin}${path}&prompt=none`, first));
  return Promise.all(answers.map((answer) => exchange(running, answer)));
}

async function again(url: string, { cookie }: SignedIn): Promise<URL> {
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
  return new URL(answer.headers.get('location') ?? '', url);
}

function exchange(running: Running, { searchParams, href }: URL): Promise<Tokens> {
  const code = searchParams.get('code');
  if (code === null) throw new Error(`There is no code in ${href}.`);
  const redirect_uri = WEB_CALLBACK;
  return ask(running, running.peer.token_endpoint, { grant_type: 'authorization_code', code, redirect_uri });
}
