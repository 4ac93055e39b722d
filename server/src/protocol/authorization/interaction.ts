/**
 * What stands between a valid request and its answer (OIDC Core §3.1.2.3, §3.1.2.4). The decision is a value: the shell
 * only switches on it. Login and consent record facts; the request is then judged again from the start with them.
 */

import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { isVerifiable } from '../client/redirect-uri.ts';
import type { OwnReason } from '../diagnosis/reasons.ts';
import type { Session } from '../end-user/end-user.ts';
import { lacksSecondFactor } from '../end-user/second-factor.ts';
import { type OAuthError, oauthError, refusal } from '../oauth-error.ts';
import { isMailedMethod, type MailedMethod } from '../tenant/tenant.ts';
import { MULTI_FACTOR, reachedAcrs } from './acr.ts';
import { type AuthorizationRequest, consentScopes } from './authorization-request.ts';
import { consentDigest } from './consent.ts';

/** How long an End-User may take, in seconds. */
export const INTERACTION_LIFETIME = 600;

/**
 * How old a form of an interaction may be that is taken for its age alone, in seconds. That an interaction was answered is remembered
 * as long, so that nobody sends its forms again once whoever filled them in has signed out.
 */
export const LATE_FORM_LIFETIME = 86_400;

/** Bytes of a request, as the query of an address holds it. What is not longer passes every step up to its answer. */
export const MAX_REQUEST = 10_000;

/**
 * Bytes of everything else in an interaction, as JSON. The identifier at its longest, three bytes a character, is half of
 * it; a control character would take six, and nobody types one.
 */
const MAX_FACTS = 2_048;

/** Bytes of a compact JWE around its ciphertext: header, IV, tag and dots (RFC 7516 §7.1). */
const MAX_ENVELOPE = 128;

/** Bytes of an interaction once it is sealed, whatever was done in it: base64url makes four of three. */
export const MAX_SEALED_INTERACTION = Math.ceil((MAX_REQUEST + MAX_FACTS) / 3) * 4 + MAX_ENVELOPE;

/**
 * What waits for the End-User. It is sealed and travels with the browser, so an unauthenticated request writes nothing
 * to the database; it is spent, once, when an answer leaves.
 */
export type Interaction = {
  readonly id: string;
  readonly began_at: number;
  /** Hash of the cookie of the browser it belongs to. */
  readonly browser: string;
  /** The request's parameters as the query of an address holds them. */
  readonly parameters: string;
  /** Under what name these are kept at the server, where they are too long for an address, which then has the name alone. */
  readonly kept?: string;
  /** The session the End-User signed in to since then. */
  readonly login?: string;
  /** Who has shown one factor and has to show another: not a session, and worth nothing but the next page. */
  readonly proved?: Proved;
  /** What was shown is worth nothing any more, because what proves the End-User has changed; the login page says so. */
  readonly stale?: true;
  /** What the page says first. */
  readonly anew?: Anew;
  /** The interaction whose late form began this one; of the two one is answered. */
  readonly follows?: string;
  /** The session the End-User chose to go on with, after `prompt=select_account`. */
  readonly account?: string;
  /** The session whose End-User agreed. */
  readonly consent?: string;
  /** Digest of the client and the scopes as the consent page showed them. */
  readonly shown?: string;
  /** The End-User turned back. */
  readonly refused?: true;
  /** The address the End-User typed, as it was typed; empty: asked for anew, whatever the client suggests. */
  readonly identifier?: string;
  /** How that address was written to, to prove that it is theirs. */
  readonly mailed?: MailedMethod;
  /** The code that was typed in the form of the application that asked for it. */
  readonly typed?: string;
};

/** Why an interaction was begun anew, with nothing of what was done in the one before. */
export type Anew = 'late' | 'elsewhere';

/** One factor, shown by this browser within this interaction. */
type Proved = {
  readonly sub: string;
  /** The epoch of the End-User under which it was shown. */
  readonly epoch: number;
  readonly amr: readonly string[];
  readonly at: number;
};

/** All that the decision needs to know beside the request. */
export type Facts = {
  readonly interaction: Interaction | undefined;
  readonly session: Session | undefined;
  /** What the client knows the End-User of the session by (OIDC Core §8). */
  readonly known_as: string | undefined;
  /** Scopes the End-User has already agreed to give this client, as it is now, for this audience; none: never asked. */
  readonly consented: readonly string[] | undefined;
  /** `sub` of the ID token hint; `invalid` when it is none of ours for this client; undefined without a hint. */
  readonly hinted: { readonly sub: string } | 'invalid' | undefined;
};

