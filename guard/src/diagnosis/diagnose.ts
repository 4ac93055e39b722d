/**
 * Why a token was refused, all of it, what is to be mended first in front. Pure, and asked only where somebody develops: whether a
 * request may pass is decided elsewhere, and never by what is read here.
 */
import {
  isMeantFor,
  isNumericDate,
  looksLikeIdToken,
  readClient,
  readTimes,
} from '../access-token/access-token.ts';
import { REFUSED_PARAMETERS, SEGMENTS } from '../access-token/jws.ts';
import { type JsonObject, member } from '../json.ts';
import type { RequestCredentials } from '../protected-resource/bearer.ts';
import type { Reason, Refusal } from '../protected-resource/refusal.ts';
import type { Settings } from '../settings.ts';
import { type Finding, type FindingCode, finding, sayFinding } from './finding.ts';
import { quoted, readUnverified, shown, type Unverified } from './unverified.ts';

export type Refused = {
  readonly refusal: Refusal;
  readonly settings: Pick<Settings, 'issuer' | 'audience' | 'leeway' | 'jws'>;
  /** Of the keys that the issuer publishes, as far as they are known. */
  readonly kids: readonly string[];
};

type Presented = {
  readonly credentials: RequestCredentials;
  /** Seconds since the epoch. */
  readonly now: number;
};

/** What is refused by, and what else is wrong with the token. */
export function diagnose(refused: Refused, { credentials, now }: Presented): readonly Finding[] {
  const [field] = credentials.authorization;
  const seen: Seen = { ...readUnverified(field), query: credentials.query, field, now };
  const { reason, detail } = refused.refusal;
  const door = NARROWER[reason]?.(seen, refused) ?? reason;
  const beside = othersIn(seen, refused);
  const isForeign = OF_KEYS.has(reason) && issOf(seen, refused) !== undefined;
  // A key that nobody knows is no riddle where the token says that it is another issuer's.
  const codes = isForeign ? [...beside.slice(0, 1), door, ...beside.slice(1)] : [door, ...beside];
  return [...new Set(codes)].map((code) =>
    finding(code, {
      expected: EXPECTED[code]?.(refused),
      received: RECEIVED[code]?.(seen, refused),
      // What failed beside the token says itself what to do.
      ...(code === reason && detail !== undefined ? { remedy: detail } : {}),
    }),
  );
}

/** What happens every day to an API that works is said by its reason alone. */
const EVERYDAY: ReadonlySet<Reason> = new Set(['no_token', 'expired', 'missing_scope']);

/** A refusal for a log: what failed beside the token, or what was expected. Nothing of the token is said. */
export function detailOf(refused: Refused): string | undefined {
  const { reason, detail } = refused.refusal;
  if (detail !== undefined || EVERYDAY.has(reason)) return detail;
  return sayFinding(finding(reason, { expected: EXPECTED[reason]?.(refused) }));
}

type Seen = Unverified & {
  readonly field: string | undefined;
  readonly query: string;
  readonly now: number;
};

/** Reasons that another issuer's token is refused by, before anybody looks at its `iss`. */
const OF_KEYS: ReadonlySet<Reason> = new Set(['refused_alg', 'unknown_key', 'bad_signature']);

/** Of a reason, what it is more exactly. */
const NARROWER: { readonly [reason in Reason]?: (seen: Seen, refused: Refused) => FindingCode | undefined } =
  {
    not_a_jws: wordsFor,
    refused_typ: ({ claims }) =>
      Object.keys(claims).length > 0 && looksLikeIdToken(claims, readClient(claims) ?? '')
        ? 'looks_like_id_token'
        : undefined,
    wrong_iss: issOf,
    wrong_aud: audOf,
    invalid_times: unitOf,
    not_yet_valid: unitOf,
    missing_scope: ({ claims }, { refusal }) => {
      const given = [member(claims, 'permissions'), String(member(claims, 'scope') ?? '').split(' ')].flat();
      return refusal.scope?.every((value) => given.includes(value)) ? 'scope_in_permissions' : undefined;
    },
  };

/** By so much a time in milliseconds is beyond one in seconds, and no lifetime is. */
const MANY = 100;

function unitOf({ claims, now }: Seen): FindingCode | undefined {
  return timeIn(claims, 'exp') > now * MANY ? 'times_in_milliseconds' : undefined;
}

/** What a claim says, where it says a time. */
function timeIn(claims: JsonObject, name: string): number {
  const value = member(claims, name);
  return isNumericDate(value) ? value : 0;
}

const PLACEHOLDER =
  /^(?:undefined|null|nan|none|false|true|\[object \w+\]|.*[{}<>$%].*|(?:your|my)?[_-]?(?:access[_-]?)?token)$/i;

