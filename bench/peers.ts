/**
 * The servers that are measured beside each other, and how each spells what the others spell differently.
 */
import { freePort } from '../server/test/ports.ts';
import type { Row } from './main.ts';
import { type Subject, startSubject } from './subject.ts';
import { startTacit } from './subjects/tacit.ts';
import type { BenchAlg } from './workload.ts';

export type Peer = {
  readonly name: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly introspection_endpoint: string;
  /** The parameter that names an API: Auth0's, or that of RFC 8707. */
  readonly api: 'audience' | 'resource';
  readonly start: (alg: BenchAlg) => Promise<Subject>;
};

/** The first is the one that the ratios speak for. */
export const PEERS: readonly Peer[] = [
  {
    name: 'tacit',
    authorization_endpoint: '/authorize',
    token_endpoint: '/oauth/token',
    introspection_endpoint: '/oauth/introspect',
    api: 'audience',
    start: (alg) => startTacit(alg),
  },
  {
    name: 'oidc-provider',
    authorization_endpoint: '/auth',
    token_endpoint: '/token',
    introspection_endpoint: '/token/introspection',
    api: 'resource',
    start: startOidcProvider,
  },
];

async function startOidcProvider(alg: BenchAlg): Promise<Subject> {
  const port = await freePort();
  const file = new URL('./subjects/oidc-provider.ts', import.meta.url).pathname;
  const probe = '/.well-known/openid-configuration';
  return startSubject({ origin: `http://localhost:${port}`, probe, args: [file, alg, String(port)] });
}

/** A peer that is running. */
export type Running = { readonly peer: Peer; readonly origin: string };

type Measure = (alg: BenchAlg, running: readonly Running[]) => Promise<readonly Row[]>;

/** Starts every peer, lets them be measured, and ends them whatever came of it. */
export async function withPeers(alg: BenchAlg, measure: Measure): Promise<readonly Row[]> {
  const subjects = await Promise.all(PEERS.map((peer) => peer.start(alg)));
  try {
    const running = PEERS.map((peer, index) => ({ peer, origin: subjects[index]?.origin ?? '' }));
    return await measure(alg, running);
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
}

/** The same for each algorithm, one after the other. */
export async function withEachAlg(measure: Measure): Promise<readonly Row[]> {
  const rs256 = await withPeers('RS256', measure);
  return [...rs256, ...(await withPeers('ES256', measure))];
}
