/**
 * Introspection (RFC 7662) of live tokens by the client they were given to: opaque ones beside oidc-provider, which
 * introspects no JWT, and JWTs. Nothing is signed; what is measured is how a token is found.
 */
import type { Row } from './main.ts';
import { type Running, withEachAlg, withPeers } from './peers.ts';
import { inTurns, load, rowsOf, type Turn } from './turns.ts';
import { ask, CLIENT_SECRET_BASIC, formOf, signInForTokens } from './web-client.ts';
import { type BenchAlg, SCOPE } from './workload.ts';

/** So many live tokens take their turns, as many users of an API would. */
const TOKENS = 64;

/** Opaque tokens once, JWTs by both algorithms. */
export async function introspection(): Promise<readonly Row[]> {
  const opaque = await withPeers('ES256', (alg, running) =>
    measure(alg, running, { what: 'opaque', api: false }),
  );
  const jwts = await withEachAlg((alg, running) =>
    measure(alg, running.slice(0, 1), { what: alg, api: true }),
  );
  return [...opaque, ...jwts];
}

async function measure(
  alg: BenchAlg,
  running: readonly Running[],
  { what, api }: { readonly what: string; readonly api: boolean },
): Promise<readonly Row[]> {
  const turns = await Promise.all(running.map((one) => prepare(one, api)));
  const rounds = await inTurns(alg, turns);
  return rowsOf(
    { what, signatures: 0 },
    running.map(({ peer }) => peer.name),
    rounds,
  );
}

async function prepare(running: Running, api: boolean): Promise<Turn> {
  const { origin, peer } = running;
  const given = await signInForTokens(running, { scope: api ? SCOPE : 'openid', api, times: TOKENS });
  const bodies = given.map(({ access_token }) => ({ token: String(access_token) }));
  for (const fields of bodies) await check(running, fields, api);
  const requests = bodies.map((fields) => ({
    method: 'POST' as const,
    headers: CLIENT_SECRET_BASIC,
    body: formOf(fields),
  }));
  const url = `${origin}${peer.introspection_endpoint}`;
  return (duration) => load({ url, duration, requests }, '2xx');
}

/** What is measured must be the work that is meant: a token of the right kind, and alive. */
async function check(running: Running, fields: { readonly token: string }, api: boolean): Promise<void> {
  const told = await ask(running, running.peer.introspection_endpoint, fields);
  if (told['active'] !== true || fields.token.includes('.') !== api) {
    throw new Error(`${running.peer.name} says ${JSON.stringify(told)} of ${fields.token}`);
  }
}