/** What was sent in place of a JWT. */
function wordsFor({ text }: Seen): FindingCode | undefined {
  if (PLACEHOLDER.test(text)) return 'token_placeholder';
  if (/^(?:["'`]|bearer\b)|["'`]$|\s/i.test(text)) return 'token_wrapped';
  const parts = text.split('.').length;
  if (parts === ENCRYPTED) return 'token_encrypted';
  return /(?:^|\.)ey/.test(text) ? 'token_cut' : undefined;
}

/** RFC 7516 §7.1. */
const ENCRYPTED = 5;

/** The claims that anybody can hold against the settings. */
function othersIn(seen: Seen, refused: Refused): readonly FindingCode[] {
  const { claims, now } = seen;
  if (Object.keys(claims).length === 0) return [];
  const { leeway } = refused.settings;
  const times = readTimes(claims, { now, leeway });
  const found = [issOf(seen, refused), audOf(seen, refused), times.ok ? undefined : times.error];
  return found.filter((code) => code !== undefined);
}

function issOf({ claims }: Seen, { settings }: Refused): FindingCode | undefined {
  const iss = member(claims, 'iss');
  if (iss === settings.issuer) return undefined;
  return isButForSlash(iss, settings.issuer) ? 'iss_but_for_slash' : 'wrong_iss';
}

function audOf({ claims }: Seen, { settings }: Refused): FindingCode | undefined {
  const aud = member(claims, 'aud');
  if (isMeantFor(aud, settings.audience)) return undefined;
  const isNear = [aud].flat().some((one) => isButForSlash(one, settings.audience));
  return isNear ? 'aud_but_for_slash' : 'wrong_aud';
}

function isButForSlash(sent: unknown, expected: string): boolean {
  return sent === `${expected}/` || `${sent}/` === expected;
}

type Known<T extends readonly unknown[]> = { readonly [code in FindingCode]?: (...known: T) => string };

const issuerIn = ({ settings }: Refused) => quoted(settings.issuer);
const audienceIn = ({ settings }: Refused) => quoted(settings.audience);
const scopeIn = ({ refusal }: Refused) => quoted((refusal.scope ?? []).join(' '));
const audienceOfJwt = (refused: Refused) => `a JWT for ${audienceIn(refused)}`;
const clockIn = ({ settings }: Refused) => `clocks that differ by ${settings.leeway} s at most`;

/** By the settings. */
const EXPECTED: Known<[Refused]> = {
  not_a_jws: audienceOfJwt,
  token_encrypted: audienceOfJwt,
  refused_alg: ({ settings }) => settings.jws.algorithms.join(' or '),
  refused_typ: ({ settings }) => settings.jws.typs.join(' or '),
  unknown_key: (refused) => `one of ${issuerIn(refused)}${listedKids(refused)}`,
  iss_but_for_slash: issuerIn,
  wrong_iss: issuerIn,
  aud_but_for_slash: audienceIn,
  wrong_aud: audienceIn,
  not_yet_valid: clockIn,
  expired: clockIn,
  scope_in_permissions: scopeIn,
  missing_scope: scopeIn,
};

/** As many as somebody reads. */
const MAX_KIDS = 10;

function listedKids({ kids }: Refused): string {
  return kids.length === 0 ? '' : ` (${kids.slice(0, MAX_KIDS).map(quoted).join(', ')})`;
}

const claimOf = (name: string) => (seen: Seen) => shown(member(seen.claims, name), seen);
const headerOf = (name: string) => (seen: Seen) => shown(member(seen.header, name), seen);
const partsOf = ({ text }: Seen) => `${text.split('.').length} of ${SEGMENTS} parts`;

/** In the request. Of a claim that names somebody there is no row. */
const RECEIVED: Known<[Seen, Refused]> = {
  no_token: ({ field, query }) => {
    if (field !== undefined) return `the scheme ${quoted(field.replace(/[ \t].*/s, ''))}`;
    return new URLSearchParams(query).has('access_token') ? 'access_token in the query' : 'nothing';
  },
  token_cut: partsOf,
  refused_header_parameter: ({ header }) =>
    REFUSED_PARAMETERS.filter((name) => Object.hasOwn(header, name)).join(', '),
  refused_alg: headerOf('alg'),
  refused_typ: headerOf('typ'),
  unknown_key: (seen) => `${headerOf('kid')(seen)} with ${headerOf('alg')(seen)}`,
  iss_but_for_slash: claimOf('iss'),
  wrong_iss: claimOf('iss'),
  aud_but_for_slash: claimOf('aud'),
  wrong_aud: claimOf('aud'),
  not_yet_valid: ({ claims, now }) => {
    const from = Math.max(...['iat', 'nbf'].map((name) => timeIn(claims, name)));
    return `a token that is valid in ${from - now} s`;
  },
  expired: ({ claims, now }) => `a token that expired ${now - timeIn(claims, 'exp')} s ago`,
  scope_in_permissions: claimOf('scope'),
  missing_scope: claimOf('scope'),
};
