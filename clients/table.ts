/**
 * Which clients are pointed at the server as their registries have them, and what each does: the one place that says it.
 * A test declares its flows under the row (`flows.ts`), and the guide's table is written from here (`compatibility.ts`).
 */
import { readFileSync } from 'node:fs';
import { PROGRAMS, type Program } from './programs.ts';

export type Client = {
  /** As its registry calls it, with the major version where several are tested. */
  readonly name: string;
  readonly language: Language;
  readonly version: string;
  readonly flows: readonly string[];
  /** The one line that the application needs beside its defaults. */
  readonly remedy?: string;
  /** What runs its flows; `npm test` where nothing is said. */
  readonly command?: string;
};

export type Language = 'JavaScript in a page' | 'JavaScript on a server' | Program['language'];

const PACKAGE = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The version that package.json pins, by the name it is installed under: `2.0.1`, or `npm:its-name@2.0.1`. */
function pinned(dependency: string): string {
  const range: unknown = PACKAGE.devDependencies[dependency];
  if (typeof range !== 'string') throw new Error(`clients/package.json does not pin ${dependency}.`);
  return range.slice(range.lastIndexOf('@') + 1);
}

export const CLIENTS: readonly Client[] = [
  {
    name: 'passport-auth0',
    language: 'JavaScript on a server',
    version: pinned('passport-auth0'),
    flows: ['code with state, and the profile of /userinfo'],
    remedy: '`strategy._oauth2.useAuthorizationHeaderforGET(true)`',
  },
  ...PROGRAMS,
];

/** The row of a client. */
export function clientNamed(name: string): Client {
  const row = CLIENTS.find((client) => client.name === name);
  if (!row) throw new Error(`clients/table.ts has no row for ${name}.`);
  return row;
}
