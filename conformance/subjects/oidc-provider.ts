/**
 * The judge of the runner: oidc-provider from npm, a certified provider, with its development pages and every feature
 * that the plans ask about.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePorts } from '../../server/test/ports.ts';
import { SCOPE_CLAIMS } from '../checks/standard-claims.ts';
import type { Subject } from './subject.ts';

const ALICE = {
  name: 'Alice Mary Example',
  given_name: 'Alice',
  family_name: 'Example',
  middle_name: 'Mary',
  nickname: 'ally',
  profile: 'https://alice.example.com/',
  picture: 'https://alice.example.com/alice.png',
  website: 'https://alice.example.com/garden',
  gender: 'female',
  birthdate: '1985-04-12',
  zoneinfo: 'Europe/Lisbon',
  locale: 'en-GB',
  updated_at: 1_704_067_200,
  preferred_username: 'alice',
  email: 'alice@example.com',
  email_verified: true,
  address: { street_address: '12 Garden Lane', locality: 'Lisbon', country: 'Portugal' },
  phone_number: '+351210000000',
  phone_number_verified: true,
};

/** Something the provider does wrong, put around all it does. */
export type Flaw = Parameters<Provider['use']>[0];

/** Starts the provider on a free port. */
export function startOidcProvider(): Promise<Subject> {
  return start([]);
}

/** Starts a provider that does one thing wrong, so that a module can be seen to notice. */
export function startFlawedProvider(flaw: Flaw): Promise<Subject> {
  return start([flaw]);
}

async function start(flaws: readonly Flaw[]): Promise<Subject> {
  const [port] = await freePorts(1);
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, configuration());
  for (const flaw of flaws) provider.use(flaw);
  const handle = provider.callback();
  const server = createServer((request, response) => void handle(request, response)).listen(
    port,
    '127.0.0.1',
  );
  await once(server, 'listening');
  return {
    issuer,
    person: { user: 'alice', password: 'any' },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function configuration() {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    jwks: { keys: [{ ...rsa, use: 'sig', alg: 'RS256', kid: 'rsa' }] },
    // The provider demands it of whoever takes authorization requests by POST.
    cookies: { keys: [randomBytes(32).toString('hex')], long: { sameSite: 'none' as const } },
    claims: {
      openid: ['sub'],
      ...Object.fromEntries([...SCOPE_CLAIMS].map(([scope, names]) => [scope, [...names]])),
    },
    responseTypes: [
      'code',
      'id_token',
      'id_token token',
      'code id_token',
      'code token',
      'code id_token token',
      'none',
    ] as const,
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ] as const,
    enableHttpPostMethods: true,
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: true },
      registration: { enabled: true },
      registrationManagement: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      claimsParameter: { enabled: true },
      requestObjects: { enabled: true },
      jwtUserinfo: { enabled: true },
    },
    // The provider refuses loopback addresses otherwise, and the relying party of a test has no other.
    fetch: (input: string | URL | Request, { signal, headers, method, body }: RequestInit = {}) =>
      fetch(input, {
        ...(signal ? { signal } : {}),
        ...(headers ? { headers } : {}),
        ...(method === undefined ? {} : { method }),
        ...(body ? { body } : {}),
      }),
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...ALICE }),
    }),
  };
}
