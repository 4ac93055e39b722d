/**
 * express-openid-connect as npm has it: an express application with nothing set but who it is, which signs in by an
 * `id_token` in a form that Chromium posts; and the same application with the code flow.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { auth, type ConfigParams } from 'express-openid-connect';
import type { Page } from 'playwright-core';
import { sha256 } from '../../server/src/protocol/digest.ts';
import type { Client } from '../../server/src/resources/client/client.ts';
import {
  CLIENT_SECRET,
  listen,
  openPlace,
  type Place,
  signIn,
  signInAndConsent,
} from '../../server/test/e2e/harness.ts';
import { implicitClient } from '../../server/test/stack.ts';
import { flows } from '../flows.ts';

type Application = Awaited<ReturnType<typeof listen>>;

let place: Place;

before(async () => {
  place = await openPlace({});
});

after(() => place.close());

/** As a client that did not choose how it authenticates. */
const WITH_SECRET = {
  token_endpoint_auth_method: 'client_secret_basic_or_post',
  client_secret_hash: sha256(CLIENT_SECRET),
} as const;

/** An application whose every page asks for a login, registered as a client of its own. */
async function openApplication(
  client_id: string,
  settings: ConfigParams = {},
  registered: Partial<Client> = WITH_SECRET,
): Promise<Application> {
  const application = express();
  const listening = await listen(application);
  const baseURL = listening.origin;
  await place.storage.tenant('t-dev').clients.save(
    implicitClient(client_id, {
      app_type: 'regular_web',
      grant_types: ['implicit', 'authorization_code'],
      redirect_uris: [`${baseURL}/callback`],
      allowed_logout_urls: [baseURL],
      ...registered,
    }),
  );
  application.use(
    auth({ issuerBaseURL: place.issuer, baseURL, clientID: client_id, secret: CLIENT_SECRET, ...settings }),
  );
  application.get('/', ({ oidc }, response) => response.json({ user: oidc.user }));
  const tellError: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ message: String(error) });
  };
  application.use(tellError);
  return listening;
}

async function userAt(page: Page, { origin }: Application): Promise<object> {
  await page.waitForURL(`${origin}/`);
  const { sub, name, email } = JSON.parse(await page.innerText('body')).user;
  return { sub, name, email };
}

/** The first request that a step sends to the authorization server. */
async function askedOf(page: Page, path: string, step: () => Promise<unknown>): Promise<URL> {
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.url().startsWith(`${place.issuer}${path}`)),
    step(),
  ]);
  return new URL(request.url());
}
const LOGOUTS = [
  { how: 'auth0Logout', path: 'v2/logout', settings: { auth0Logout: true } },
  { how: 'idpLogout', path: 'oidc/logout', settings: { idpLogout: true } },
] as const;

flows('express-openid-connect', {
  'an answer that nobody asked for is refused': async () => {
    const application = await openApplication('express-stray');
    const body = new URLSearchParams({ id_token: 'a.b.c', state: 'S' });
    const answer = await fetch(`${application.origin}/callback`, { method: 'POST', body });
    assert.equal(answer.status, 400);
    await application.close();
  },
  'who refuses is reported as access_denied, and is not signed in': async () => {
    const application = await openApplication('express-denied');
    const visitor = await place.visit();
    const { page, context } = visitor;
    await page.goto(application.origin);
    await signIn(visitor);
    const answer = page.waitForResponse(`${application.origin}/callback`);
    await page.click('#consent-deny');
    assert.equal((await answer).status(), 400);
    assert.equal(
      new URLSearchParams((await answer).request().postData() ?? '').get('error'),
      'access_denied',
    );
    await context.close();
    await application.close();
  },
  'by default an id_token comes by form_post, and logout ends its own session only': async () => {
    const application = await openApplication('express-default');
    const visitor = await place.visit();
    const { page, context, sub, email } = visitor;
    const asked = await askedOf(page, 'authorize', () => page.goto(application.origin));
    const { response_type, response_mode } = Object.fromEntries(asked.searchParams);
    assert.deepEqual([response_type, response_mode], ['id_token', 'form_post']);
    await signInAndConsent(visitor);
    const user = { sub, email, name: 'Alice Example' };
    assert.deepEqual(await userAt(page, application), user);

    // Every page asks for a login, and the server still knows who this is.
    await askedOf(page, 'authorize', () => page.goto(`${application.origin}/logout`));
    assert.deepEqual(await userAt(page, application), user);
    await context.close();
    await application.close();
  },
  ...Object.fromEntries(
    LOGOUTS.map(({ how, path, settings }) => [
      `${how}: /${path} ends the session, and the next login asks for the password`,
      async () => {
        const application = await openApplication(`express-${how}`, settings);
        const visitor = await place.visit();
        const { page, context, sub, email } = visitor;
        await page.goto(application.origin);
        await signInAndConsent(visitor);
        const user = { sub, email, name: 'Alice Example' };
        assert.deepEqual(await userAt(page, application), user);

        await askedOf(page, path, () => page.goto(`${application.origin}/logout`));
        await signIn(visitor);
        assert.deepEqual(await userAt(page, application), user);
        await context.close();
        await application.close();
      },
    ]),
  ),
  'response_type=code, exchanged with the client secret': async () => {
    const authorizationParams = { response_type: 'code' } as const;
    const application = await openApplication('express-code', {
      clientSecret: CLIENT_SECRET,
      authorizationParams,
    });
    const visitor = await place.visit();
    const { page, context, sub, email } = visitor;
    const asked = await askedOf(page, 'authorize', () => page.goto(application.origin));
    assert.equal(asked.searchParams.get('response_type'), 'code');
    await signInAndConsent(visitor);
    assert.deepEqual(await userAt(page, application), { sub, email, name: 'Alice Example' });
    await context.close();
    await application.close();
  },
  'private_key_jwt: the code is exchanged with an assertion, and no secret is anywhere': async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'app', alg: 'RS256', use: 'sig' };
    const application = await openApplication(
      'express-assertion',
      {
        authorizationParams: { response_type: 'code' },
        clientAuthMethod: 'private_key_jwt',
        clientAssertionSigningAlg: 'RS256',
        clientAssertionSigningKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] } },
    );
    const visitor = await place.visit();
    const { page, context, sub, email } = visitor;
    await page.goto(application.origin);
    await signInAndConsent(visitor);
    assert.deepEqual(await userAt(page, application), { sub, email, name: 'Alice Example' });
    await context.close();
    await application.close();
  },
  ...Object.fromEntries(
    (['client_secret_basic', 'client_secret_post'] as const).map((clientAuthMethod) => [
      `${clientAuthMethod}: a client that did not choose takes its secret so too`,
      async () => {
        const application = await openApplication(`express-${clientAuthMethod}`, {
          clientSecret: CLIENT_SECRET,
          authorizationParams: { response_type: 'code' },
          clientAuthMethod,
        });
        const visitor = await place.visit();
        const { page, context, sub, email } = visitor;
        await page.goto(application.origin);
        await signInAndConsent(visitor);
        assert.deepEqual(await userAt(page, application), { sub, email, name: 'Alice Example' });
        await context.close();
        await application.close();
      },
    ]),
  ),
});
