/**
 * Auth.js 5, as @auth/express of npm has it, and next-auth 4, each with its provider for Auth0 at its defaults: code + PKCE,
 * the secret by Basic.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before } from 'node:test';
import { ExpressAuth } from '@auth/express';
import Auth0 from '@auth/express/providers/auth0';
import express from 'express';
import nextAuth from 'next-auth-4';
import nextAuth0 from 'next-auth-4/providers/auth0';
import { arrive, newBrowser, open } from '../browser.ts';
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, PERSON, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

/** Presses the button of its sign-in page, as its own client does, and gives the user of the session at the end. */
async function userOf(root: string): Promise<unknown> {
  const browser = newBrowser();
  const { csrfToken } = JSON.parse((await open(browser, `${root}/csrf`)).html);
  const body = new URLSearchParams({ csrfToken, callbackUrl: `${root}/session` });
  const page = await arrive(browser, { address: `${root}/signin/auth0`, person: PERSON, body });
  return JSON.parse(page.html).user;
}

/** The picture is of initials, as Auth0's is where nobody has said another. */
const user = (name: string) => ({ name, email: ALICE.email, image: `${stand.issuer}avatar/ae.svg` });
const provider = (clientId: string) => ({
  clientId,
  clientSecret: CLIENT_SECRET,
  issuer: stand.issuer.slice(0, -1),
});

function authJs(): RequestListener {
  const listener = express();
  const providers = [Auth0(provider('auth-js'))];
  listener.use(/^\/auth\/(.*)$/, ExpressAuth({ providers, secret: CLIENT_SECRET, trustHost: true }));
  return listener;
}

/** Its handler for an API route of Next, with what Next puts into a request. */
function nextAuth4(origin: string): RequestListener {
  process.env['NEXTAUTH_URL'] = origin;
  const options = { providers: [nextAuth0.default(provider('next-auth-4'))], secret: CLIENT_SECRET };
  const listener = express();
  listener.use(express.urlencoded());
  listener.use((request, response) => {
    const { pathname, searchParams } = new URL(request.url, origin);
    const nextauth = pathname.replace('/api/auth/', '').split('/');
    const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split(/=(.*)/s, 2));
    const cookies = Object.fromEntries(pairs.map(([name, value = '']) => [name, decodeURIComponent(value)]));
    const asked = { query: { ...Object.fromEntries(searchParams), nextauth }, cookies };
    for (const [name, value] of Object.entries(asked)) Object.defineProperty(request, name, { value });
    return nextAuth.default(request, response, options);
  });
  return listener;
}

flows('Auth.js 5', {
  'discovery; code + PKCE, secret by Basic; the user of the ID token': async () => {
    const origin = await stand.serve('auth-js', '/auth/callback/auth0', authJs);
    assert.deepEqual(await userOf(`${origin}/auth`), user(ALICE.name));
  },
});

flows('next-auth 4', {
  'discovery; code, secret by Basic; the user of the ID token': async () => {
    const origin = await stand.serve('next-auth-4', '/api/auth/callback/auth0', nextAuth4);
    // Its provider for Auth0 takes the nickname for the name.
    assert.deepEqual(await userOf(`${origin}/api/auth`), user('alice'));
  },
});
