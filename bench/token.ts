/**
 * The token endpoint beside oidc-provider: `client_credentials`, one signature an answer, and `refresh_token`, where each
 * answer holds two signatures and a new refresh token that the next request sends.
 */
import type { Client } from 'autocannon';
import type { Row } from './main.ts';
import { type Running, withEachAlg } from './peers.ts';
import { CONNECTIONS, type Figures, inTurns, load, rowsOf, type Turn } from './turns.ts';
import { ask, CLIENT_SECRET_BASIC, formOf, signInForTokens, type Tokens } from './web-client.ts';
import { API_SCOPE, AUDIENCE, SCOPE } from './workload.ts';

/** `client_credentials`, both algorithms, both servers, in turns. */
export function clientCredentials(): Promise<readonly Row[]> {
  return measureBoth(1, prepareClientCredentials);
}

/** `refresh_token` with rotation, both algorithms, both servers, in turns. */
export function refreshToken(): Promise<readonly Row[]> {
  return measureBoth(2, async (running) => (duration) => refresh(running, duration));
}

function measureBoth(
  signatures: number,
  prepare: (running: Running) => Promise<Turn>,
): Promise<readonly Row[]> {
  return withEachAlg(async (alg, running) => {
    const rounds = await inTurns(alg, await Promise.all(running.map(prepare)));
    return rowsOf(
      { what: alg, signatures },
      running.map(({ peer }) => peer.name),
      rounds,
    );
  });
}

async function prepareClientCredentials(running: Running): Promise<Turn> {
  const { origin, peer } = running;
  const fields = { grant_type: 'client_credentials', [peer.api]: AUDIENCE, scope: API_SCOPE };
  check(await ask(running, peer.token_endpoint, fields), ['access_token']);
  const url = `${origin}${peer.token_endpoint}`;
  const body = formOf(fields);
  return (duration) => load({ url, duration, method: 'POST', headers: CLIENT_SECRET_BASIC, body }, '2xx');
}

/** What is measured must be the work that is meant. */
function check(tokens: Tokens, jwts: readonly string[]): void {
  for (const name of jwts) {
    if (String(tokens[name]).split('.').length !== 3) throw new Error(`${name} is no JWT: ${tokens[name]}`);
  }
}

/** The last answer of a connection, which holds the refresh token of its next request. */
type Chain = { latest: Tokens };

/** New chains each time: where the clock cuts an answer off, the refresh token in it is lost. */
async function refresh(running: Running, duration: number): Promise<Figures> {
  const request = { scope: `${SCOPE} offline_access`, api: true, times: CONNECTIONS };
  const first = await signInForTokens(running, request);
  const chains = first.map((latest): Chain => ({ latest }));
  const waiting = chains.values();
  const url = `${running.origin}${running.peer.token_endpoint}`;
  const setupClient = (client: Client) => {
    const { value: chain } = waiting.next();
    if (chain) follow(chain, client);
  };
  const figures = await load({ url, duration, setupClient }, '2xx');
  for (const { latest } of chains) check(latest, ['access_token', 'id_token']);
  const spent = new Set([...first, ...chains.map(({ latest }) => latest)].map((one) => one['refresh_token']));
  if (spent.size < 2 * CONNECTIONS) throw new Error('The refresh tokens do not rotate.');
  return figures;
}

function follow(chain: Chain, client: Client): void {
  client.setRequests([
    {
      method: 'POST',
      headers: CLIENT_SECRET_BASIC,
      setupRequest: (request) => ({
        ...request,
        body: formOf({ grant_type: 'refresh_token', refresh_token: String(chain.latest['refresh_token']) }),
      }),
      onResponse: (status, body) => {
        if (status === 200) chain.latest = JSON.parse(body);
      },
    },
  ]);
}
