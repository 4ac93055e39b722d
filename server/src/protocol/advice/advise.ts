/**
 * What a client still needs to do without the implicit grant (RFC 9700 §2.1.2), by what is registered and by what its answered
 * requests show.
 */
import type { Client } from '../../resources/client/client.ts';
import { findResponseType, grantTypesOf } from '../authorization/response-type.ts';
import { isPublicClient } from '../client/authentication-methods.ts';
import type { Fix } from '../diagnosis/diagnosis.ts';
import { ADVICE, type AdviceCode, VERDICTS, type Verdict, type Weight } from './advice-rows.ts';
import { kindOf, type ProgramName, programsOf, type Readers } from './programs.ts';
import { type Facet, LATELY_DAYS, OTHER_VALUES, type Traffic } from './traffic.ts';

export type AdviceFinding = {
  readonly code: AdviceCode;
  readonly weight: Weight;
  readonly sentence: string;
  readonly section: string;
  readonly remedy: string;
  /** Programs, origins, response types: what it is about. */
  readonly about: readonly string[];
  readonly fix?: Fix;
};

/** What is allowed: `both` is the time in which an application changes. */
type Stage = 'implicit' | 'both' | 'off' | 'code';

/** Answers of one kind. */
export type Asked = {
  readonly n: number;
  readonly lately: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
};

export type Advice = {
  readonly stage: Stage;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly implicit: Asked;
  readonly code: Asked;
  readonly findings: readonly AdviceFinding[];
  /** What asks for tokens in an address, or may be it. */
  readonly programs: readonly ProgramName[];
  /** The one switch: off, or back. */
  readonly switch: Fix | undefined;
};

type Advised = {
  readonly client: Client;
  readonly traffic: readonly Traffic[];
  /** The midnight (UTC) of the day of the first answer of the tenant that was counted; undefined: there was none. */
  readonly since: number | undefined;
  /** The midnight (UTC) that this day began with. */
  readonly today: number;
};

const DAY = 86_400;

/** Of so many codes a share says something. */
const FEW_CODES = 5;

/** The verdict, why, and what is to be done. */
export function advise(advised: Advised): Advice {
  const seen = see(advised);
  const stage = stageOf(advised.client);
  const findings = findingsOf(stage, advised, seen);
  const verdict = verdictOf(stage, seen, findings);
  return {
    ...{ stage, verdict, sentence: VERDICTS[verdict], findings },
    ...{ implicit: seen.implicit, code: seen.code },
    programs: programsOf(seen.sdks, seen),
    switch: stage === 'code' ? undefined : switchOf(advised.client.client_id, stage !== 'off'),
  };
}

/** One setting turns the implicit grant off and on: nothing else that is registered changes, so that the way back is whole. */
function switchOf(key: string, set: boolean): Fix {
  return { kind: 'client', key, field: 'forbid_implicit', set };
}

function stageOf({ grant_types, response_types, forbid_implicit }: Client): Stage {
  if (!grant_types.includes('implicit')) return 'code';
  if (forbid_implicit) return 'off';
  const mayAskForCode =
    grant_types.includes('authorization_code') && (response_types?.includes('code') ?? true);
  return mayAskForCode ? 'both' : 'implicit';
}

type Seen = Readers & {
  readonly implicit: Asked;
  readonly code: Asked;
  /** Codes that were exchanged lately. */
  readonly exchanged: number;
  /** Response types, programs and origins of implicit requests, lately. */
  readonly ways: readonly string[];
  readonly sdks: readonly string[];
  readonly origins: readonly string[];
  /** Whether implicit requests renewed without asking anybody, lately. */
  readonly isSilent: boolean;
  /** Whether it is known of all the days that are lately. */
  readonly isCounted: boolean;
};

/** Whoever comes lately has come since. */
function isLongAgo(midnight: number, today: number): boolean {
  return today - midnight >= LATELY_DAYS * DAY;
}

function isImplicit(way: string): boolean {
  const response_type = findResponseType(way);
  return response_type !== undefined && grantTypesOf(response_type).includes('implicit');
}

function see({ traffic, since, today }: Advised): Seen {
  const ofImplicit = traffic.filter(({ way }) => isImplicit(way));
  const ofCode = traffic.filter(({ way }) => way === 'code');
  const exchanges = traffic.filter(({ way, facet }) => way === 'authorization_code' && facet === 'sdk');
  const lately = ofImplicit.filter((one) => one.lately > 0);
  const modes = valuesOf(lately, 'response_mode');
  return {
    ...{ implicit: countOf(ofImplicit), code: countOf(ofCode) },
    exchanged: exchanges.reduce((sum, one) => sum + one.lately, 0),
    ways: [...new Set(lately.map(({ way }) => way))],
    ...{ sdks: valuesOf(lately, 'sdk'), origins: valuesOf(lately, 'origin') },
    isSilent: valuesOf(lately, 'prompt').includes('none'),
    ...{ isPage: modes.some((mode) => mode !== 'form_post'), isServer: modes.includes('form_post') },
    isCounted: since !== undefined && isLongAgo(since, today),
  };
}

