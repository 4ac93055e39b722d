/**
 * grant as npm has it, in an express application with a session: the secret in the body.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import express from 'express';
import session from 'express-session';
import grant from 'grant';
import { arrive, newBrowser } from '../browser.ts';
import { flows } from '../flows.ts';
import { ALICE, AUDIENCE, CLIENT_SECRET, openStand, PERSON, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

flows('grant', {
  'code + PKCE with state and nonce, secret in the body': async () => {
    const origin = await stand.serve('grant', '/connect/tacit/callback', (at) => {
      const listener = express();
      listener.use(session({ secret: CLIENT_SECRET, resave: false, saveUninitialized: false }));
      listener.use(
        grant({
          handler: 'express',
          config: {
            defaults: { origin: at, transport: 'session', state: true, nonce: true, pkce: true },
            tacit: {
              authorize_url: `${stand.issuer}authorize`,
              access_url: `${stand.issuer}oauth/token`,
              oauth: 2,
              key: 'grant',
              secret: CLIENT_SECRET,
              scope: ['openid', 'offline_access'],
              scope_delimiter: ' ',
              custom_params: { audience: AUDIENCE },
              response: ['tokens', 'jwt'],
              callback: '/welcome',
            },
          },
        }),
      );
      listener.get('/welcome', (request, response) =>
        response.json(Object.assign({ grant: {} }, request.session).grant),
      );
      return listener;
    });
    const there = { address: `${origin}/connect/tacit`, person: PERSON };
    const { html } = await arrive(newBrowser(), there);
    const answer = JSON.parse(html).response;
    assert.equal(answer.jwt?.id_token?.payload.sub, ALICE.sub, html);
    assert.equal(typeof answer.refresh_token, 'string');
  },
});
