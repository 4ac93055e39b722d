/**
 * What a client would be given, by the functions that give it: the request is read by the door, the End-User decided on as if they
 * had just signed in, and the claims computed as for a token. Nothing is signed, stored or counted: the answer is no token.
 */
import type { Exchange } from '../deps.ts';
import type { AuthorizationRequest } from '../protocol/authorization/authorization-request.ts';
import { consentSubject } from '../protocol/authorization/consent.ts';
import { decide, type Facts } from '../protocol/authorization/interaction.ts';
import { OFFLINE_ACCESS } from '../protocol/authorization/scope.ts';
import { sha256 } from '../protocol/digest.ts';
import type { EndUser, Session } from '../protocol/end-user/end-user.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { parseParameters, serializeParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { type ExplainedClaim, explainClaims } from '../protocol/tokens/claim-origins.ts';
import { grantOf } from '../protocol/tokens/grant.ts';
import { checkGrantType } from '../protocol/tokens/token-request.ts';
import type { Client } from '../resources/client/client.ts';
import { accessTokenSet, type Issue, idTokenSet, lifetimeOf, userinfoSet } from '../tokens/claim-sets.ts';
import { clientTokenSet } from '../tokens/client-token.ts';
import { issueOf, openGrant } from '../tokens/grant.ts';
import { readAuthorizationRequest } from './authorization-request.ts';
import { consentKey, forEndUser } from './end-user-request.ts';

export const EVALUATED_GRANTS = ['authorization_code', 'implicit', 'client_credentials'] as const;

type Wanted = {
  readonly client: Client;
  readonly grant_type: (typeof EVALUATED_GRANTS)[number];
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
};

type Told = { readonly header?: object; readonly claims: readonly ExplainedClaim[] };

/** Why a scope that was asked for is not given. */
export const LEFT_OUT = ['unknown', 'not_permitted', 'no_refresh_tokens'] as const;

export type Evaluation = {
  /** What the End-User is asked for once they have signed in. */
  readonly asks: readonly ('second_factor' | 'consent')[];
  readonly scope: readonly string[];
  readonly left_out: readonly { readonly scope: string; readonly why: (typeof LEFT_OUT)[number] }[];
  /** Without claims it is a name of something that is stored, good for /userinfo alone. */
  readonly access_token?: Partial<Told> & { readonly expires_in: number };
  readonly id_token?: Told;
  readonly userinfo?: Told;
  readonly refresh_token: boolean;
};

/** Stands where chance, a code or a token would: what follows from it is left out of the answer. */
const CHANCE = 'evaluated';

/** What a client would be given for itself. */
export async function evaluateClient(
  wanted: Wanted,
  exchange: Exchange,
): Promise<Result<Evaluation, OAuthError>> {
  const { client } = wanted;
  const unregistered = checkGrantType('client_credentials', client);
  if (unregistered) return err(unregistered);
  const parameters = parseParameters(serializeParameters(parametersOf(wanted)));
  if (!parameters.ok) return err(oauthError('invalid_request', parameters.error));
  const request = { parameters: parameters.value, client, exchange };
  const allowed = await clientTokenSet(request, { jti: CHANCE });
  if (!allowed.ok) return allowed;
  const { resource_server, scope, typ, claims } = allowed.value;
  const about = { kind: 'client_token', known: undefined, is_pairwise: false } as const;
  return ok({
    ...{ asks: [], scope, left_out: [], refresh_token: false },
    access_token: {
      expires_in: resource_server.token_lifetime,
      header: { alg: resource_server.signing_alg, typ },
      claims: explainClaims(claims, about),
    },
  });
}

/** What a client would be given once this End-User has signed in and agreed. */
export async function evaluateUser(
  wanted: Wanted & { readonly user: EndUser },
  exchange: Exchange,
): Promise<Result<Evaluation, OAuthError>> {
  const { user, client, grant_type } = wanted;
  const read = await readAuthorizationRequest(serializeParameters(parametersOf(wanted)), exchange);
  if (!read.ok) return err(read.error.error);
  const first = { sid: CHANCE, user, auth_time: exchange.deps.now(), amr: ['pwd'] };
  const request = await forEndUser(read.value.request, first, exchange);
  const met = await decideFor(request, first, exchange);
  if (!met.ok) return met;
  const { session, asks } = met.value;
  const given = await issueFor(request, { client, session }, exchange);
  if (!given.ok) return given;
  const { scope } = given.value;
  return ok({
    ...{ asks, scope, left_out: leftOut(read.value.request, scope) },
    ...toldOf(given.value, exchange),
    refresh_token: grant_type === 'authorization_code' && scope.includes(OFFLINE_ACCESS),
  });
}

