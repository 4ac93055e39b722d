/**
 * Every kind of answer the server gives, once each, by what was asked: what must hold of all of them is held over this list.
 */
import type { Stack } from '../stack.ts';
import { type Answer, fragment } from '../user-agent.ts';
import { ALICE, B0, THIRD_PARTY } from './requests.ts';

export type Crawled = { readonly name: string; readonly answer: Answer };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Asks for everything; the names are those of the answers. */
export async function crawl(stack: Stack): Promise<readonly Crawled[]> {
  return [...(await walk(stack)), ...(await refusals(stack)), ...(await documents(stack))];
}

/** From the login page to the signed-out page. */
async function walk(stack: Stack): Promise<readonly Crawled[]> {
  const browser = stack.browser();
  const toLogin = await browser.send(`/authorize?${new URLSearchParams(THIRD_PARTY)}`);
  const login = await browser.send(toLogin.location);
  const failed = await browser.signIn(login, { ...ALICE, password: 'wrong' });
  const consent = await browser.signIn(failed, ALICE);
  const tokens = await browser.consent(consent, 'accept');
  const silent = { ...B0, prompt: 'none' };
  const bearer = { authorization: `Bearer ${fragment(tokens.location)['access_token']}` };
  const answers = {
    'to the login page': toLogin,
    'login page': login,
    'failed login': failed,
    'consent page': consent,
    tokens,
    'form_post of tokens': await browser.authorize({ ...B0, response_mode: 'form_post' }),
    'web_message of tokens': await browser.authorize({ ...silent, response_mode: 'web_message' }),
    'claims of userinfo': await browser.send('/userinfo', { headers: bearer }),
    'logout to an address': await browser.send('/v2/logout?client_id=spa1'),
    'signed-out page': await browser.send('/v2/logout'),
    'web_message of an error': await browser.authorize({ ...silent, response_mode: 'web_message' }),
    'form_post of an error': await browser.authorize({ ...silent, response_mode: 'form_post' }),
    'redirect of an error': await browser.authorize(silent),
  };
  await stack.storage
    .tenant('t-acme')
    .consents.withdraw({ sub: 'auth0|a11ce0000000000000000001', client_id: 'spa2' });
  return named(answers);
}

async function refusals(stack: Stack): Promise<readonly Crawled[]> {
  const browser = stack.browser();
  const post = (path: string, headers: Record<string, string>, body = '') =>
    browser.send(path, { method: 'POST', headers, body });
  return named({
    'error page': await browser.authorize({ ...B0, redirect_uri: 'https://evil.test/' }),
    'page of a form that is refused': await post('/login', FORM),
    'page of a form of another site': await post('/consent', { ...FORM, 'sec-fetch-site': 'cross-site' }),
    'body of another type': await post('/authorize', { 'content-type': 'application/json' }, '{}'),
    'body too large': await post('/authorize', FORM, `state=${'x'.repeat(40_000)}`),
    'request too long': await browser.send(`/authorize?state=${'x'.repeat(11_000)}`),
    'no such page': await browser.send('/nothing-here'),
    'no such method': await browser.send('/login', { method: 'DELETE' }),
    'no such tenant': await browser.send('/authorize', { headers: { host: 'nobody.test' } }),
    'userinfo without a token': await browser.send('/userinfo'),
    'userinfo with a wrong token': await browser.send('/userinfo', {
      headers: { authorization: 'Bearer wrong' },
    }),
    'logout to an address that is refused': await browser.send('/v2/logout?returnTo=https://evil.test'),
  });
}

async function documents(stack: Stack): Promise<readonly Crawled[]> {
  const browser = stack.browser();
  const jwks = await browser.send('/.well-known/jwks.json');
  const headers = { 'if-none-match': jwks.headers.etag ?? '' };
  return named({
    jwks,
    'jwks not modified': await browser.send('/.well-known/jwks.json', { headers }),
    discovery: await browser.send('/.well-known/openid-configuration'),
    'discovery by HEAD': await browser.send('/.well-known/openid-configuration', { method: 'HEAD' }),
    'authorization server metadata': await browser.send('/.well-known/oauth-authorization-server'),
    'preflight of userinfo': await browser.send('/userinfo', { method: 'OPTIONS' }),
    healthz: await browser.send('/healthz'),
    readyz: await browser.send('/readyz'),
  });
}

function named(answers: Readonly<Record<string, Answer>>): readonly Crawled[] {
  return Object.entries(answers).map(([name, answer]) => ({ name, answer }));
}

/** Whether the answer is a document a browser would show. */
export function isPage({ answer }: Crawled): boolean {
  return answer.headers['content-type']?.startsWith('text/html') ?? false;
}
