/**
 * People at the fixture who are signed in, for the tests of what support does for them.
 */
import assert from 'node:assert/strict';
import { B0, silently } from '../attacks/requests.ts';
import { codeOf, newPerson, type Person, verify } from '../factors/second-factors.ts';
import type { Stack } from '../stack.ts';
import { ASKED, VERIFIER } from '../tokens/code-flow.ts';
import type { UserAgent } from '../user-agent.ts';

export type SignedIn = {
  readonly person: Person;
  readonly browser: UserAgent;
  readonly refresh_token: string;
};

/** Somebody who has signed in, by an app too if they have one, and whose application (`code1`, of code-flow.ts) has a refresh token. */
export async function signedIn(
  stack: Stack,
  person?: Person,
  app?: { readonly key: Uint8Array },
): Promise<SignedIn> {
  const who = person ?? (await newPerson(stack));
  const browser = stack.browser();
  const page = await browser.signIn(await browser.authorize(ASKED), who);
  const answer = app ? await verify(browser, page, { code: codeOf(app, stack) }) : page;
  const code = new URL(answer.location).searchParams.get('code') ?? '';
  const tokens = await stack.browser().post('/oauth/token', {
    ...{ grant_type: 'authorization_code', client_id: 'code1', code },
    ...{ redirect_uri: ASKED.redirect_uri, code_verifier: VERIFIER },
  });
  const { refresh_token } = JSON.parse(tokens.body);
  assert.equal(typeof refresh_token, 'string', tokens.body);
  return { person: who, browser, refresh_token };
}

/** Whether a session and a refresh token go on. A token that is not known any more is used up by asking. */
export async function goesOn(
  stack: Stack,
  { browser, refresh_token }: SignedIn,
): Promise<{ readonly session: boolean; readonly tokens: boolean }> {
  const answer = await stack.browser().post('/oauth/token', {
    ...{ grant_type: 'refresh_token', client_id: 'code1', refresh_token },
  });
  return { session: (await silently(browser)) === 'tokens', tokens: answer.status === 200 };
}

/** Signs in at the login page: the status of what comes, 303 for who is let in. */
export async function tryPassword(stack: Stack, { username }: Person, password: string): Promise<number> {
  const browser = stack.browser();
  const page = await browser.authorize(B0);
  return (await browser.signIn(page, { username, password })).status;
}
