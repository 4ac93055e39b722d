/**
 * Clients that are known by the address of their metadata (OAuth Client ID Metadata Document), from the request to the refresh.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { sha256 } from '../../src/protocol/digest.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import { type Stack, startStack } from '../stack.ts';
import { ALICE, API, errorOf, VERIFIER } from '../tokens/code-flow.ts';

const CALLBACK = 'https://rp.test/cb';

/** What the server of the clients answers by path, and what it was asked for. */
type Site = { readonly documents: Map<string, { status: number; body: string }>; readonly asked: string[] };

describe('client metadata documents', () => {
  const site: Site = { documents: new Map(), asked: [] };
  const server = createServer(({ url = '' }, response) => {
    site.asked.push(url);
    const { status, body } = site.documents.get(url) ?? { status: 404, body: '' };
    response.writeHead(status, { 'content-type': 'application/json', location: `${origin}/good` }).end(body);
  });
  let origin: string;
  let stack: Stack;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    origin = `http://${host}`;
    stack = await startStack({ settings: { mcp_clients: true }, unsafeOutboundHosts: [host] });
  });
  after(async () => {
    await stack.close();
    await new Promise((resolve) => server.close(resolve));
  });
  afterEach(() => choose({ mcp_clients: true }));

  async function choose(changes: Partial<TenantSettings>): Promise<void> {
    const settings = { ...TENANT_SETTINGS_DEFAULTS, ...changes };
    await stack.storage.tenants.save({ tenant_id: 't-acme', name: 'acme', region: 'us', settings });
  }

  /** Puts a document at a path, and gives its address. */
  function publish(path: string, changes: object = {}, status = 200): string {
    const client_id = `${origin}${path}`;
    const document = { client_id, client_name: 'Notes Agent', redirect_uris: [CALLBACK], ...changes };
    site.documents.set(path, { status, body: JSON.stringify(document) });
    return client_id;
  }

  const ask = (client_id: string, changes: Readonly<Record<string, string>> = {}) => ({
    response_type: 'code',
    client_id,
    redirect_uri: CALLBACK,
    scope: 'openid offline_access read:a',
    resource: API,
    state: 'S1',
    code_challenge: sha256(VERIFIER),
    code_challenge_method: 'S256',
    ...changes,
  });
  const timesAsked = (path: string) => site.asked.filter((one) => one === path).length;

  const REFUSED: readonly (readonly [why: string, path: string, changes: object, status?: number])[] = [
    ['another client_id than its address', '/other', { client_id: 'https://other.test/client' }],
    ['no client_id', '/none', { client_id: undefined }],
    ['a secret', '/secret', { client_secret: 'x'.repeat(40) }],
    ['the end of a secret', '/ends', { client_secret_expires_at: 0 }],
    ['a method that needs a secret', '/post', { token_endpoint_auth_method: 'client_secret_post' }],
    ['another such method', '/jwt', { token_endpoint_auth_method: 'client_secret_jwt' }],
    ['a method without its keys', '/keys', { token_endpoint_auth_method: 'private_key_jwt' }],
    ['keys that must not be asked for', '/jwks', { jwks_uri: 'https://169.254.169.254/' }],
    ['no callback', '/nowhere', { redirect_uris: [] }],
    ['a callback of script', '/script', { redirect_uris: ['javascript:alert(1)'] }],
    ['only grants that we do not have', '/grants', { grant_types: ['password'] }],
    ['more than a document may hold', '/long', { x: 'x'.repeat(11_000) }],
    ['the status of a redirect', '/moved', {}, 302],
    ['the status of a failure', '/broken', {}, 503],
  ];
  for (const [why, path, changes, status] of REFUSED) {
    test(`CIMD §4 a document with ${why} makes no client, and nobody is told why`, {
      timeout: 20_000,
    }, async () => {
      const answer = await stack.browser().authorize(ask(publish(path, changes, status)));
      assert.equal(answer.status, 400);
      assert.match(answer.body, /client_id is missing or unknown/);
      assert.equal(timesAsked('/good'), 0);
    });
  }

  test('CIMD a document that is no object makes no client', async () => {
    for (const body of ['', '[]', '"x"', '{', '<html>']) {
      const client_id = publish('/text');
      site.documents.set('/text', { status: 200, body });
      assert.equal((await stack.browser().authorize(ask(client_id))).status, 400);
    }
  });

  test('SF-01 an address that must not be asked is not, and is answered like one that has no document', async () => {
    const before = site.asked.length;
    for (const client_id of [
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/client',
      'http://rp.test/client',
      `${origin.replace('http:', 'https:')}/good#x`,
      `${origin}/a/../good`,
      `${origin}/`,
    ]) {
      const answer = await stack.browser().authorize(ask(client_id));
      assert.match(answer.body, /client_id is missing or unknown/, client_id);
    }
    assert.equal(site.asked.length, before);
  });

  test('off by default: nothing is asked for, and the error names the setting', async () => {
    const client_id = publish('/off');
    await choose({});
    const answer = await stack.browser().authorize(ask(client_id));
    assert.match(answer.body, /client_id_metadata_documents is off/);
    assert.equal(timesAsked('/off'), 0);
    const metadata = await stack.browser().send('/.well-known/oauth-authorization-server');
    assert.equal('client_id_metadata_document_supported' in JSON.parse(metadata.body), false);
    assert.equal('registration_endpoint' in JSON.parse(metadata.body), false);
  });

  test('each of the two that the switch turns on has a setting of its own', async () => {
    await choose({ client_id_metadata_documents: true });
    const { body } = await stack.browser().send('/.well-known/oauth-authorization-server');
    const { client_id_metadata_document_supported, registration_endpoint } = JSON.parse(body);
    assert.deepEqual([client_id_metadata_document_supported, registration_endpoint], [true, undefined]);
    await choose({ mcp_clients: true, dynamic_registration: 'off' });
    const both = JSON.parse((await stack.browser().send('/.well-known/openid-configuration')).body);
    assert.equal(both.client_id_metadata_document_supported, true);
    assert.equal(both.registration_endpoint, `${stack.issuer('acme')}oidc/register`);
  });

  test('a callback that the document does not list gets no answer', async () => {
    const client_id = publish('/listed');
    const answer = await stack.browser().authorize(ask(client_id, { redirect_uri: 'https://evil.test/cb' }));
    assert.equal(answer.status, 400);
    assert.match(answer.body, /redirect_uri is not one of the callbacks/);
  });

  test('FR-15 the End-User is shown who answers for the client, and is always asked', async () => {
    const client_id = publish('/good', {
      is_first_party: true,
      client_name: 'Tacit Security',
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    });
    const agent = stack.browser();
    const consent = await agent.signIn(await agent.authorize(ask(client_id)), ALICE);
    assert.match(consent.body, new RegExp(`id="consent-origin">${new URL(origin).host}<`));
    assert.match(consent.body, /id="consent-destination">rp\.test</);
    assert.match(consent.body, /id="consent-unverified"/);

    const { searchParams } = new URL((await agent.consent(consent, 'accept')).location);
    const post = (fields: Readonly<Record<string, string>>) =>
      agent.post('/oauth/token', { client_id, ...fields });
    const exchanged = await post({
      grant_type: 'authorization_code',
      code: searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      resource: API,
    });
    const tokens = JSON.parse(exchanged.body);
    assert.equal(tokens.scope, 'openid offline_access read:a');
    const refreshed = await post({
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
      resource: API,
    });
    assert.equal(refreshed.status, 200, refreshed.body);
    const authorization = `Bearer ${tokens.access_token}`;
    assert.equal((await agent.send('/userinfo', { headers: { authorization } })).status, 200);
    // Asked for once, whoever needed the client.
    assert.equal(timesAsked('/good'), 1);

    await choose({});
    const off = await post({
      grant_type: 'refresh_token',
      refresh_token: JSON.parse(refreshed.body).refresh_token,
    });
    assert.equal(errorOf(off), 'invalid_client');
  });

  test('a document that changes asks for consent anew; one that is gone is good for a day', async () => {
    const client_id = publish('/changes');
    const agent = stack.browser();
    const first = await agent.consent(
      await agent.signIn(await agent.authorize(ask(client_id)), ALICE),
      'accept',
    );
    assert.ok(new URL(first.location).searchParams.has('code'));
    const silent = async () => (await agent.authorize(ask(client_id, { scope: 'openid read:a' }))).location;
    assert.ok(new URL(await silent()).searchParams.has('code'));

    site.documents.delete('/changes');
    stack.clock.now += 700;
    assert.ok(new URL(await silent()).searchParams.has('code'));
    publish('/changes', { client_name: 'Somebody Else' });
    stack.clock.now += 700;
    assert.equal(await silent(), '');
    site.documents.delete('/changes');
    stack.clock.now += 86_400;
    const gone = await agent.authorize(ask(client_id));
    assert.match(gone.body, /client_id is missing or unknown/);
  });

  test('access to the account can be taken back from a client whose document is gone', async () => {
    const client_id = publish('/account');
    const agent = stack.browser();
    await agent.consent(await agent.signIn(await agent.authorize(ask(client_id)), ALICE), 'accept');
    site.documents.delete('/account');
    await choose({});
    const page = await agent.follow(await agent.send('/account/applications'));
    assert.match(page.body, new RegExp(`value="${client_id}"`));
  });

  test('FU-05 a client_id that is the identifier of an API is no client: a token would be taken for the other', async () => {
    const client_id = publish('/api');
    const { resourceServers } = stack.storage.tenant('t-acme');
    const api = await resourceServers.find(API);
    assert.ok(api);
    await resourceServers.save({ ...api, identifier: client_id });
    assert.match((await stack.browser().authorize(ask(client_id))).body, /client_id is missing or unknown/);
  });

  test('a client that was registered under an address is that client, and nothing is fetched', async () => {
    const client_id = publish('/registered');
    const { clients } = stack.storage.tenant('t-acme');
    const known = await clients.find('code1');
    assert.ok(known);
    await clients.save({ ...known, client_id, redirect_uris: [CALLBACK] });
    assert.equal((await stack.browser().authorize(ask(client_id))).status, 200);
    assert.equal(timesAsked('/registered'), 0);
  });
});
