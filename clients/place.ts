/**
 * Where a program of the field is tried: the server as an operator would set it up (`tacit.yaml`), an API that the program
 * calls, and an address that is free for the program.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
// The package's source, so that nothing has to be built before.
import { guard, requireScope } from '../guard/src/index.ts';
import { applyFile } from '../server/src/operator/apply.ts';
import { freePort } from '../server/test/ports.ts';
import { startStack } from '../server/test/stack.ts';

const CLIENT_ID = 'program';
const AUDIENCE = 'appointments:api';

/** What a form and Basic (RFC 6749 §2.3.1) write differently: libraries encode it, or do not. */
const CLIENT_SECRET = 'correct+horse%battery/staple=0123456789';

export const PERSON = { user: 'alice@example.com', password: 'correct horse battery staple' };

/** What a program is told, by its environment. */
export type Told = Readonly<
  Record<
    | 'ISSUER'
    | 'ORIGIN'
    | 'PORT'
    | 'CLIENT_ID'
    | 'CLIENT_SECRET'
    | 'AUDIENCE'
    | 'UPSTREAM'
    | 'API'
    | 'SESSION_KEY',
    string
  >
>;

export type Place = {
  readonly told: Told;
  /** An access token for an API, that nobody signed in for. */
  readonly accessToken: (audience: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Starts the server and the API; the caller closes them. */
export async function openPlace(): Promise<Place> {
  const stack = await startStack({ logLevel: 'silent' });
  const issuer = `http://localhost:${stack.port}/`;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const applied = await applyFile({
    file: fileURLToPath(new URL('tacit.yaml', import.meta.url)),
    config: stack.config,
    env: { ORIGIN: origin, CLIENT_SECRET, PASSWORD: PERSON.password },
    dryRun: false,
  });
  assert.ok(applied.ok, applied.ok ? '' : applied.error.join('\n'));
  const upstream = await startUpstream(issuer);
  return {
    told: {
      ISSUER: issuer,
      ORIGIN: origin,
      PORT: String(port),
      CLIENT_ID,
      CLIENT_SECRET,
      AUDIENCE,
      UPSTREAM: upstream.origin,
      API: `${upstream.origin}/api`,
      SESSION_KEY: randomBytes(32).toString('hex'),
    },
    accessToken: (audience) => clientCredentials(issuer, audience),
    close: async () => {
      upstream.server.close();
      upstream.server.closeAllConnections();
      await stack.close();
    },
  };
}

/**
 * What stands behind a program: an API that says whose token it was asked with, and for proxies an application that says who
 * they say is signed in.
 */
async function startUpstream(issuer: string): Promise<{ readonly server: Server; readonly origin: string }> {
  // Auth0's dialect, which is what a tenant signs that chose nothing.
  const dialect = { accept_access_tokens_typed_like_id_tokens: true };
  const api = guard({ issuer, audience: AUDIENCE, ...dialect }).fetch(
    (_request, { sub, claims }) => Response.json({ sub, jti: claims['jti'] }),
    requireScope('read:appointments'),
  );
  const server = createServer((request, response) => {
    const { url, headers } = request;
    const answer = url === '/api' ? api(bearing(headers)) : Response.json(whoIsSignedIn(headers));
    Promise.resolve(answer)
      .then(async (given) => response.writeHead(given.status).end(await given.text()))
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return { server, origin: `http://localhost:${address.port}` };
}

/** oauth2-proxy has a header of its own for the access token. */
function bearing({ authorization, 'x-forwarded-access-token': token }: IncomingHttpHeaders): Request {
  const header = authorization ?? (token === undefined ? undefined : `Bearer ${token}`);
  return new Request(
    'http://localhost/api',
    header === undefined ? {} : { headers: { authorization: header } },
  );
}

/** By the headers of oauth2-proxy, or by those of mod_auth_openidc. */
function whoIsSignedIn(headers: IncomingHttpHeaders): object {
  return {
    sub: headers['x-forwarded-user'] ?? headers['oidc_claim_sub'],
    email: headers['x-forwarded-email'] ?? headers['oidc_claim_email'],
  };
}

async function clientCredentials(issuer: string, audience: string): Promise<string> {
  const response = await fetch(`${issuer}oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      audience,
    }),
  });
  const { access_token }: { access_token?: unknown } = Object(await response.json());
  if (typeof access_token !== 'string')
    throw new Error(`No access token for ${audience}: ${response.status}.`);
  return access_token;
}
