/**
 * The peer: oidc-provider from npm with its in-memory adapter, JWT access tokens and `id_token token`, set up to do the
 * same work as Tacit for the same request.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { AUDIENCE, type BenchAlg, CALLBACK, CLIENT_ID } from '../workload.ts';

const [alg, port] = [process.argv[2] as BenchAlg, Number(process.argv[3])];
const origin = `http://localhost:${port}`;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(origin, {
  clients: [
    {
      client_id: CLIENT_ID,
      redirect_uris: [CALLBACK],
      response_types: ['id_token token'],
      grant_types: ['implicit'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: alg,
    },
  ],
  responseTypes: ['id_token token'],
  jwks: {
    keys: [
      { ...rsa, use: 'sig', alg: 'RS256', kid: 'rsa' },
      { ...ec, use: 'sig', alg: 'ES256', kid: 'ec' },
    ],
  },
  cookies: { keys: ['bench'] },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'read:a',
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
    grant.addOIDCScope('openid');
    grant.addResourceScope(AUDIENCE, 'read:a');
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