/** Every answer has one prompt, so that those count all answers. */
function countOf(traffic: readonly Traffic[]): Asked {
  const all = traffic.filter(({ facet }) => facet === 'prompt');
  const [first] = all.map((one) => one.first).toSorted((a, b) => a - b);
  const last = all
    .map((one) => one.last)
    .toSorted((a, b) => a - b)
    .at(-1);
  return {
    n: all.reduce((sum, { n }) => sum + n, 0),
    lately: all.reduce((sum, { lately }) => sum + lately, 0),
    ...{ first, last },
  };
}

function valuesOf(traffic: readonly Traffic[], facet: Facet): readonly string[] {
  const values = traffic.filter((one) => one.facet === facet).map(({ value }) => value);
  return [...new Set(values)].filter((value) => value !== OTHER_VALUES);
}

function findingsOf(stage: Stage, advised: Advised, seen: Seen): readonly AdviceFinding[] {
  if (stage === 'code') return [];
  if (stage === 'off') return [finding('implicit_left')];
  const { client } = advised;
  if (seen.implicit.lately + seen.code.lately === 0)
    return [...registered(client), finding(seen.isCounted ? 'nothing_seen' : 'counted_shortly')];
  return [
    ...registered(client),
    ...(seen.implicit.lately > 0 ? ofImplicit(client, seen) : []),
    ...(stage === 'both' ? ofCode(advised, seen) : []),
  ];
}

/** What a setting mends before an application changes. */
function registered({ client_id, grant_types, response_types }: Client): readonly AdviceFinding[] {
  const code_not_granted = finding('code_not_granted', [], {
    fix: adding(client_id, 'grant_types', 'authorization_code', grant_types),
  });
  return [
    ...(grant_types.includes('authorization_code') ? [] : [code_not_granted]),
    ...(response_types === undefined || response_types.includes('code')
      ? []
      : [
          finding('code_not_registered', response_types, {
            fix: adding(client_id, 'response_types', 'code', response_types),
          }),
        ]),
  ];
}

function ofImplicit(client: Client, seen: Seen): readonly AdviceFinding[] {
  const { ways, sdks } = seen;
  const hybrid = ways.filter((way) => way.startsWith('code'));
  const of = (kind: ReturnType<typeof kindOf>) => sdks.filter((sdk) => kindOf(sdk) === kind);
  return [
    ...silence(client, seen),
    ...(seen.isPage && !isPublicClient(client)
      ? [finding('authenticates', [client.token_endpoint_auth_method])]
      : []),
    ...about('sdk_without_pkce', of('without_pkce')),
    ...about('sdk_asks_for_code', of('code_alone')),
    ...about('sdk_unknown', of(undefined)),
    ...about(
      'id_token_alone',
      ways.filter((way) => way === 'id_token'),
    ),
    ...about('hybrid', hybrid),
    ...(seen.code.lately > 0 ? [finding('implicit_in_use', seen.origins)] : []),
  ];
}

/** What silent renewal needs that was done in the frame of an implicit request. */
function silence({ client_id, grant_types, web_origins }: Client, seen: Seen): readonly AdviceFinding[] {
  if (!seen.isSilent) return [];
  const missing = seen.origins.filter((origin) => origin.startsWith('http') && !web_origins.includes(origin));
  const fix = adding(client_id, 'grant_types', 'refresh_token', grant_types);
  return [
    ...missing.map((origin) =>
      finding('web_origin_missing', [origin], { fix: adding(client_id, 'web_origins', origin, web_origins) }),
    ),
    ...(grant_types.includes('refresh_token') ? [] : [finding('refresh_not_granted', [], { fix })]),
  ];
}

function ofCode({ today }: Advised, { code, exchanged }: Seen): readonly AdviceFinding[] {
  const { lately, first } = code;
  if (lately === 0 || first === undefined) return [finding('no_code_yet')];
  const isLeft = lately >= FEW_CODES && exchanged * 2 < lately;
  return [
    ...(isLeft ? [finding('codes_not_exchanged', [`${exchanged}/${lately}`])] : []),
    ...(isLongAgo(first, today) ? [] : [finding('code_is_young')]),
  ];
}

function verdictOf(
  stage: Stage,
  { implicit, code, isCounted }: Seen,
  findings: readonly AdviceFinding[],
): Verdict {
  if (stage === 'code') return 'done';
  if (stage === 'off') return 'off';
  if (implicit.lately + code.lately === 0 && isCounted) return 'unused';
  if (stage === 'implicit') return 'prepare';
  if (implicit.lately > 0) return code.lately > 0 ? 'moving' : 'change';
  return findings.length > 0 ? 'waiting' : 'ready';
}

function about(code: AdviceCode, values: readonly string[]): readonly AdviceFinding[] {
  return values.length === 0 ? [] : [finding(code, values)];
}

function finding(
  code: AdviceCode,
  values: readonly string[] = [],
  { fix }: { readonly fix?: Fix } = {},
): AdviceFinding {
  return { code, ...ADVICE[code], about: values, ...(fix ? { fix } : {}) };
}

function adding(
  key: string,
  field: 'grant_types' | 'response_types' | 'web_origins',
  add: string,
  beside: readonly string[],
): Fix {
  return { kind: 'client', key, field, add, beside };
}
