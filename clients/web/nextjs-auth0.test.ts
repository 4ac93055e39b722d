/**
 * nextjs-auth0 3 as npm has it: its route handlers with Next's own requests, the secret by Basic.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { NextRequest } from 'next/server.js';
import { initAuth0 } from 'nextjs-auth0-3';
import { isSamePlace } from '../../conformance/walk/user-agent.ts';
import { arrive, newBrowser, open } from '../browser.ts';
import { flows } from '../flows.ts';
import { ALICE, AUDIENCE, CLIENT_SECRET, openStand, PERSON, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

flows('nextjs-auth0 3', {
  'discovery; code + PKCE, secret by Basic; the profile of its session; logout': async () => {
    const origin = await stand.serve('nextjs-auth0', '/api/auth/callback', (baseURL) => {
      const auth0 = initAuth0({
        baseURL,
        issuerBaseURL: stand.issuer.slice(0, -1),
        clientID: 'nextjs-auth0',
        clientSecret: CLIENT_SECRET,
        secret: CLIENT_SECRET,
        authorizationParams: { audience: AUDIENCE, scope: 'openid profile email offline_access' },
      });
      const handle = auth0.handleAuth();
      return getRequestListener((request) => {
        const { url, method, headers } = request;
        const { pathname } = new URL(url);
        return handle(new NextRequest(url, { method, headers }), {
          params: { auth0: [pathname.replace('/api/auth/', '')] },
        });
      });
    });
    const browser = newBrowser((url) => isSamePlace(url, `${origin}/`));
    const there = { address: `${origin}/api/auth/login?returnTo=/api/auth/me`, person: PERSON };
    const { sub, name, email } = JSON.parse((await arrive(browser, there)).html);
    assert.deepEqual({ sub, name, email }, ALICE);
    const left = await browser.open(new URL(`${origin}/api/auth/logout`));
    assert.equal(left.kind, 'client', 'the way home is through the server');
    assert.equal((await open(browser, `${origin}/api/auth/login`)).url.pathname, '/login');
  },
});
