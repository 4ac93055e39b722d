/**
 * The peer: oidc-provider from npm with JWT access tokens, set up to do the same work as Tacit for the same requests.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider';
import {
  API_SCOPE,
  AUDIENCE,
  type BenchAlg,
  CALLBACK,
  CLIENT_ID,
  WEB_CALLBACK,
  WEB_CLIENT_ID,
  WEB_CLIENT_SECRET,
} from '../workload.ts';

const [alg, port] = [process.argv[2] as BenchAlg, Number(process.argv[3])];
const origin = `http://localhost:${port}`;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const ROWS = new Map<string, AdapterPayload>();

/**
 * Keeps everything in this process's memory and writes nothing to a disk: the peer is not durable, so every comparison
 * leans its way. Its own in-memory adapter forgets all but 1000 rows and walks every token of a grant when it stores one
 * more, which costs it dearly under refresh tokens; this one does neither. Nothing expires within a run.
 */
class MapAdapter implements Adapter {
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    ROWS.set(`${this.#model}:${id}`, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return ROWS.get(`${this.#model}:${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const own = `${this.#model}:`;
    return ROWS.entries().find(([key, payload]) => key.startsWith(own) && payload.uid === uid)?.[1];
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const row = ROWS.get(`${this.#model}:${id}`);
    if (row) row['consumed'] = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    ROWS.delete(`${this.#model}:${id}`);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of ROWS) if (payload.grantId === grantId) ROWS.delete(key);
  }
}

const provider = new Provider(origin, {
  adapter: MapAdapter,
  clients: [
    {
      client_id: CLIENT_ID,
      redirect_uris: [CALLBACK],
      response_types: ['id_token token'],
      grant_types: ['implicit'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: alg,
    },
    {
      client_id: WEB_CLIENT_ID,
      client_secret: WEB_CLIENT_SECRET,
      redirect_uris: [WEB_CALLBACK],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: alg,
    },
  ],
  responseTypes: ['id_token token', 'code'],
  pkce: { required: () => false },
  // Without prompt=consent it drops offline_access; a refresh token is asked for all the same.
  issueRefreshToken: async () => true,
  rotateRefreshToken: () => true,
  jwks: {
    keys: [
      { ...rsa, use: 'sig', alg: 'RS256', kid: 'rsa' },
      { ...ec, use: 'sig', alg: 'ES256', kid: 'ec' },
    ],
  },
  cookies: { keys: ['bench'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: API_SCOPE,
        audience: AUDIENCE,
        accessTokenTTL: 7200,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg } },
      }),
    },
  },
  findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
  // Everything is granted at the first request and found again at the others, as after a consent.
  loadExistingGrant: async ({ oidc }) => {
    const { client, session } = oidc;
    if (!client || !session) return undefined;
    const known = session.grantIdFor(client.clientId);
    if (known !== undefined) return oidc.provider.Grant.find(known);
    const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid offline_access');
    grant.addResourceScope(AUDIENCE, API_SCOPE);
    await grant.save();
    return grant;
  },
  interactions: { url: () => '/interaction' },
});

const handle = provider.callback();
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/interaction')) return void handle(request, response);
  void provider.interactionFinished(request, response, { login: { accountId: 'alice' } });
});
server.listen(port, '127.0.0.1');
