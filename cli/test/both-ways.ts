/**
 * A server on a database, and the tool at both doors of it.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { readConfig } from '@tacit/server/config';
import { serve } from '@tacit/server/main';
import { freePort } from '../../server/test/ports.ts';
import { FILE, operatorHere } from './operator.ts';

const ADMIN = { TACIT_ADMIN_CLIENT_ID: 'operator', TACIT_ADMIN_CLIENT_SECRET: 's'.repeat(43) };

const AS_ADMIN = {
  TACIT_CLIENT_ID: ADMIN.TACIT_ADMIN_CLIENT_ID,
  TACIT_CLIENT_SECRET: ADMIN.TACIT_ADMIN_CLIENT_SECRET,
};

/** Acme alone is at localhost, which this machine finds. */
export const ACME = `${FILE.replace('region: us\n', 'region: us\n    domain: localhost\n')}`;

type Env = Readonly<Record<string, string>>;

/** Starts it; `here` works at the database, `far` over the API. */
export async function bothWays(t: TestContext, { file = ACME, env = {} }: { file?: string; env?: Env } = {}) {
  const { tacit } = await operatorHere(t);
  const port = await freePort();
  const own = { TACIT_PORT: String(port), ALICE: 'correct horse battery staple', ...env };
  const within = (more: Env, args: readonly string[]) => tacit(args, { ...own, ...more });
  await writeFile('tacit.yaml', file);
  const applied = await within({}, ['apply', 'tacit.yaml']);
  assert.equal(applied.code, 0, applied.stderr);
  const config = readConfig({ ...own, ...ADMIN, TACIT_LOG_LEVEL: 'fatal' });
  assert.ok(config.ok);
  const server = await serve({ config: config.value });
  t.after(() => server.close());
  const far = { TACIT_SERVER: `http://localhost:${port}`, ...AS_ADMIN };
  return {
    here: (args: readonly string[]) => within({}, args),
    far: (args: readonly string[], more: Env = {}) => within({ ...far, ...more }, args),
    url: far.TACIT_SERVER,
  };
}