export type Decision =
  | { readonly kind: 'login'; readonly choose: boolean }
  | { readonly kind: 'second_factor' }
  | { readonly kind: 'consent'; readonly session: Session }
  | { readonly kind: 'refuse'; readonly error: OAuthError }
  | { readonly kind: 'issue'; readonly session: Session };

/** What to do next with a valid request. */
export function decide(
  request: AuthorizationRequest,
  facts: Facts,
  when: { readonly now: number; readonly settings: TenantSettings },
): Decision {
  const { session, interaction } = facts;
  if (interaction?.refused) return refuse('access_denied', 'the End-User refused', 'turned_back');
  if (facts.hinted === 'invalid') {
    const why = 'id_token_hint is not a valid ID token of this client';
    return { kind: 'refuse', error: refusal('invalid_request', why, 'id_token_hint_refused') };
  }
  if (interaction?.proved) return { kind: 'second_factor' };
  if (session && isUnmet(request, session)) {
    return refuse('unmet_authentication_requirements', 'no login here reaches the acr that is essential');
  }
  if (!session || mustAuthenticate(request, facts, session, when.now)) return authenticate(request, facts);
  if (session.user.blocked) return refuse('access_denied', 'user is blocked', 'user_blocked');
  if (mustChooseAccount(request, session, interaction)) return { kind: 'login', choose: true };
  if (lacksSecondFactor(request, session, when.settings)) return askSecondFactor(request);
  if (mustConsent(request, facts, session, when.settings)) return askConsent(request, session);
  return { kind: 'issue', session };
}

function authenticate(request: AuthorizationRequest, facts: Facts): Decision {
  if (request.prompt.has('none')) return refuse('login_required', 'Login required');
  const justSignedIn = facts.session !== undefined && facts.interaction?.login === facts.session.sid;
  if (justSignedIn) return refuse('login_required', 'the End-User is not the one id_token_hint names');
  return { kind: 'login', choose: false };
}

/** Auth0's SDKs know the need of a step-up by these words. */
function askSecondFactor(request: AuthorizationRequest): Decision {
  if (!request.prompt.has('none')) return { kind: 'second_factor' };
  return refuse('login_required', 'Multifactor authentication required');
}

/** OIDC Core §5.5.1.1: an essential context that cannot be reached fails the request; any other is only a wish. */
function isUnmet({ claims, acr_values }: AuthorizationRequest, session: Session): boolean {
  if (!claims.acr?.essential) return false;
  // What a second factor would reach is within reach.
  const reachable = [...reachedAcrs(session), MULTI_FACTOR];
  return !acr_values.some((acr) => reachable.includes(acr));
}

function askConsent(request: AuthorizationRequest, session: Session): Decision {
  if (!request.prompt.has('none')) return { kind: 'consent', session };
  if (!isNative(request)) return refuse('consent_required', 'Consent required');
  return refuse('interaction_required', 'a native application is never answered without the End-User');
}

function refuse(error: OAuthError['error'], description: string, reason?: OwnReason): Decision {
  const refused = oauthError(error, description);
  return { kind: 'refuse', error: reason === undefined ? refused : { ...refused, reason } };
}

/**
 * `prompt=login`, `prompt=create`, `max_age` and a hint of somebody else ask for a login that this interaction has seen: what
 * the interaction recorded counts, not a comparison of the clocks of two machines (OIDC Core §3.1.2.1).
 */
function mustAuthenticate(
  request: AuthorizationRequest,
  facts: Facts,
  session: Session,
  now: number,
): boolean {
  const { interaction, hinted } = facts;
  if (hinted && hinted !== 'invalid' && hinted.sub !== facts.known_as) return true;
  if (interaction?.login === session.sid) return false;
  if (request.prompt.has('login') || request.prompt.has('create')) return true;
  return (
    request.max_age !== undefined && (request.max_age === 0 || now - session.auth_time > request.max_age)
  );
}

function mustChooseAccount(
  request: AuthorizationRequest,
  session: Session,
  interaction: Interaction | undefined,
): boolean {
  if (!request.prompt.has('select_account')) return false;
  return interaction?.account !== session.sid && interaction?.login !== session.sid;
}

