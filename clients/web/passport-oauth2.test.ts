/**
 * passport-oauth2 and passport-openidconnect as npm has them, in an express application with a session: the secret in the
 * body.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import passport, { type Strategy } from 'passport';
import OAuth2Strategy, { type VerifyCallback } from 'passport-oauth2';
import OpenIDConnectStrategy, {
  type Profile,
  type VerifyCallback as ProfileCallback,
} from 'passport-openidconnect';
import { arrive, newBrowser } from '../browser.ts';
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, PERSON, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
});

after(() => stand.close());

/** An application whose /login begins and whose callback says who it is, or what went wrong. */
function application(strategy: Strategy, options: Readonly<Record<string, string>>): RequestListener {
  const authenticator = new passport.Passport();
  authenticator.use('tacit', strategy);
  const listener = express();
  listener.use(session({ secret: CLIENT_SECRET, resave: false, saveUninitialized: false }));
  listener.get('/login', authenticator.authenticate('tacit', options));
  listener.get('/callback', authenticator.authenticate('tacit', { session: false }), ({ user }, response) =>
    response.json({ user }),
  );
  listener.use(tellError);
  return listener;
}

const tellError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(500).json({ message: String(error) });
};

async function userOf(origin: string): Promise<unknown> {
  const { html } = await arrive(newBrowser(), { address: `${origin}/login`, person: PERSON });
  return JSON.parse(html);
}

flows('passport-oauth2', {
  'code + PKCE with state, secret in the body': async () => {
    const origin = await stand.serve('passport-oauth2', '/callback', (at) =>
      application(
        new OAuth2Strategy(
          {
            authorizationURL: `${stand.issuer}authorize`,
            tokenURL: `${stand.issuer}oauth/token`,
            clientID: 'passport-oauth2',
            clientSecret: CLIENT_SECRET,
            callbackURL: `${at}/callback`,
            state: true,
            pkce: true,
          },
          (_access: string, refresh: string | undefined, _profile: unknown, done: VerifyCallback) =>
            done(null, { isRenewable: refresh !== undefined }),
        ),
        { scope: 'openid offline_access' },
      ),
    );
    assert.deepEqual(await userOf(origin), { user: { isRenewable: true } });
  },
});

flows('passport-openidconnect', {
  'code with state and nonce, secret in the body; the profile of /userinfo': async () => {
    const origin = await stand.serve('passport-openidconnect', '/callback', (at) =>
      application(
        new OpenIDConnectStrategy(
          {
            issuer: stand.issuer,
            authorizationURL: `${stand.issuer}authorize`,
            tokenURL: `${stand.issuer}oauth/token`,
            userInfoURL: `${stand.issuer}userinfo`,
            clientID: 'passport-openidconnect',
            clientSecret: CLIENT_SECRET,
            callbackURL: `${at}/callback`,
            scope: ['profile', 'email'],
          },
          (_issuer: string, { id, displayName }: Profile, done: ProfileCallback) =>
            done(null, { id, displayName }),
        ),
        {},
      ),
    );
    assert.deepEqual(await userOf(origin), { user: { id: ALICE.sub, displayName: ALICE.name } });
  },
});
