/**
 * Which clients are pointed at the server as their registries have them, and what each does: the one place that says it.
 * A test declares its flows under the row (`flows.ts`), and the guide's table is written from here (`compatibility.ts`).
 */
import { readFileSync } from 'node:fs';

export type Client = {
  /** As its registry calls it, with the major version where several are tested. */
  readonly name: string;
  readonly language: Language;
  readonly version: string;
  readonly flows: readonly string[];
  /** The one line that the application needs beside its defaults. */
  readonly remedy?: string;
};

export type Language = 'JavaScript in a page' | 'JavaScript on a server';

const PACKAGE = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The version that package.json pins, by the name it is installed under: `2.0.1`, or `npm:its-name@2.0.1`. */
function pinned(dependency: string): string {
  const range: unknown = PACKAGE.devDependencies[dependency];
  if (typeof range !== 'string') throw new Error(`clients/package.json does not pin ${dependency}.`);
  return range.slice(range.lastIndexOf('@') + 1);
}

const RELYING_PARTY = 'discovery; code + PKCE, secret by Basic; userinfo; refresh; revocation';

function web(name: string, flows: readonly string[], dependency = name): Client {
  return { name, language: 'JavaScript on a server', version: pinned(dependency), flows };
}

export const CLIENTS: readonly Client[] = [
  web('arctic', ['code + PKCE, secret by Basic; refresh; revocation']),
  web('Auth.js 5', ['discovery; code + PKCE, secret by Basic; the user of the ID token'], '@auth/express'),
  web('better-auth', ['discovery; code + PKCE, secret in the body; the user of the ID token']),
  web('client-oauth2', ['code, secret by Basic; refresh']),
  web('grant', ['code + PKCE with state and nonce, secret in the body']),
  web('next-auth 4', ['discovery; code, secret by Basic; the user of the ID token'], 'next-auth-4'),
  web(
    'nextjs-auth0 3',
    ['discovery; code + PKCE, secret by Basic; the profile of its session; logout'],
    'nextjs-auth0-3',
  ),
  web('openid-client 4', [RELYING_PARTY], 'openid-client-4'),
  web('openid-client 5', [RELYING_PARTY], 'openid-client-5'),
  {
    ...web('passport-auth0', ['code with state, and the profile of /userinfo']),
    remedy: '`strategy._oauth2.useAuthorizationHeaderforGET(true)`',
  },
  web('passport-oauth2', ['code + PKCE with state, secret in the body']),
  web('passport-openidconnect', ['code with state and nonce, secret in the body; the profile of /userinfo']),
  web('simple-oauth2', ['code, secret by Basic; refresh; revocation', 'client_credentials']),
];

/** The row of a client. */
export function clientNamed(name: string): Client {
  const row = CLIENTS.find((client) => client.name === name);
  if (!row) throw new Error(`clients/table.ts has no row for ${name}.`);
  return row;
}