/** The request that the client would send. */
function parametersOf({ client, grant_type, audience, scope }: Wanted): [string, string][] {
  const about: [string, string | undefined][] = [
    ['audience', audience],
    ['scope', scope],
  ];
  const [callback] = client.redirect_uris;
  const isCode = grant_type === 'authorization_code';
  const asksWho = scope?.split(' ').includes('openid') === true;
  const asked: [string, string | undefined][] =
    grant_type === 'client_credentials'
      ? [['grant_type', grant_type]]
      : [
          ['client_id', client.client_id],
          // A placeholder stands for any name.
          ['redirect_uri', callback?.replaceAll('*', CHANCE)],
          ['response_type', isCode ? 'code' : asksWho ? 'id_token token' : 'token'],
          ['state', CHANCE],
          ['nonce', CHANCE],
          ['code_challenge', isCode ? sha256(CHANCE) : undefined],
          ['code_challenge_method', isCode ? 'S256' : undefined],
        ];
  return [...asked, ...about].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  );
}

type Met = { readonly session: Session; readonly asks: Evaluation['asks'] };

/** What stands between the sign-in and the answer; who does all of it is given the answer. */
async function decideFor(
  request: AuthorizationRequest,
  session: Session,
  exchange: Exchange,
): Promise<Result<Met, OAuthError>> {
  const { records, deps, tenant } = exchange;
  const facts: Facts = {
    interaction: { id: CHANCE, began_at: deps.now(), browser: '', parameters: '', login: session.sid },
    session,
    known_as: deps.subjects.of(session.user.sub, request.client, tenant.tenant_id),
    consented: await records.consents.find(
      consentKey(request, session, exchange),
      consentSubject(request.client),
    ),
    hinted: undefined,
  };
  const when = { now: deps.now(), settings: tenant.settings };
  const first = decide(request, facts, when);
  const twice = { ...session, amr: ['pwd', 'otp', 'mfa'] };
  const isTwice = first.kind === 'second_factor';
  const decision = isTwice ? decide(request, { ...facts, session: twice }, when) : first;
  if (decision.kind === 'refuse') return err(decision.error);
  return ok({
    session: isTwice ? twice : session,
    asks: [
      ...(isTwice ? (['second_factor'] as const) : []),
      ...(decision.kind === 'consent' ? (['consent'] as const) : []),
    ],
  });
}

type For = { readonly client: Client; readonly session: Session };

/** What is issued: of a code at the token endpoint, which judges the grant anew; else at once. */
async function issueFor(
  request: AuthorizationRequest,
  { client, session }: For,
  exchange: Exchange,
): Promise<Result<Issue, OAuthError>> {
  if (!request.response_type.code) return ok({ ...request, session, grant_id: undefined });
  const unregistered = checkGrantType('authorization_code', client);
  if (unregistered) return err(unregistered);
  const grant = { ...grantOf(request, session), grant_id: CHANCE };
  const opened = await openGrant(grant, client, exchange);
  if (!opened.ok) return opened;
  return ok(issueOf({ grant, client, opened: opened.value, scope: opened.value.scope }));
}

function toldOf(
  issue: Issue,
  exchange: Exchange,
): Pick<Evaluation, 'access_token' | 'id_token' | 'userinfo'> {
  const { client, scope, resource_server, session, grant_id, claims } = issue;
  const { user } = session;
  const made = { ...exchange, now: exchange.deps.now() };
  const about = { known: user.claims, is_pairwise: client.subject_type === 'pairwise' };
  const expires_in = lifetimeOf(issue);
  const set = resource_server && accessTokenSet({ ...issue, resource_server }, { ...made, jti: CHANCE });
  const kind = grant_id === undefined ? 'browser_token' : 'access_token';
  const access_token = set
    ? {
        expires_in,
        header: { alg: resource_server?.signing_alg, typ: set.typ },
        claims: explainClaims(set.claims, { ...about, kind }),
      }
    : { expires_in };
  if (!scope.includes('openid')) return { access_token };
  const { typ, claims: said } = idTokenSet(issue, { ...made, access_token: CHANCE });
  const asked = { user, client, scope, named: claims.userinfo };
  return {
    access_token,
    id_token: {
      header: { alg: client.id_token_signed_response_alg, typ },
      claims: explainClaims(said, { ...about, kind: 'id_token' }),
    },
    userinfo: { claims: explainClaims(userinfoSet(asked, exchange), { ...about, kind: 'userinfo' }) },
  };
}

function leftOut(
  { scope: existing, requested_scope = '' }: AuthorizationRequest,
  given: readonly string[],
): Evaluation['left_out'] {
  const asked = [...new Set(requested_scope.split(' '))].filter((scope) => scope !== '');
  return asked
    .filter((scope) => !given.includes(scope))
    .map((scope) => {
      if (existing.includes(scope)) return { scope, why: 'not_permitted' };
      return { scope, why: scope === OFFLINE_ACCESS ? 'no_refresh_tokens' : 'unknown' };
    });
}
