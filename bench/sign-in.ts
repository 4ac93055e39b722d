/**
 * Signs in once over HTTP, so that the measured requests have a live session.
 */
import { USER } from './workload.ts';

/** The Cookie header of a session, and the answer of the request that began it. */
export type SignedIn = { readonly cookie: string; readonly answer: URL };

/** Follows a request to its end, filling in the forms on the way. */
export async function signIn(origin: string, path: string): Promise<SignedIn> {
  const cookies = new Map<string, string>();
  let next: { readonly path: string; readonly form?: URLSearchParams } = { path };
  for (let hop = 0; hop < 12; hop += 1) {
    const answer = await fetch(new URL(next.path, origin), {
      redirect: 'manual',
      headers: { cookie: cookieHeader(cookies) },
      ...(next.form ? { method: 'POST', body: next.form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    const location = answer.headers.get('location');
    if (location && new URL(location, origin).origin !== origin) {
      return { cookie: cookieHeader(cookies), answer: new URL(location) };
    }
    next = location ? { path: location } : fillIn(await answer.text());
  }
  throw new Error(`No answer after twelve hops from ${origin}.`);
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const equals = pair.indexOf('=');
  const value = pair.slice(equals + 1);
  if (value === '') cookies.delete(pair.slice(0, equals));
  else cookies.set(pair.slice(0, equals), value);
}

function fillIn(page: string): { readonly path: string; readonly form: URLSearchParams } {
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`Neither a redirect nor a form: ${page.slice(0, 400)}`);
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map((field): [string, string] => [field[1] ?? '', field[2] ?? '']));
  if (page.includes('type="password"')) {
    form.set('username', USER.email);
    form.set('password', USER.password);
    form.set('action', 'login');
  } else form.set('action', 'accept');
  return { path: action, form };
}
