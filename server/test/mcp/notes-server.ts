import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { guard, requireScope } from '../../../guard/src/index.ts';

/** What each tool asks of a token. */
const TOOLS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['read_notes', ['notes:read']],
  ['clear_notes', ['notes:read', 'notes:write']],
]);

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version, mcp-session-id',
  'access-control-expose-headers': 'www-authenticate, mcp-session-id',
};

/** An MCP server; `resource` is its address as clients know it, and the identifier of its API at the issuer. */
export function notesServer({ issuer, resource }: { readonly issuer: string; readonly resource: string }) {
  const api = guard({
    issuer,
    audience: resource,
    resource_metadata: { resource_name: 'Notes', scopes_supported: ['notes:read', 'offline_access'] },
  });
  const notes = new Map<string, readonly string[]>();

  const app = express();
  app.use('/.well-known/oauth-protected-resource', api.express());
  app.use('/mcp', (request, response, next) => {
    response.set(CORS);
    if (request.method !== 'OPTIONS') return next();
    return response.status(204).end();
  });
  app.post('/mcp', api.express(), express.json(), (request, response, next) => {
    // A body may hold several calls.
    const calls: readonly unknown[] = [request.body].flat();
    const scopes = calls.flatMap((call) => TOOLS.get(Object(Object(call).params).name) ?? []);
    return scopes.length === 0 ? next() : api.express(requireScope(...scopes))(request, response, next);
  });
  app.post('/mcp', async (request, response) => {
    const { sub } = api.token(request);
    const server = new McpServer({ name: 'notes', version: '1.0.0' });
    server.registerTool('read_notes', { description: 'The notes of the user.' }, () => said(notes.get(sub)));
    server.registerTool('clear_notes', { description: 'Throws the notes away.' }, () => {
      notes.set(sub, []);
      return said([]);
    });
    const transport = new StreamableHTTPServerTransport();
    response.on('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  });
  app.all('/mcp', (_request, response) => response.status(405).end());
  return app;
}

function said(notes: readonly string[] = ['buy milk']) {
  return { content: [{ type: 'text' as const, text: notes.join('\n') }] };
}
