/**
 * What a virtual user does over HTTP, a function a step: each gives what it was answered, or throws `Refused`.
 */
import { createHash } from 'node:crypto';
import { type Answer, hiddenFields } from '../../server/test/user-agent.ts';
import { AUDIENCE, CALLBACK, OWN_CLIENT, type Person } from './tenants.ts';
import { Refused, type Visitor } from './visitor.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export type Tokens = {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
};

function request(client_id: string): Readonly<Record<string, string>> {
  return {
    response_type: 'code',
    client_id,
    redirect_uri: CALLBACK,
    scope: 'openid profile offline_access read:a',
    audience: AUDIENCE,
    state: 'S1',
    nonce: 'N1',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  };
}

/** Signs in at a client and agrees where that is asked; gives the code, and whether consent was asked for. */
export async function signIn(
  visitor: Visitor,
  { email, password }: Pick<Person, 'email' | 'password'>,
  client_id = OWN_CLIENT,
): Promise<{ readonly code: string; readonly consented: boolean }> {
  const page = await visitor.authorize(request(client_id));
  const answer = isPage(page, 'login-submit')
    ? await visitor.signIn(page, { username: email, password })
    : page;
  const asksConsent = answer.status === 200 && answer.body.includes('action="/consent"');
  const last = asksConsent ? await visitor.consent(answer, 'accept') : answer;
  return { code: codeOf(last, 'the login'), consented: asksConsent };
}

/** The page where somebody signs in who has no session. */
export function loginPage(visitor: Visitor, client_id = OWN_CLIENT): Promise<Answer> {
  return visitor.authorize(request(client_id));
}

/** As the page of a session that lives does it; the error's name when it does not live. */
export async function silently(visitor: Visitor): Promise<string> {
  const answer = await visitor.authorize({ ...request(OWN_CLIENT), prompt: 'none' });
  const { searchParams } = new URL(answer.location || 'about:blank');
  if (searchParams.has('code')) return 'code';
  const error = searchParams.get('error');
  if (error === null) throw new Refused('a silent sign-in', answer);
  return error;
}

/** Tokens for a code. */
export async function exchange(visitor: Visitor, code: string, client_id = OWN_CLIENT): Promise<Tokens> {
  return tokensOf(
    await visitor.post('/oauth/token', {
      grant_type: 'authorization_code',
      client_id,
      code,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    }),
    'the exchange of a code',
  );
}

/** Tokens for a refresh token. */
export async function refresh(visitor: Visitor, refresh_token: string): Promise<Tokens> {
  const fields = { grant_type: 'refresh_token', client_id: OWN_CLIENT, refresh_token };
  return tokensOf(await visitor.post('/oauth/token', fields), 'a refresh');
}

/** Ends what a refresh token belongs to. */
export async function revoke(visitor: Visitor, token: string): Promise<void> {
  const answer = await visitor.post('/oauth/revoke', { client_id: OWN_CLIENT, token });
  if (answer.status !== 200) throw new Refused('a revocation', answer);
}

/** Ends the session of this browser. */
export async function logOut(visitor: Visitor): Promise<void> {
  const parameters = new URLSearchParams({ client_id: OWN_CLIENT, returnTo: CALLBACK });
  const answer = await visitor.follow(await visitor.send(`/v2/logout?${parameters}`));
  if (!answer.location.startsWith(CALLBACK)) throw new Refused('a logout', answer);
}

/** Makes an account; gives its `sub`. */
export async function signUp(visitor: Visitor, { email, password }: Person): Promise<void> {
  const body = JSON.stringify({
    client_id: OWN_CLIENT,
    connection: 'Username-Password-Authentication',
    email,
    password,
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await visitor.send('/dbconnections/signup', { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Refused('a sign-up', answer);
}

/** Changes the password on the account page of a session that lives. */
export async function changePassword(visitor: Visitor, { password }: Person, next: string): Promise<void> {
  const path = '/account/password';
  const page = await visitor.follow(await visitor.send(path));
  if (page.status !== 200) throw new Refused('the account page', page);
  const fields = { ...hiddenFields(page.body), current_password: password, password: next };
  const answer = await visitor.post(path, fields);
  if (answer.status !== 303) throw new Refused('a change of password', answer);
}

/** The claims about whom an access token is for. */
export async function userinfo(visitor: Visitor, access_token: string): Promise<Answer> {
  return visitor.send('/userinfo', { headers: { authorization: `Bearer ${access_token}` } });
}

function isPage({ status, body }: Answer, id: string): boolean {
  return status === 200 && body.includes(`id="${id}"`);
}

function codeOf(answer: Answer, what: string): string {
  const code = URL.parse(answer.location)?.searchParams.get('code');
  if (!code) throw new Refused(what, answer);
  return code;
}

function tokensOf(answer: Answer, what: string): Tokens {
  if (answer.status !== 200) throw new Refused(what, answer);
  return JSON.parse(answer.body);
}
