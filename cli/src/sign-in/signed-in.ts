/**
 * Who is signed in at which server, as a file of this machine that its owner alone reads: access tokens, which end by themselves.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ownTerminal } from '../terminal.ts';

export type SignedIn = {
  readonly access_token: string;
  /** Whole seconds since the epoch. */
  readonly expires_at: number;
};

type Servers = Readonly<Record<string, SignedIn>>;

/** Seconds that a command may take on its way: what ends sooner is not begun with. */
const MARGIN = 30;

/** Where it lies (XDG Base Directory Specification). */
export function signedInFile(): string {
  const { XDG_CONFIG_HOME } = ownTerminal().env;
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'tacit', 'signed-in.json');
}

/** Who is signed in at a server, however long that is over. */
export async function signedInAt({ origin }: URL): Promise<SignedIn | undefined> {
  const servers = await readServers();
  return Object.hasOwn(servers, origin) ? servers[origin] : undefined;
}

/** Whether it is good for another command. */
export function isGood({ expires_at }: SignedIn): boolean {
  return expires_at - MARGIN > Date.now() / 1_000;
}

/** Keeps it in the place of what was there. */
export async function keepSignedIn({ origin }: URL, signedIn: SignedIn): Promise<void> {
  await writeServers({ ...(await readServers()), [origin]: signedIn });
}

/** Forgets it; what was there. */
export async function forgetSignedIn({ origin }: URL): Promise<SignedIn | undefined> {
  const { [origin]: forgotten, ...others } = await readServers();
  if (forgotten) await writeServers(others);
  return forgotten;
}

async function readServers(): Promise<Servers> {
  const text = await readFile(signedInFile(), 'utf8').catch((error: unknown) => {
    if (Object(error).code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text)).filter(isEntry));
  } catch {
    // Whoever wrote something else there is asked to sign in.
    return {};
  }
}

function isEntry(entry: readonly [string, unknown]): entry is [string, SignedIn] {
  const { access_token, expires_at } = Object(entry[1]);
  return typeof access_token === 'string' && typeof expires_at === 'number';
}

/** Whole or not at all, and nobody else's to read at any moment. */
async function writeServers(servers: Servers): Promise<void> {
  const file = signedInFile();
  if (Object.keys(servers).length === 0) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const made = `${file}.${process.pid}`;
  await rm(made, { force: true });
  await writeFile(made, `${JSON.stringify(servers, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(made, file);
}
