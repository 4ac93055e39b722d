/**
 * A server with a browser that is signed in: whatever is let through by mistake is answered with tokens at once. Requests
 * are given encoded, and sent both ways.
 */
import assert from 'node:assert/strict';
import { assertErrorPage, assertErrorRedirect } from '../authorization/outcomes.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, query, type UserAgent } from '../user-agent.ts';
import { B0, signIn } from './requests.ts';

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' } as const;

export type SignedIn = {
  readonly stack: Stack;
  readonly browser: UserAgent;
  /** An encoded request by GET and by POST. */
  readonly ask: (encoded: string) => Promise<readonly [Answer, Answer]>;
  /** EP, both ways. */
  readonly refusedAsPage: (encoded: string) => Promise<void>;
  /** ER to the callback of B0, both ways. */
  readonly refusedAs: (error: string, encoded: string, expected?: Expected) => Promise<void>;
};

type Expected = { readonly state?: string | undefined; readonly mode?: 'fragment' | 'query' };

/** Starts the fixture and signs alice in; the caller closes the stack. */
export async function startSignedIn(): Promise<SignedIn> {
  const stack = await startStack();
  const browser = stack.browser();
  assert.notEqual(fragment((await signIn(browser)).location)['access_token'], undefined);

  const ask = async (encoded: string): Promise<readonly [Answer, Answer]> => [
    await browser.send(`/authorize?${encoded}`),
    await browser.send('/authorize', { method: 'POST', headers: FORM, body: encoded }),
  ];
  return {
    stack,
    browser,
    ask,
    async refusedAsPage(encoded) {
      const sent = encoded.slice(0, 300);
      for (const answer of await ask(encoded)) await assertErrorPage(answer, stack, { sent });
    },
    async refusedAs(error, encoded, { state, mode = 'fragment' } = { state: 'S1' }) {
      const expected = { error, redirect_uri: B0.redirect_uri, state, iss: stack.issuer('acme'), mode };
      const sent = encoded.slice(0, 300);
      for (const answer of await ask(encoded)) assertErrorRedirect(answer, { ...expected, sent });
    },
  };
}

/** B0 encoded, with one parameter in an encoding of its own; undefined leaves it out. */
export function changed(name: keyof typeof B0, encoded: string | undefined): string {
  const { [name]: _, ...others } = B0;
  return encoded === undefined ? query(others) : `${query(others)}&${name}=${encoded}`;
}
