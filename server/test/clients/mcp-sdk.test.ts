/**
 * @modelcontextprotocol/sdk as npm has it, client and server, with @tacit/guard between them: an MCP client that knows nothing but
 * the address of an MCP server finds the authorization server, registers, signs its user in and calls a tool.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  auth,
  discoverAuthorizationServerMetadata,
  discoverOAuthServerInfo,
  UnauthorizedError,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { Agent, REDIRECT_URL } from '../mcp/agent.ts';
import { notesServer } from '../mcp/notes-server.ts';
import { api, type Stack, startStack } from '../stack.ts';
import { claimsOf } from '../tokens/code-flow.ts';
import { UserAgent } from '../user-agent.ts';

const VS_CODE = {
  client_name: 'Visual Studio Code',
  client_uri: 'https://code.visualstudio.com',
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  response_types: ['code'],
  redirect_uris: [
    'https://insiders.vscode.dev/redirect',
    'https://vscode.dev/redirect',
    'http://127.0.0.1/',
    'http://127.0.0.1:33418/',
  ],
  scope: 'notes:read offline_access',
  token_endpoint_auth_method: 'none',
  application_type: 'native',
};

/** What clients send when they register, and where they want their answers. */
const REGISTRATIONS: readonly (readonly [name: string, body: object, redirect_uri: string])[] = [
  ['VS Code', VS_CODE, 'http://127.0.0.1:33418/'],
  ['VS Code on another port', VS_CODE, 'http://127.0.0.1:50123/'],
  ['VS Code in a browser', VS_CODE, 'https://vscode.dev/redirect'],
  [
    'Claude',
    {
      client_name: 'Claude',
      client_uri: 'https://claude.ai',
      redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: 'notes:read',
      token_endpoint_auth_method: 'client_secret_post',
    },
    'https://claude.ai/api/mcp/auth_callback',
  ],
  [
    'Claude Code',
    {
      client_name: 'Claude Code (notes)',
      redirect_uris: ['http://localhost:54545/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    'http://localhost:54545/callback',
  ],
  [
    'a client of this machine, on another port of localhost',
    {
      redirect_uris: ['http://localhost:54545/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    'http://localhost:61234/callback',
  ],
  [
    'Cursor',
    {
      client_name: 'Cursor',
      redirect_uris: ['cursor://anysphere.cursor-retrieval/oauth/user-notes/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    'cursor://anysphere.cursor-retrieval/oauth/user-notes/callback',
  ],
  [
    'MCP Inspector',
    {
      client_name: 'MCP Inspector',
      client_uri: 'https://github.com/modelcontextprotocol/inspector',
      redirect_uris: ['http://localhost:6274/oauth/callback', 'http://localhost:6274/oauth/callback/debug'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: '',
      token_endpoint_auth_method: 'none',
    },
    'http://localhost:6274/oauth/callback/debug',
  ],
];

describe('@modelcontextprotocol/sdk', () => {
  let stack: Stack;
  let issuer: string;
  const servers: { readonly close: () => void }[] = [];

  async function listen(listener: (origin: string) => RequestListener): Promise<string> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    const origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
    server.on('request', listener(origin));
    servers.push({ close: () => server.close() });
    return origin;
  }

  before(async () => {
    const documents = await listen((origin) => (request, response) => {
      const client_id = `${origin}${request.url}`;
      const document = {
        client_id,
        client_name: 'Documented Agent',
        redirect_uris: [REDIRECT_URL],
        grant_types: VS_CODE.grant_types,
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    });
    client_id = `${documents}/client.json`;
    stack = await startStack({ unsafeOutboundHosts: [new URL(documents).host] });
    issuer = `http://localhost:${stack.port}/`;
    const settings = { ...TENANT_SETTINGS_DEFAULTS, mcp_clients: true };
    const tenant = { tenant_id: 't-acme', name: 'acme', region: 'us', domain: 'localhost', settings };
    await stack.storage.tenants.save(tenant);
    resource = `${await listen((origin) => notesServer({ issuer, resource: `${origin}/mcp` }))}/mcp`;
    const notes: ResourceServer = {
      ...api(resource, ['notes:read', 'notes:write']),
      allow_offline_access: true,
      token_dialect: 'rfc9068_profile',
    };
    await stack.storage.tenant('t-acme').resourceServers.save(notes);
  });
  after(async () => {
    for (const server of servers) server.close();
    await stack.close();
  });
  let resource: string;
  let client_id: string;

  const browser = () => new UserAgent({ port: stack.port, host: `localhost:${stack.port}` });

  /** What the SDK sent to the token endpoint. */
  function recorder() {
    const sent: URLSearchParams[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (init?.body instanceof URLSearchParams) sent.push(init.body);
      return globalThis.fetch(input, init);
    };
    return { sent, fetch };
  }

  async function connect(agent: Agent, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Client> {
    const transport = () =>
      new StreamableHTTPClientTransport(new URL(resource), { authProvider: agent, fetch });
    const first = transport();
    await assert.rejects(
      new Client({ name: 'agent', version: '1' }).connect(first),
      (error) => error instanceof UnauthorizedError,
    );
    await first.finishAuth(agent.code);
    const client = new Client({ name: 'agent', version: '1' });
    await client.connect(transport());
    return client;
  }

  const textOf = (answer: object) => JSON.stringify(answer);

  test('a client that registers itself: metadata, consent, a tool, and a refresh, each for the one API', async () => {
    const agent = new Agent(browser());
    const { sent, fetch } = recorder();
    const client = await connect(agent, fetch);
    const [asked] = agent.asked;
    assert.equal(asked?.searchParams.get('resource'), resource);
    assert.equal(asked?.searchParams.get('scope'), 'notes:read offline_access');
    assert.match(agent.consentPage, /id="consent-destination">localhost:8787</);
    assert.match(agent.consentPage, /id="consent-unverified"/);
    assert.equal(claimsOf(agent.kept?.access_token)['aud'], resource);
    assert.match(textOf(await client.callTool({ name: 'read_notes' })), /buy milk/);

    // The API takes the token no longer: the SDK refreshes, and nobody is asked.
    const before = agent.kept;
    assert.ok(before?.refresh_token);
    agent.kept = { ...before, access_token: 'expired' };
    assert.match(textOf(await client.callTool({ name: 'read_notes' })), /buy milk/);
    assert.notEqual(agent.kept.access_token, 'expired');
    assert.equal(agent.asked.length, 1);
    const kinds = sent.map((body) => [body.get('grant_type'), body.get('resource')]);
    assert.deepEqual(kinds, [
      ['authorization_code', resource],
      ['refresh_token', resource],
    ]);
    await client.close();
  });

  test('insufficient_scope sends the user for more, and the call goes on with it', async () => {
    const agent = new Agent(browser(), { metadata: { grant_types: ['authorization_code'] } });
    const client = await connect(agent);
    await assert.rejects(
      client.callTool({ name: 'clear_notes' }),
      (error) => error instanceof UnauthorizedError,
    );
    assert.equal(agent.asked.at(-1)?.searchParams.get('scope'), 'notes:read notes:write');
    await auth(agent, { serverUrl: resource, authorizationCode: agent.code });
    assert.equal(agent.kept?.scope, 'notes:read notes:write');
    await client.callTool({ name: 'clear_notes' });
    assert.doesNotMatch(textOf(await client.callTool({ name: 'read_notes' })), /buy milk/);
    await client.close();
  });

  test('a client that is known by its document registers nothing, and its host is shown', async () => {
    const agent = new Agent(browser(), { client_id });
    const client = await connect(agent);
    assert.match(textOf(await client.listTools()), /clear_notes/);
    assert.match(agent.consentPage, new RegExp(`id="consent-origin">${new URL(client_id).host}<`));
    assert.equal(claimsOf(agent.kept?.access_token)['client_id'], client_id);
    await client.close();
  });

  test('the SDK brings the address of its metadata where discovery says that it may', async () => {
    const clientMetadataUrl = 'https://agent.test/client.json';
    const agent = new Agent(browser(), { clientMetadataUrl });
    // There is no agent.test: its user is shown an error page.
    assert.equal(await auth(agent, { serverUrl: resource }), 'REDIRECT');
    assert.equal(agent.asked[0]?.searchParams.get('client_id'), clientMetadataUrl);
    assert.equal(agent.code, '');
  });

  test('every way to the metadata leads there: by the challenge, by the path, by the host, of either kind', async () => {
    const { origin } = new URL(resource);
    for (const address of [resource, `${origin}/`, `${resource}/elsewhere`]) {
      const found = await discoverOAuthServerInfo(address);
      assert.equal(found.authorizationServerUrl, issuer, address);
      assert.equal(found.resourceMetadata?.resource, resource);
      assert.equal(found.authorizationServerMetadata?.issuer, issuer);
    }
    for (const hidden of ['oauth-authorization-server', 'openid-configuration']) {
      const metadata = await discoverAuthorizationServerMetadata(issuer, {
        fetchFn: async (url, init) =>
          String(url).includes(hidden) ? new Response(null, { status: 404 }) : fetch(url, init),
      });
      assert.equal(metadata?.registration_endpoint, `${issuer}oidc/register`, hidden);
    }
    const challenge = (await fetch(resource, { method: 'POST' })).headers.get('www-authenticate');
    assert.match(
      challenge ?? '',
      /resource_metadata="http:\/\/localhost:\d+\/\.well-known\/oauth-protected-resource\/mcp"/,
    );
  });

  for (const [name, body, redirect_uri] of REGISTRATIONS) {
    test(`${name} registers as it does, keeps what is supported, and gets to its callback`, async () => {
      const headers = { 'content-type': 'application/json' };
      const sent = { method: 'POST', headers, body: JSON.stringify(body) };
      const registered = await browser().send('/oidc/register', sent);
      assert.equal(registered.status, 201, registered.body);
      const information = JSON.parse(registered.body);
      assert.deepEqual(information.grant_types, ['authorization_code', 'refresh_token']);
      const asked = {
        response_type: 'code',
        client_id: information.client_id,
        redirect_uri,
        scope: 'notes:read',
        resource,
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      };
      const page = await browser().authorize(asked);
      assert.equal(page.status, 200, page.body);
      assert.match(page.body, /name="password"/);
    });
  }

  test('the guide shows this very server', async () => {
    const guide = await readFile(
      join(import.meta.dirname, '../../../docs/guides/protect-an-mcp-server.md'),
      'utf8',
    );
    const code = await readFile(join(import.meta.dirname, '../mcp/notes-server.ts'), 'utf8');
    assert.ok(guide.includes(code.replace('../../../guard/src/index.ts', '@tacit/guard')));
  });
});
