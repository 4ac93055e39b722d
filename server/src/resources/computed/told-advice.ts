/**
 * Advice as it is told, to a person or a program: moments as dates, and each change in the words of every door.
 */
import { type Advice, type AdviceFinding, type Asked, advise } from '../../protocol/advice/advise.ts';
import type { Traffic } from '../../protocol/advice/traffic.ts';
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import type { Client } from '../client/client.ts';
import { patchOf, type Remedy, remedyOf } from './remedy.ts';
import { changesFor, type SdkChange } from './sdk-changes.ts';

type ToldFix = ReturnType<typeof patchOf> & Remedy;

type ToldCount = {
  readonly n: number;
  readonly lately: number;
  /** Days, as `2026-01-31`; absent: never. */
  readonly first?: string;
  readonly last?: string;
};

export type ToldAdvice = Pick<Advice, 'stage' | 'verdict' | 'sentence'> & {
  readonly changes: readonly SdkChange[];
  readonly client_id: string;
  readonly client_name: string;
  readonly implicit: ToldCount;
  readonly code: ToldCount;
  readonly findings: readonly (Omit<AdviceFinding, 'fix'> & { readonly fix?: ToldFix })[];
  readonly switch?: ToldFix;
  readonly traffic: readonly (Pick<Traffic, 'way' | 'facet' | 'value'> & ToldCount)[];
};

type Told = {
  readonly client: Client;
  readonly traffic: readonly Traffic[];
  readonly since: number | undefined;
  readonly today: number;
  readonly issuer: string;
  /** The name of the tenant. */
  readonly tenant: string;
};

/** What a client still needs to do without the implicit grant. */
export function tellAdvice({ tenant, issuer, ...advised }: Told): ToldAdvice {
  const { client_id, client_name, redirect_uris } = advised.client;
  const { findings, programs, switch: flip, implicit, code, ...advice } = advise(advised);
  const wiring = { issuer, client_id, redirect_uri: redirect_uris[0] ?? '' };
  const told = (fix: Fix | undefined) => fix && { ...patchOf(fix), ...remedyOf(fix, tenant) };
  const turned = told(flip);
  return {
    ...{ client_id, client_name },
    ...advice,
    ...{ implicit: counted(implicit), code: counted(code) },
    findings: findings.map(({ fix, ...finding }) => {
      const change = told(fix);
      return change ? { ...finding, fix: change } : finding;
    }),
    changes: changesFor(programs, wiring),
    ...(turned ? { switch: turned } : {}),
    traffic: advised.traffic.map(({ way, facet, value, ...count }) => ({
      ...{ way, facet, value },
      ...counted(count),
    })),
  };
}

function counted({ n, lately, first, last }: Asked): ToldCount {
  if (first === undefined || last === undefined) return { n, lately };
  return { n, lately, first: dayOf(first), last: dayOf(last) };
}

function dayOf(midnight: number): string {
  return new Date(midnight * 1_000).toISOString().slice(0, 10);
}
