/**
 * Auth0's deploy-cli as its users run it: a process with its configuration in the environment.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ADMIN } from '../../server/test/management/server.ts';

const run = promisify(execFile);

/** It compiles a schema of everything before it begins, which a busy machine takes long for. */
const TIMEOUT_MS = 400_000;

type Choice = {
  readonly domain: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, string>>;
};

/** Runs one of its commands, and answers with what it said. */
export async function deployCli(
  command: 'export' | 'import',
  { domain, folder, settings = {} }: Choice,
): Promise<string> {
  const main = fileURLToPath(import.meta.resolve('auth0-deploy-cli'));
  const place =
    command === 'export' ? ['--format', 'directory', '--output_folder', folder] : ['--input_file', folder];
  const { stdout, stderr } = await run(process.execPath, [main, command, ...place], {
    timeout: TIMEOUT_MS,
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: ADMIN.client_id,
      AUTH0_CLIENT_SECRET: ADMIN.client_secret,
      // The certificate of the fixture is its own.
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      ...settings,
    },
  });
  return `${stdout}\n${stderr}`;
}

/** Every file of a folder by its path in it. */
export async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 0, 'the export has files');
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(files.map((file, index) => [relative(folder, file), texts[index] ?? '']).sort());
}
