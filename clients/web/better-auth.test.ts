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
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

flows('better-auth', {
  'discovery; code + PKCE, secret in the body; the user of the ID token': async () => {
    const tables = { user: [], session: [], account: [], verification: [] };
    const origin = await stand.serve('better-auth', '/api/auth/callback/tacit', (baseURL) =>
      toNodeHandler(
        betterAuth({
          baseURL,
          secret: CLIENT_SECRET,
          database: memoryAdapter(tables),
          telemetry: { enabled: false },
          plugins: [
            genericOAuth({
              config: [
                {
                  providerId: 'tacit',
                  discoveryUrl: `${stand.issuer}.well-known/openid-configuration`,
                  clientId: 'better-auth',
                  clientSecret: CLIENT_SECRET,
                  scopes: ['openid', 'profile', 'email'],
                },
              ],
            }),
          ],
        }),
      ),
    );
    const alice = stand.alice();
    const begun = await alice.fetch(`${origin}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ provider: 'tacit', callbackURL: `${origin}/api/auth/get-session` }),
    });
    const { url } = JSON.parse(await begun.text());
    const { body } = await alice.arrive(url);
    const { email, name } = JSON.parse(body).user;
    assert.deepEqual({ email, name }, { email: ALICE.email, name: ALICE.name });
  },
});
