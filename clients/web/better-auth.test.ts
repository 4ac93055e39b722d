/**
 * better-auth as npm has it, with its generic OAuth plugin: everything by discovery, the secret in the body, and its own
 * users in memory.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { genericOAuth } from 'better-auth/plugins';
import { arrive, newBrowser } from '../browser.ts';
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, PERSON, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

flows('better-auth', {
  'discovery; code + PKCE, secret in the body; the user of the ID token': async () => {
    const tables = { user: [], session: [], account: [], verification: [] };
    const origin = await stand.serve('better-auth', '/api/auth/callback/tacit', (baseURL) => {
      const discoveryUrl = `${stand.issuer}.well-known/openid-configuration`;
      const tacit = { discoveryUrl, clientId: 'better-auth', clientSecret: CLIENT_SECRET };
      const auth = betterAuth({
        baseURL,
        secret: CLIENT_SECRET,
        database: memoryAdapter(tables),
        telemetry: { enabled: false },
        plugins: [
          genericOAuth({
            config: [{ ...tacit, providerId: 'tacit', scopes: ['openid', 'profile', 'email'] }],
          }),
        ],
      });
      const handle = toNodeHandler(auth);
      return async (request, response) => {
        if (request.url !== '/login') return handle(request, response);
        const body = { provider: 'tacit', callbackURL: `${baseURL}/api/auth/get-session` };
        const begun = await auth.api.signInSocial({ body, returnHeaders: true });
        const cookies = begun.headers.getSetCookie();
        response.writeHead(303, { location: begun.response.url ?? '', 'set-cookie': cookies }).end();
      };
    });
    const { html } = await arrive(newBrowser(), { address: `${origin}/login`, person: PERSON });
    const { email, name } = JSON.parse(html).user;
    assert.deepEqual({ email, name }, { email: ALICE.email, name: ALICE.name });
  },
});
