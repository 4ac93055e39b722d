/**
 * Tacit as it is run: durable on SQLite with every audit row, default settings. Prints its origin when it is ready.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@tacit/server/config';
import { serve } from '@tacit/server/main';
import { applyFile } from '@tacit/server/operator';
import { AUDIENCE, type BenchAlg, CALLBACK, CLIENT_ID, USER } from '../workload.ts';

const [alg, port] = [process.argv[2] as BenchAlg, Number(process.argv[3])];

const directory = await mkdtemp(join(tmpdir(), 'tacit-bench-'));
const configured = readConfig({
  TACIT_PORT: String(port),
  TACIT_HOST: '127.0.0.1',
  TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
  TACIT_LOG_LEVEL: 'info',
});
if (!configured.ok) throw new Error(configured.error.join('\n'));

const tenant = {
  name: 'bench',
  region: 'us',
  domain: 'localhost',
  settings: { default_audience: AUDIENCE },
  clients: [
    {
      name: 'Bench',
      client_id: CLIENT_ID,
      callbacks: [CALLBACK],
      grant_types: ['implicit'],
      oidc_conformant: true,
      jwt_configuration: { alg },
    },
  ],
  resourceServers: [
    {
      name: 'API',
      identifier: AUDIENCE,
      signing_alg: alg,
      scopes: [{ value: 'read:a' }],
      skip_consent_for_verifiable_first_party_clients: true,
    },
  ],
  users: [{ email: USER.email, password: USER.password }],
};
const file = join(directory, 'tacit.yaml');
await writeFile(file, JSON.stringify({ tenants: [tenant] }));
const applied = await applyFile({ file, config: configured.value, env: {}, dryRun: false });
if (!applied.ok) throw new Error(applied.error.join('\n'));

await serve({ config: configured.value });
console.log(`http://localhost:${port}`);
