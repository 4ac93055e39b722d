/**
 * express-oauth2-jwt-bearer 1.10 as npm has it, with express 5: the API of a customer of Auth0 accepts Tacit's tokens
 * after a change of `issuerBaseURL`, and refuses what it should.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import express, { type ErrorRequestHandler } from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import {
  AUDIENCE,
  authorizeUrl,
  BLANK,
  fragmentOf,
  listen,
  openPlace,
  type Place,
  signInAndConsent,
} from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';

let place: Place;
let api: Awaited<ReturnType<typeof listen>>;

before(async () => {
  place = await openPlace({ '/callback': { html: BLANK } });
  const app = express();
  const guarded = auth({ issuerBaseURL: place.issuer, audience: AUDIENCE });
  app.get('/api/appointments', guarded, requiredScopes('appointments'), (_request, response) =>
    response.json({ appointments: [] }),
  );
  app.get('/api/contacts', guarded, requiredScopes('contacts'), (_request, response) =>
    response.json({ contacts: [] }),
  );
  const tellError: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error.status ?? 500).set(error.headers ?? {});
    response.json({});
  };
  app.use(tellError);
  api = await listen(app);
});

after(async () => {
  await api.close();
  await place.close();
});

/** Signs somebody in and takes what the client was given. */
async function tokens(
  changes: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const visitor = await place.visit();
  await visitor.page.goto(authorizeUrl(place, changes));
  await signInAndConsent(visitor);
  await visitor.page.waitForURL(`${place.pages}/callback#**`);
  const given = fragmentOf(visitor.page);
  await visitor.context.close();
  return given;
}

async function ask(
  path: string,
  token?: string,
): Promise<{ readonly status: number; readonly challenge: string }> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${api.origin}${path}`, { headers });
  await response.body?.cancel();
  return { status: response.status, challenge: response.headers.get('www-authenticate') ?? '' };
}
flows('express-oauth2-jwt-bearer', {
  'without a token the answer is 401': async () => {
    const { status, challenge } = await ask('/api/appointments');
    assert.equal(status, 401);
    assert.match(challenge, /^Bearer/);
  },
  'our ID token is no access token': async () => {
    const { id_token } = await tokens();
    const { status, challenge } = await ask('/api/appointments', id_token);
    assert.equal(status, 401);
    assert.match(challenge, /invalid_token/);
  },
  'our access token for another API is refused': async () => {
    const { access_token } = await tokens({ audience: 'billing:api' });
    const { status, challenge } = await ask('/api/appointments', access_token);
    assert.equal(status, 401);
    assert.match(challenge, /Unexpected 'aud' value/);
  },
  'an access token with a changed signature is refused': async () => {
    const { access_token = '' } = await tokens();
    const [header, claims, signature = ''] = access_token.split('.');
    const other = signature.startsWith('A') ? 'B' : 'A';
    assert.equal(
      (await ask('/api/appointments', `${header}.${claims}.${other}${signature.slice(1)}`)).status,
      401,
    );
  },
  'our access token opens what its scope names, and nothing else': async () => {
    const { access_token } = await tokens();
    assert.equal((await ask('/api/appointments', access_token)).status, 200);
    const { status, challenge } = await ask('/api/contacts', access_token);
    assert.equal(status, 403);
    assert.match(challenge, /insufficient_scope/);
  },
});
