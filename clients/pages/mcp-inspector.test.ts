/**
 * The page of the MCP Inspector 1 as npm has it, in Chromium, before an MCP server behind @tacit/guard: with the connection type
 * Direct it finds, registers, asks for tokens and calls from where it is, so that CORS lets it or nothing does. (The Inspector 2
 * sends all of this by a server of its own.) The page is bundled and its dependencies are not read, so the largest
 * of them are something small by `overrides` of package.json.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { after, before } from 'node:test';
import {
  openPlace,
  type Pages,
  type Place,
  signIn,
  signInAndConsent,
  type Visitor,
} from '../../server/test/e2e/harness.ts';
import { freePort } from '../../server/test/ports.ts';
import { api } from '../../server/test/stack.ts';
import { flows } from '../flows.ts';

/** By its address: the types of two clients say different things of a request of express. */
const NOTES_SERVER = new URL('../../server/test/mcp/notes-server.ts', import.meta.url).href;

let place: Place;
let server: Server;
let resource: string;
before(async () => {
  place = await openPlace(await inspector());
  await place.chooseSettings({ mcp_clients: true });
  const port = await freePort();
  resource = `http://localhost:${port}/mcp`;
  await place.storage.tenant('t-dev').resourceServers.save({
    ...api(resource, ['notes:read', 'notes:write']),
    allow_offline_access: true,
    token_dialect: 'rfc9068_profile',
  });
  const { notesServer } = await import(NOTES_SERVER);
  server = notesServer({ issuer: place.issuer, resource }).listen(port, 'localhost');
  await once(server, 'listening');
});

after(async () => {
  server.close();
  server.closeAllConnections();
  await place.close();
});

/** Its page at each of the paths that it has, and what that loads. */
async function inspector(): Promise<Pages> {
  const index = import.meta.resolve('@modelcontextprotocol/inspector-client/dist/index.html');
  const page = { html: await readFile(new URL(index), 'utf8') };
  const assets = new URL('assets/', index);
  const files = (await readdir(assets)).map((name) => [`/assets/${name}`, { file: `${assets}${name}` }]);
  return { '/': page, '/oauth/callback': page, '/oauth/callback/debug': page, ...Object.fromEntries(files) };
}

/** Somebody new opens the Inspector, told of nothing but the address of the MCP server. */
async function visit(): Promise<Visitor> {
  const visitor = await place.visit();
  await visitor.page.goto(
    `${place.pages}/?transport=streamable-http&serverUrl=${encodeURIComponent(resource)}`,
  );
  await visitor.page.click('#connection-type-select');
  await visitor.page.getByRole('option', { name: 'Direct' }).click();
  return visitor;
}

/** Somebody new signs in, agrees, and is shown the tools. */
async function connected(): Promise<Visitor> {
  const visitor = await visit();
  await button(visitor, 'Connect').click();
  await signInAndConsent(visitor);
  await button(visitor, 'List Tools').click();
  await visitor.page.getByText('clear_notes').waitFor();
  return visitor;
}

async function readsNotes(visitor: Visitor): Promise<void> {
  await visitor.page.getByText('read_notes').click();
  await button(visitor, 'Run Tool').click();
  await visitor.page.getByText('buy milk').first().waitFor();
}

const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true });

/** Makes of the access token that the page keeps one that the MCP server takes no more. */
const SPOIL = `for (const [key, value] of Object.entries(sessionStorage))
  if (key.endsWith('mcp_tokens'))
    sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), access_token: 'expired' }));`;

flows('@modelcontextprotocol/inspector-client', {
  'Connect: registers, signs in, lists tools and calls one, all from the page': async () => {
    const visitor = await connected();
    await readsNotes(visitor);
    await visitor.context.close();
  },
  'Connect: who refuses consent is told so': async () => {
    const visitor = await visit();
    await button(visitor, 'Connect').click();
    await signIn(visitor);
    await visitor.page.click('#consent-deny');
    await visitor.page.getByText('Error: access_denied.').first().waitFor();
    await visitor.context.close();
  },
  'Run Tool: where a scope is missing, it refreshes as the SDK does, and says that this was not enough':
    async () => {
      const visitor = await connected();
      await visitor.page.getByText('clear_notes').click();
      const [answer] = await Promise.all([
        visitor.page.waitForResponse(`${place.issuer}oauth/token`),
        button(visitor, 'Run Tool').click(),
      ]);
      assert.match(answer.request().postData() ?? '', /^grant_type=refresh_token&/);
      assert.equal(answer.status(), 200);
      await visitor.page.getByText('403 after trying upscoping').first().waitFor();
      await visitor.context.close();
    },
  'Reconnect: where the access token is taken no more, it registers and asks anew': async () => {
    const visitor = await connected();
    await visitor.page.evaluate(SPOIL);
    await button(visitor, 'Reconnect').click();
    await visitor.page.click('#consent-accept');
    await button(visitor, 'List Tools').click();
    await readsNotes(visitor);
    await visitor.context.close();
  },
  'Quick OAuth Flow: its debugger has tokens': async () => {
    const visitor = await visit();
    await button(visitor, 'Open Auth Settings').click();
    await button(visitor, 'Quick OAuth Flow').click();
    await signInAndConsent(visitor);
    await button(visitor, 'Quick Refresh').waitFor();
    await visitor.context.close();
  },
});
