/**
 * What the tests of this package do again and again: start an application on a page, go through a sign-in, and see
 * that a refusal left nothing behind.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createClient, type RedirectSignedIn, type Tacit } from '../src/client.ts';
import { TacitError, type TacitErrorCode } from '../src/errors.ts';
import type { TacitOptions } from '../src/settings.ts';
import {
  AUDIENCE,
  answer,
  type Bend,
  CLIENT_ID,
  ISSUER,
  type Published,
  publish,
  REDIRECT_URI,
  redirect,
} from './authorization-server.ts';
import { type Browser, openBrowser, type Page } from './page.ts';

export const OPTIONS = {
  issuer: ISSUER,
  client_id: CLIENT_ID,
  redirect_uri: REDIRECT_URI,
  audience: AUDIENCE,
  scope: 'openid read:a',
  flow: 'implicit',
} satisfies TacitOptions;

export type Visit = {
  readonly server: Published;
  readonly browser: Browser;
  readonly page: Page;
  readonly tacit: Tacit;
  /** The script of the page starts anew, as after each navigation. */
  readonly restart: () => Tacit;
  /** Asks for a sign-in and gives the address the user was sent to. */
  readonly authorize: (...options: Parameters<Tacit['authorize']>) => Promise<string>;
  /** Comes back at this address with a script that starts there. */
  readonly comeBack: (url: string) => Promise<RedirectSignedIn | undefined>;
};

/** An application on a page of its own browser. */
export function visit(options: Partial<TacitOptions> = {}): Visit {
  const server = publish();
  const browser = openBrowser(server.fetch);
  const page = browser.openPage('https://app.acme.test/');
  const start = () => createClient({ ...OPTIONS, ...options }, page.environment);
  const current = { tacit: start() };
  const restart = () => {
    current.tacit = start();
    return current.tacit;
  };
  return {
    server,
    browser,
    page,
    get tacit() {
      return current.tacit;
    },
    restart,
    async authorize(...given) {
      await current.tacit.authorize(...given);
      return lastOf(page.left);
    },
    comeBack(url) {
      page.visit(url);
      return restart().handleRedirect();
    },
  };
}

/** A sign-in from the request to the answer, bent as said. */
export async function signIn(at: Visit, bend: Bend = {}): Promise<RedirectSignedIn | undefined> {
  const request = await at.authorize();
  return at.comeBack(redirect(await answer(request, bend)));
}

/** Refused with this code; nothing stored, the fragment gone, no token in the error nor sent anywhere. */
export async function assertRefused(
  at: Visit,
  outcome: Promise<unknown>,
  code: TacitErrorCode,
): Promise<TacitError> {
  const secrets = at.page.visits.flatMap(tokensIn);
  const error = await refusalOf(outcome);
  assert.equal(error.code, code, error.message);
  assert.equal(new URL(at.page.address()).hash, '', 'the fragment is still in the address');
  assert.ok(!at.page.history.some((address) => tokensIn(address).length > 0), 'a token is in the history');
  assert.equal(at.tacit.getUser(), undefined, 'somebody is signed in');
  const seen = inspect([error, [...at.page.storage], at.server.requests], { depth: 9, showHidden: true });
  for (const secret of secrets) assert.ok(!seen.includes(secret), 'a token was kept, sent or shown');
  return error;
}

/** The typed error a promise ends with. */
export async function refusalOf(outcome: Promise<unknown>): Promise<TacitError> {
  const error: unknown = await outcome.then(
    () => assert.fail('it was accepted'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TacitError, inspect(error));
  return error;
}

/** The last of a list that has one. */
export function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  assert.ok(last !== undefined, 'the list is empty');
  return last;
}

function tokensIn(address: string): readonly string[] {
  const parameters = new URLSearchParams(new URL(address).hash.slice(1));
  return ['access_token', 'id_token'].flatMap((name) => parameters.getAll(name)).filter(Boolean);
}
