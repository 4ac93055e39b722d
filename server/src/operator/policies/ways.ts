/**
 * The ways in which the scopes of APIs are come by, as the door gives them: every client asks for every scope of every API in each way
 * that it has, and what it is given is a way. Nobody reads the rules a second time.
 */
import {
  type AuthorizationRequest,
  redirectTarget,
  validateAuthorizationRequest,
} from '../../protocol/authorization/authorization-request.ts';
import { decide, type Facts } from '../../protocol/authorization/interaction.ts';
import { RESPONSE_TYPES } from '../../protocol/authorization/response-type.ts';
import { OFFLINE_ACCESS } from '../../protocol/authorization/scope.ts';
import { redirectOrigin } from '../../protocol/client/redirect-uri.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { userinfoAudience } from '../../protocol/tenant/names.ts';
import type { SecondFactorPolicy } from '../../protocol/tenant/tenant.ts';
import { accessTokenLifetime } from '../../protocol/tokens/lifetimes.ts';
import { findRefreshPolicy, policyScope } from '../../protocol/tokens/refresh-policy.ts';
import { checkGrantType } from '../../protocol/tokens/token-request.ts';
import { CLIENT_DEFAULTS, type Client } from '../../resources/client/client.ts';
import type { ClientGrant } from '../../resources/client/client-grant.ts';
import { dashboardClient } from '../../resources/client/dashboard-client.ts';
import { TOOL_CLIENT } from '../../resources/client/tool-client.ts';
import { permissionNames, type Role } from '../../resources/end-user/role.ts';
import type { Values } from '../../resources/kind.ts';
import type { ResourceServer } from '../../resources/tenant/resource-server.ts';
import { clientTokenSet } from '../../tokens/client-token.ts';
import type { Asking } from '../../tokens/requested-api.ts';
import { inputOf } from '../asking.ts';
import { authorizationQuery, parsed } from './requests.ts';
import type { CONSENTS } from './subjects.ts';

export type Way = {
  /** Of `SCOPES`. */
  readonly values: Values;
  /** The request by which it is come by. */
  readonly request: string;
  /** Undefined: nobody registered it yet. */
  readonly client: Client | undefined;
  /** Where the client asks for itself: what it was given. */
  readonly given?: ClientGrant | undefined;
};

type Tenancy = {
  readonly asking: Asking;
  readonly clients: readonly Client[];
  readonly apis: readonly ResourceServer[];
  readonly roles: readonly Role[];
};

/** Whoever registers a client, and is anybody. */
export const ANYBODY = '*';

/** All ways of a tenant. */
export async function* waysOf(tenancy: Tenancy): AsyncIterable<Way> {
  const { asking, clients } = tenancy;
  for (const client of [...clients, dashboardClient(asking.issuer), TOOL_CLIENT, ...strangers(asking)])
    for (const api of tenancy.apis) {
      yield* waysOfPeople(client, api, tenancy);
      yield* waysByPolicy(client, api, tenancy);
      yield* waysOfClient(client, api, tenancy);
    }
}

/** The client that somebody makes who is a stranger, with all that one is given who registers. */
function strangers({ tenant: { settings } }: Asking): readonly Client[] {
  if (settings.dynamic_registration !== 'open' && !settings.client_id_metadata_documents) return [];
  return [
    {
      ...CLIENT_DEFAULTS,
      client_id: ANYBODY,
      is_first_party: false,
      redirect_uris: ['https://client.example/callback'],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      registration: { client_id_issued_at: 0, registration_access_token_hash: ANYBODY },
    },
  ];
}

/** How an authorization request leads to an access token, and by which response_types, the usual one first. */
const ANSWERS = [
  { grant: 'authorization_code', types: responseTypesWith('code') },
  { grant: 'implicit', types: responseTypesWith('access_token') },
] as const;

function responseTypesWith(part: 'code' | 'access_token'): readonly string[] {
  return [...RESPONSE_TYPES].flatMap(([name, row]) => (row[part] ? [name] : []));
}

/** Scopes that one request asks for, and characters of them, with room for those of OpenID Connect (scope.ts, request-parameters.ts). */
const MAX_ASKED = 150;
const MAX_CHARACTERS = 8_000;

