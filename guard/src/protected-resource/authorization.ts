/**
 * The one way from a request to an access token: a straight line of checks that ends at the first refusal. Every adapter
 * goes through here.
 */
import { type AccessToken, readAccessToken } from '../access-token/access-token.ts';
import { readJwsHeader, verifyJws } from '../access-token/jws.ts';
import { detailOf, diagnose, type Refused } from '../diagnosis/diagnose.ts';
import type { Finding } from '../diagnosis/finding.ts';
import { isAtOwnMachine, type Visit } from '../diagnosis/own-machine.ts';
import { GuardError } from '../guard-error.ts';
import type { Fetch } from '../issuer/document.ts';
import { KeySource } from '../issuer/key-source.ts';
import { parseJsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';
import type { Answer } from './answer.ts';
import { type RequestCredentials, readBearerToken } from './bearer.ts';
import { renderChallenge } from './challenge.ts';
import { ERROR_OF_REASON, type Refusal } from './refusal.ts';
import { type Requirement, requiredScope, unmetRequirement } from './requirement.ts';
import { metadataAnswer, type RequestTarget } from './resource-metadata.ts';

/** What the guard needs of the world. */
export type World = {
  readonly fetch: Fetch;
  /** Whole seconds since the epoch. */
  readonly now: () => number;
  /** A clock that is never set back. */
  readonly monotonic_ms: () => number;
};

/**
 * A request as an adapter hands it over. `subject` is the object by which a framework knows this one request from its
 * first middleware to its handler; a Request of the Fetch standard is none, for a caller may present it again later.
 */
export type GuardedRequest = {
  readonly subject?: object;
  readonly target: RequestTarget;
  readonly visit: Visit;
  readonly credentials: RequestCredentials;
};

/** Judges the requests of one API. Remembers by request object who was let in, and forgets with the request. */
export class Authorization {
  readonly settings: Settings;
  readonly #keys: KeySource;
  readonly #world: World;
  readonly #admitted = new WeakMap<object, AccessToken>();

  constructor(settings: Settings, world: World) {
    this.settings = settings;
    this.#world = world;
    this.#keys = new KeySource(settings.keys, world);
  }

  /** The token of a request that may pass, or the answer to one that goes no further. */
  async authorize(
    request: GuardedRequest,
    requirements: readonly Requirement[],
  ): Promise<Result<AccessToken, Answer>> {
    const { resource_metadata, realm, onRefusal } = this.settings;
    const metadata = resource_metadata && metadataAnswer(request.target, resource_metadata);
    if (metadata) return err(metadata);
    const judged = await this.#judge(request, requirements);
    if (judged.ok) {
      if (request.subject !== undefined) this.#admitted.set(request.subject, judged.value);
      return judged;
    }
    const refused = { refusal: judged.error, settings: this.settings, kids: this.#keys.kids };
    const findings = this.#explain(refused, request);
    const challenge = renderChallenge(judged.error, {
      realm,
      resource_metadata: resource_metadata?.url,
      scope: requiredScope(requirements),
      findings: this.#isTold(request.visit) ? findings : undefined,
    });
    const { reason } = judged.error;
    const detail = detailOf(refused);
    const report = { reason, error: ERROR_OF_REASON[reason], status: challenge.status };
    onRefusal?.({ ...report, ...(detail === undefined ? {} : { detail }) }, findings);
    return err(challenge);
  }

  /** The token of a request that has passed. */
  token(subject: object): AccessToken {
    const token = this.#admitted.get(subject);
    if (token !== undefined) return token;
    throw new GuardError(
      'unguarded_request',
      'This request has not passed this guard; put the guard before the handler.',
    );
  }

  /** Nothing in production: there nobody reads what is made. */
  #explain(refused: Refused, { credentials }: GuardedRequest): readonly Finding[] {
    if (this.settings.tells === 'nobody') return [];
    return diagnose(refused, { credentials, now: this.#world.now() });
  }

  #isTold(visit: Visit): boolean {
    const { tells } = this.settings;
    return tells === 'everybody' || (tells === 'own_machine' && isAtOwnMachine(visit));
  }

  async #judge(
    { subject, credentials }: GuardedRequest,
    requirements: readonly Requirement[],
  ): Promise<Result<AccessToken, Refusal>> {
    // A guard for all routes and one for this route share the work: one request is verified once.
    const admitted = subject === undefined ? undefined : this.#admitted.get(subject);
    const token = admitted === undefined ? await this.#verify(credentials) : ok(admitted);
    if (!token.ok) return token;
    const unmet = unmetRequirement(token.value, requirements);
    return unmet === undefined ? token : err(unmet);
  }

  /** RFC 9068 §4, in the order in which a check costs more than the one before. */
  async #verify(credentials: RequestCredentials): Promise<Result<AccessToken, Refusal>> {
    const { jws, issuer, audience, leeway } = this.settings;
    const presented = readBearerToken(credentials);
    if (!presented.ok) return refuse(presented);
    const header = readJwsHeader(presented.value, jws);
    if (!header.ok) return refuse(header);
    const key = await this.#keys.find(header.value);
    if (!key.ok) return key;
    const payload = await verifyJws(presented.value, header.value, key.value);
    if (!payload.ok) return refuse(payload);
    const claims = parseJsonObject(payload.value);
    if (claims === undefined) return err({ reason: 'malformed_claims' });
    const { typ } = header.value;
    const token = readAccessToken(claims, { issuer, audience, typ, leeway, now: this.#world.now() });
    return token.ok ? token : refuse(token);
  }
}

function refuse({ error }: { readonly error: Refusal['reason'] }): {
  readonly ok: false;
  readonly error: Refusal;
} {
  return err({ reason: error });
}
