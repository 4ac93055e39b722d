/**
 * passport-auth0 as npm has it, in an express application with a session: the code flow with `state`, the ID token
 * verified by its own rules, and the profile from /userinfo. Its addresses are set because it assumes https. It is told to
 * send the access token in the header, because it would send it in the query (RFC 6750 §2.3, RFC 9700 §4.3.2).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import Auth0Strategy from 'passport-auth0';
import type { Response } from 'playwright-core';
import { sha256 } from '../../server/src/protocol/digest.ts';
import type { Client } from '../../server/src/resources/client/client.ts';
import {
  CLIENT_SECRET,
  listen,
  openPlace,
  type Place,
  signIn,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { implicitClient } from '../../server/test/stack.ts';
import { flows } from '../flows.ts';

let place: Place;
before(async () => {
  place = await openPlace({});
});

after(() => place.close());

type Application = Awaited<ReturnType<typeof listen>>;

/** An application with passport and a session, registered as a client of its own. */
async function openApplication(
  client_id: string,
  adjust: (strategy: Auth0Strategy) => void = () => undefined,
  differences: Partial<Client> = {},
): Promise<Application> {
  const application = express();
  const listening = await listen(application);
  const callbackURL = `${listening.origin}/callback`;
  await place.storage.tenant('t-dev').clients.save(
    implicitClient(client_id, {
      app_type: 'regular_web',
      grant_types: ['authorization_code'],
      redirect_uris: [callbackURL],
      token_endpoint_auth_method: 'client_secret_post',
      client_secret_hash: sha256(CLIENT_SECRET),
      ...differences,
    }),
  );
  const strategy = strategyFor(client_id, callbackURL);
  adjust(strategy);
  const authenticator = new passport.Passport();
  authenticator.use(strategy);
  authenticator.serializeUser((user, done) => done(null, user));
  authenticator.deserializeUser((user: object, done) => done(null, user));
  application.use(session({ secret: CLIENT_SECRET, resave: false, saveUninitialized: false }));
  application.use(authenticator.session());
  application.get('/login', authenticator.authenticate('auth0', { scope: 'openid profile email' }));
  application.get('/callback', authenticator.authenticate('auth0', { successRedirect: '/me' }));
  application.get('/me', ({ user }, response) => response.json({ user: user ?? null }));
  application.use(tellError);
  return listening;
}

const tellError: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ message: String(error) });
};

function strategyFor(clientID: string, callbackURL: string): Auth0Strategy {
  return new Auth0Strategy(
    {
      domain: new URL(place.issuer).host,
      clientID,
      clientSecret: CLIENT_SECRET,
      callbackURL,
      expectedIssuer: place.issuer,
      authorizationURL: `${place.issuer}authorize`,
      tokenURL: `${place.issuer}oauth/token`,
      userInfoURL: `${place.issuer}userinfo`,
    },
    (_accessToken, _refreshToken, _extra, { id, provider, displayName, emails }, done) =>
      done(null, { id, provider, displayName, emails }),
  );
}

/** The answer to the callback, once somebody new has come to the consent page and done what is said. */
async function answerTo(
  { origin }: Application,
  { page, email }: Visitor,
  decision: '#consent-accept' | '#consent-deny',
): Promise<Response> {
  await page.goto(`${origin}/login`);
  await signIn({ page, email });
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().startsWith(`${origin}/callback`)),
    page.click(decision),
  ]);
  return answer;
}

test('passport-auth0: a callback with a state of nobody is refused', async () => {
  const application = await openApplication('passport-stray');
  const answer = await fetch(`${application.origin}/callback?code=C&state=S`);
  assert.equal(answer.status, 403);
  await application.close();
});

test('passport-auth0: who refuses is not signed in', async () => {
  const application = await openApplication('passport-denied');
  const visitor = await place.visit();
  const answer = await answerTo(application, visitor, '#consent-deny');
  assert.equal(answer.status(), 401);
  assert.equal(new URL(answer.url()).searchParams.get('error'), 'access_denied');
  await visitor.context.close();
  await application.close();
});

test('passport-auth0: FR-06 the access token in the query of /userinfo, its default, gives no profile', async () => {
  const application = await openApplication('passport-query');
  const visitor = await place.visit();
  const answer = await answerTo(application, visitor, '#consent-accept');
  assert.equal(answer.status(), 500);
  assert.match(await answer.text(), /failed to fetch user profile/);
  await visitor.context.close();
  await application.close();
});

/** Signs somebody new in, and gives the profile that the application has of them beside what it has to have. */
async function profiles(application: Application): Promise<readonly [unknown, object]> {
  const visitor = await place.visit();
  const { page, context, sub, email } = visitor;
  await answerTo(application, visitor, '#consent-accept');
  await page.waitForURL(`${application.origin}/me`);
  const { user } = JSON.parse(await page.innerText('body'));
  await context.close();
  await application.close();
  return [user, { id: sub, provider: 'auth0', displayName: 'Alice Example', emails: [{ value: email }] }];
}

flows('passport-auth0', {
  'code with state, and the profile of /userinfo': async () => {
    const application = await openApplication('passport', (strategy) =>
      strategy._oauth2.useAuthorizationHeaderforGET(true),
    );
    assert.deepEqual(...(await profiles(application)));
  },
  'as it is, with unsafe_access_token_in_query of the client': async () => {
    const differences = { unsafe_access_token_in_query: true };
    assert.deepEqual(...(await profiles(await openApplication('passport-as-it-is', undefined, differences))));
  },
});
