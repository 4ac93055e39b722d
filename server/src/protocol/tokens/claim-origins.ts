/**
 * Where each claim of a token comes from (RFC 9068 §2.2, OIDC Core §2, §5.4), for whoever wants to know before one is issued.
 */
import type { StandardClaims } from '../../resources/end-user/claims.ts';
import { isClaimName, SCOPE_CLAIMS } from './claims.ts';

export const CLAIM_ORIGINS = [
  'tenant',
  'client',
  'api',
  'user',
  'filled_in',
  'sign_in',
  'request',
  'grant_type',
  'permissions',
  'client_grant',
  'clock',
  'lifetime',
  'chance',
  'other_token',
] as const;

type ClaimOrigin = (typeof CLAIM_ORIGINS)[number];

export type ExplainedClaim = {
  readonly name: string;
  /** Absent: it is another one each time. */
  readonly value?: unknown;
  readonly from: ClaimOrigin;
  /** The field or the scope that it is by. */
  readonly by?: string;
};

type Row = { readonly from: ClaimOrigin; readonly by?: string; readonly varies?: true };

const CHANCE: Row = { from: 'chance', varies: true };

/** What both tokens say of the sign-in that they come from. */
const COMMON = {
  iss: { from: 'tenant' },
  iat: { from: 'clock' },
  auth_time: { from: 'sign_in' },
  amr: { from: 'sign_in' },
  sid: { from: 'sign_in', varies: true },
} as const satisfies Readonly<Record<string, Row>>;

const ACCESS_TOKEN = {
  ...COMMON,
  sub: { from: 'user', by: 'sub' },
  aud: { from: 'api', by: 'identifier' },
  azp: { from: 'client', by: 'client_id' },
  client_id: { from: 'client', by: 'client_id' },
  jti: CHANCE,
  sealed_sub: CHANCE,
  scope: { from: 'request', by: 'scope' },
  userinfo_claims: { from: 'request', by: 'claims' },
  permissions: { from: 'permissions' },
} as const satisfies Readonly<Record<string, Row>>;

const ROWS = {
  /** Fetched by a code. */
  access_token: { ...ACCESS_TOKEN, exp: { from: 'lifetime', by: 'token_lifetime' } },
  /** That travels through a browser. */
  browser_token: { ...ACCESS_TOKEN, exp: { from: 'lifetime', by: 'token_lifetime_for_web' } },
  client_token: {
    ...ACCESS_TOKEN,
    exp: { from: 'lifetime', by: 'token_lifetime' },
    sub: { from: 'client', by: 'client_id' },
    gty: { from: 'grant_type' },
    scope: { from: 'client_grant', by: 'scope' },
    permissions: { from: 'client_grant' },
  },
  id_token: {
    ...COMMON,
    sub: { from: 'user', by: 'sub' },
    aud: { from: 'client', by: 'client_id' },
    exp: { from: 'lifetime', by: 'id_token_lifetime' },
    acr: { from: 'sign_in' },
    nonce: { from: 'request', by: 'nonce', varies: true },
    at_hash: { from: 'other_token', varies: true },
    c_hash: { from: 'other_token', varies: true },
  },
  userinfo: { sub: { from: 'user', by: 'sub' } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Row>>>>;

type TokenKind = keyof typeof ROWS;

type About = {
  readonly kind: TokenKind;
  /** What is stored of the End-User; undefined: there is none. */
  readonly known: StandardClaims | undefined;
  /** The client knows each End-User by a name that no other sector has (OIDC Core §8). */
  readonly is_pairwise: boolean;
};

/** Each claim, in the order of the token. */
export function explainClaims(
  claims: Readonly<Record<string, unknown>>,
  about: About,
): readonly ExplainedClaim[] {
  return Object.entries(claims).map(([name, value]) => {
    const { from, by, varies } = rowOf(name, about);
    return { name, ...(varies ? {} : { value }), from, ...(by === undefined ? {} : { by }) };
  });
}

function rowOf(name: string, { kind, known, is_pairwise }: About): Row {
  const rows: Readonly<Record<string, Row>> = ROWS[kind];
  if (name === 'sub' && is_pairwise) return { from: 'client', by: 'subject_type' };
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row) return row;
  const from = isClaimName(name) && known?.[name] !== undefined ? 'user' : 'filled_in';
  const scope = [...SCOPE_CLAIMS].find(([, names]) => names.some((one) => one === name));
  return scope ? { from, by: scope[0] } : { from };
}