/** Nobody is asked twice by the weaker of two requests: the client says itself how much is enough (OIDC Core §3.1.2.1). */
const LEVELS: readonly (string | undefined)[] = [undefined, '1'];

async function* waysOfPeople(client: Client, api: ResourceServer, tenancy: Tenancy): AsyncIterable<Way> {
  const { asking } = tenancy;
  for (const { grant, types } of ANSWERS)
    for (const scopes of chunksOf(api.scopes.map(({ value }) => value))) {
      const sent = { audience: api.identifier, scope: ['openid', ...scopes].join(' ') };
      const asked = await weakest(
        client,
        types.map((response_type) => ({ ...sent, response_type })),
        asking,
      );
      if (!asked) continue;
      const { request, addressFor, second_factor, consent } = asked;
      const lifetime = accessTokenLifetime(request, grant === 'implicit' ? 'browser' : 'token endpoint');
      for (const scope of scopes.filter((value) => request.scope.includes(value)))
        yield {
          values: {
            ...common({ client, api, scope }, tenancy),
            ...{ grant, comer: 'person', second_factor, consent, lifetime },
          },
          ...{ request: addressFor(scope), client },
        };
    }
}

/** Lists of scopes, each as long as a request takes. */
function chunksOf(scopes: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let characters = 0;
  for (const scope of scopes) {
    const last = chunks.at(-1);
    characters += scope.length + 1;
    if (last && last.length < MAX_ASKED && characters < MAX_CHARACTERS) last.push(scope);
    else {
      chunks.push([scope]);
      characters = scope.length + 1;
    }
  }
  return chunks;
}

type Asked = {
  readonly request: AuthorizationRequest;
  /** The same request for one scope alone. */
  readonly addressFor: (scope: string) => string;
  readonly second_factor: SecondFactorPolicy;
  readonly consent: (typeof CONSENTS)[number];
};

type Sent = Readonly<Record<string, string>>;

/**
 * Of the requests that are answered, the one by which the least is asked of who signs in; undefined: none is. What is asked for depends
 * on the level that the client says is enough, and on whose callback it is, of which an origin says all.
 */
async function weakest(client: Client, all: readonly Sent[], asking: Asking): Promise<Asked | undefined> {
  const callbacks = [...Map.groupBy(client.redirect_uris, redirectOrigin).values()].map(([one]) => one);
  for (const sent of all) {
    const variants = callbacks.flatMap((callback) =>
      LEVELS.map(
        (acr): Sent => ({
          ...sent,
          ...(acr === undefined ? {} : { acr_values: acr }),
          redirect_uri: String(callback),
        }),
      ),
    );
    const found: Asked[] = [];
    for (const variant of variants) {
      const one = await ask(client, variant, asking);
      if (one) found.push(one);
    }
    const [least] = found.toSorted((a, b) => strength(a) - strength(b));
    if (least) return least;
  }
  return undefined;
}

/** A second factor counts more than any consent. */
function strength({ second_factor, consent }: Asked): number {
  return 2 * STRENGTH.indexOf(second_factor) + (consent === 'asked' ? 1 : 0);
}

const STRENGTH: readonly SecondFactorPolicy[] = ['never', 'when_enrolled', 'always'];

async function ask(client: Client, sent: Sent, asking: Asking): Promise<Asked | undefined> {
  const query = authorizationQuery(client, undefined, sent);
  const parameters = parsed(query);
  const target = redirectTarget(parameters, client);
  if (!target.ok) return undefined;
  const input = await inputOf(parameters, client, asking);
  const judged = validateAuthorizationRequest({ ...input, client, target: target.value });
  if (!judged.ok) return undefined;
  const request = judged.value;
  return {
    request,
    addressFor: (scope) =>
      `${asking.issuer}authorize?${authorizationQuery(client, undefined, { ...sent, scope: `openid ${scope}` })}`,
    ...{ second_factor: secondFactorOf(request, asking), consent: consentOf(request, asking) },
  };
}

const SOMEBODY: EndUser = { sub: ANYBODY, epoch: 0, blocked: false, claims: {} };

