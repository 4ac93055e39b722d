/**
 * Tacit itself, on a free port with a database in a directory of its own: one tenant with open registration, one
 * End-User with every standard claim.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@tacit/server/config';
import { serve } from '@tacit/server/main';
import { applyFile, operatorOnDatabase } from '@tacit/server/operator';
import { freePorts } from '../../server/test/ports.ts';
import type { Subject } from './subject.ts';

const USER = 'alice@example.com';
const TENANT_FILE = (password: string): string => `tenants:
  - name: conformance
    region: us
    domain: localhost
    settings:
      policy: oidc
      dynamic_registration: open
    users:
      - email: ${USER}
        email_verified: true
        password: "${password}"
        name: Alice Mary Example
        given_name: Alice
        middle_name: Mary
        family_name: Example
        nickname: ally
        preferred_username: alice
        profile: https://alice.example.com/
        picture: https://alice.example.com/alice.png
        website: https://alice.example.com/garden
        gender: female
        birthdate: "1985-04-12"
        zoneinfo: Europe/Lisbon
        locale: en-GB
        updated_at: 1704067200
        phone_number: "+351210000000"
        phone_number_verified: true
        address:
          formatted: "12 Garden Lane, 1000-001 Lisbon, Portugal"
          street_address: 12 Garden Lane
          locality: Lisbon
          postal_code: 1000-001
          country: Portugal
`;

/** Starts Tacit; it may fetch from the relying party's server although that is loopback. */
export async function startTacit({ listenerOrigin }: { readonly listenerOrigin: string }): Promise<Subject> {
  const directory = await mkdtemp(join(tmpdir(), 'tacit-conformance-'));
  const password = randomBytes(18).toString('base64url');
  const [port] = await freePorts(1);
  const issuer = `http://localhost:${port}/`;
  const { port: listenerPort } = new URL(listenerOrigin);
  const env = {
    TACIT_PORT: String(port),
    TACIT_BASE_URL: issuer.slice(0, -1),
    TACIT_DATABASE_URL: `sqlite:${join(directory, 'tacit.db')}`,
    TACIT_LOG_LEVEL: 'error',
    TACIT_UNSAFE_OUTBOUND_HOSTS: `127.0.0.1:${listenerPort},localhost:${listenerPort}`,
  };
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const config = orSentence(readConfig(env));
    const file = join(directory, 'tacit.yaml');
    await writeFile(file, TENANT_FILE(password));
    orSentence(await applyFile({ file, config, env, dryRun: false }));
    const server = await serve({ config });
    return {
      issuer,
      person: { user: USER, password },
      rotateKeys: async () => {
        // At once, for what is judged is the JWKS: nobody here keeps a copy of it.
        const rotated = await operatorOnDatabase(config).rotateKeys({
          tenant: undefined,
          alg: 'RS256',
          force: true,
        });
        if (!rotated.ok) throw new Error(rotated.error);
      },
      async close() {
        await server.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: readonly string[] };

function orSentence<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.error.join('\n'));
  return outcome.value;
}