/**
 * RFC 6749 §10.2, RFC 8252 §8.6: consent given once is remembered for the same scopes of the same audience, but an
 * application on the End-User's own machine can be any program, so it asks each time.
 */
function mustConsent(
  request: AuthorizationRequest,
  facts: Facts,
  session: Session,
  settings: TenantSettings,
): boolean {
  if (hasAgreed(request, session, facts.interaction)) return false;
  if (request.prompt.has('consent') || isNative(request)) return true;
  if (maySkipConsent(request, settings)) return false;
  // Nothing is kept of a consent without a scope, so who agreed to no scope was never asked.
  const { consented = [] } = facts;
  return consented.length === 0 || !consentScopes(request).every((value) => consented.includes(value));
}

/**
 * Whether the End-User agreed to this request in this interaction. A client that was changed since its page was shown is
 * another one, and a scope that the End-User has come by since was not seen; what an older version of this server sealed does
 * not say what was shown.
 */
export function hasAgreed(
  request: Pick<AuthorizationRequest, 'client' | 'scope' | 'claims'>,
  { sid }: Pick<Session, 'sid'>,
  interaction: Interaction | undefined,
): boolean {
  if (interaction?.consent !== sid) return false;
  return (
    interaction.shown === undefined ||
    interaction.shown === consentDigest(request.client, consentScopes(request))
  );
}

function isNative(request: AuthorizationRequest): boolean {
  return request.client.app_type === 'native';
}

/** Auth0's rule: a first-party client skips consent where the API allows it, unless its callback could be anybody's. */
export function maySkipConsent(request: AuthorizationRequest, settings: TenantSettings): boolean {
  const { client, resource_server, target } = request;
  if (client.is_built_in) return true;
  if (!client.is_first_party) return false;
  if (resource_server && !resource_server.skip_consent_for_verifiable_first_party_clients) return false;
  return isVerifiable(target.redirect_uri) || settings.unsafe_skip_consent_on_localhost;
}

/** Reads what was unsealed; undefined when it is not an interaction (a value sealed by an older version, say). */
export function readInteraction(data: { readonly [name: string]: unknown }): Interaction | undefined {
  const { id, began_at, browser, parameters, proved, stale, anew, refused, mailed } = data;
  if (typeof id !== 'string' || typeof began_at !== 'number') return undefined;
  if (typeof browser !== 'string' || typeof parameters !== 'string') return undefined;
  const words = WORDS.flatMap((name) => (typeof data[name] === 'string' ? [[name, data[name]]] : []));
  return {
    id,
    began_at,
    browser,
    parameters,
    ...Object.fromEntries(words),
    ...readProved(proved),
    ...(stale === true ? { stale } : {}),
    ...(anew === 'late' || anew === 'elsewhere' ? { anew } : {}),
    ...(refused === true ? { refused } : {}),
    ...(isMailedMethod(mailed) ? { mailed } : {}),
  };
}

/** What is a text, whatever it says. */
const WORDS = [
  'kept',
  'login',
  'account',
  'consent',
  'shown',
  'identifier',
  'typed',
  'follows',
] as const satisfies readonly (keyof Interaction)[];

function readProved(value: unknown): Pick<Interaction, 'proved'> {
  if (typeof value !== 'object' || value === null) return {};
  if (!('sub' in value && 'epoch' in value && 'amr' in value && 'at' in value)) return {};
  const { sub, epoch, amr, at } = value;
  if (typeof sub !== 'string' || typeof epoch !== 'number') return {};
  if (typeof at !== 'number' || !Array.isArray(amr)) return {};
  return { proved: { sub, epoch, at, amr: amr.filter((method) => typeof method === 'string') } };
}

/** What an interaction is worth: unless it is honoured it counts as its bare request, and `late` is a fault of its age alone. */
export type Standing = 'honoured' | 'late' | 'ended' | 'elsewhere';

/** What an interaction is worth to this browser now. */
export function standingOf(
  { browser, began_at }: Pick<Interaction, 'browser' | 'began_at'>,
  asking: string | undefined,
  now: number,
): Standing {
  if (browser !== asking) return 'elsewhere';
  const age = now - began_at;
  if (age < INTERACTION_LIFETIME) return 'honoured';
  return age < LATE_FORM_LIFETIME ? 'late' : 'ended';
}