/** What stands between who has just signed in by a password, and the answer. */
function decisionFor(
  request: AuthorizationRequest,
  who: { readonly amr: readonly string[]; readonly has_second_factor: boolean },
  { tenant: { settings }, deps }: Asking,
) {
  const now = deps.now();
  const { amr, has_second_factor } = who;
  const session = { sid: ANYBODY, user: { ...SOMEBODY, has_second_factor }, auth_time: now, amr };
  const facts: Facts = {
    interaction: { id: ANYBODY, began_at: now, browser: '', parameters: '', login: session.sid },
    session,
    known_as: SOMEBODY.sub,
    consented: undefined,
    hinted: undefined,
  };
  return decide(request, facts, { now, settings }).kind;
}

function secondFactorOf(request: AuthorizationRequest, asking: Asking): SecondFactorPolicy {
  const isAsked = (has_second_factor: boolean) =>
    decisionFor(request, { amr: ['pwd'], has_second_factor }, asking) === 'second_factor';
  if (isAsked(false)) return 'always';
  return isAsked(true) ? 'when_enrolled' : 'never';
}

function consentOf(request: AuthorizationRequest, asking: Asking): Asked['consent'] {
  const twice = { amr: ['pwd', 'otp', 'mfa'], has_second_factor: true };
  return decisionFor(request, twice, asking) === 'consent' ? 'asked' : 'skipped';
}

/** By a refresh token that was given for something else. */
async function* waysByPolicy(client: Client, api: ResourceServer, tenancy: Tenancy): AsyncIterable<Way> {
  const { asking } = tenancy;
  const named = parsed(`audience=${encodeURIComponent(api.identifier)}`);
  const policy = findRefreshPolicy(named, client);
  // What a policy names is an API of the tenant as the token endpoint finds it, whoever the client is.
  const target = policy && (await asking.deps.tenants.findResourceServer(asking.tenant, policy.audience));
  if (!policy || !target) return;
  const audience = userinfoAudience(asking.issuer);
  const sent = { audience, scope: `openid ${OFFLINE_ACCESS}` };
  const [codes] = ANSWERS;
  const asked = await weakest(
    client,
    codes.types.map((response_type) => ({ ...sent, response_type })),
    asking,
  );
  if (!asked?.request.scope.includes(OFFLINE_ACCESS)) return;
  const granted = policyScope(policy, { granted: asked.request.scope, api: target, isOfGrant: false }) ?? [];
  const { second_factor, consent, addressFor } = asked;
  const lifetime = accessTokenLifetime({ resource_server: target }, 'token endpoint');
  for (const scope of granted.filter((value) => target.scopes.some((one) => one.value === value)))
    yield {
      values: {
        ...common({ client, api: target, scope }, tenancy),
        ...{ grant: 'refresh_token', comer: 'person', second_factor, consent, lifetime },
      },
      ...{ request: addressFor(OFFLINE_ACCESS), client },
    };
}

async function* waysOfClient(client: Client, api: ResourceServer, tenancy: Tenancy): AsyncIterable<Way> {
  const { asking } = tenancy;
  if (checkGrantType('client_credentials', client)) return;
  const query = `audience=${encodeURIComponent(api.identifier)}`;
  const allowed = await clientTokenSet(
    { parameters: parsed(query), client, exchange: asking },
    { jti: ANYBODY },
  );
  if (!allowed.ok) return;
  const given = await asking.records.clientGrants.find(client.client_id, api.identifier);
  const request = `POST ${asking.issuer}oauth/token grant_type=client_credentials&${query}`;
  for (const scope of allowed.value.scope)
    yield {
      values: {
        ...common({ client, api, scope }, tenancy),
        ...{ grant: 'client_credentials', comer: 'client', lifetime: api.token_lifetime },
        // Roles are of people.
        ...{ enforced: false, roles: undefined },
      },
      ...{ request, client, given },
    };
}

type Of = { readonly client: Client; readonly api: ResourceServer; readonly scope: string };

function common({ client, api, scope }: Of, { roles }: Tenancy): Values {
  const { client_id, is_first_party, is_built_in = false } = client;
  const holding = roles.filter((role) => permissionNames(role, api.identifier).includes(scope));
  return {
    ...{ api: api.identifier, scope, client_id, is_first_party, is_built_in },
    enforced: api.enforce_policies,
    roles: api.enforce_policies ? holding.map(({ name }) => name) : undefined,
  };
}
