/**
 * A request as a client would send it, judged by the functions of the door: what of an authorization request is refused, and whether
 * a client is given a token for itself.
 */
import type { Fix } from '../../protocol/diagnosis/diagnosis.ts';
import { inspectRequest } from '../../protocol/diagnosis/inspection/inspect.ts';
import { sha256 } from '../../protocol/digest.ts';
import { type Parameters, parseParameters, serializeParameters } from '../../protocol/parameters.ts';
import { err } from '../../protocol/result.ts';
import { checkOrganization } from '../../protocol/tenant/organization.ts';
import { checkGrantType } from '../../protocol/tokens/token-request.ts';
import type { Client } from '../../resources/client/client.ts';
import { clientTokenSet } from '../../tokens/client-token.ts';
import type { Asking } from '../../tokens/requested-api.ts';
import { inputOf } from '../asking.ts';
import type { Sent } from './read-policies.ts';

/** Stands where an application puts what it made by chance. */
const CHANCE = 'made-by-tacit-test';

export type Judged = {
  /** As somebody sends it who wants to see it. */
  readonly request: string;
  /** Why it is refused; undefined: it is answered. */
  readonly refused?: { readonly sentence: string; readonly fix?: Fix | undefined };
};

/** The requests that a client would send: one for each callback that the policy does not name. */
export async function judgeRequests(client: Client, sent: Sent, asking: Asking): Promise<readonly Judged[]> {
  if (sent['grant_type'] !== undefined) return [await judgeToken(client, sent, asking)];
  const { redirect_uri } = sent;
  const callbacks: readonly (string | undefined)[] =
    redirect_uri !== undefined || client.redirect_uris.length === 0
      ? [redirect_uri ?? undefined]
      : client.redirect_uris;
  return Promise.all(
    callbacks.map((callback) =>
      judgeAuthorization(client, authorizationQuery(client, callback, sent), asking),
    ),
  );
}

/** What a good application sends, and over it what somebody says. */
export function authorizationQuery(client: Client, callback: string | undefined, sent: Sent): string {
  const { response_type = 'code' } = sent;
  const isCode = response_type?.split(' ').includes('code') === true;
  const usual = {
    client_id: client.client_id,
    redirect_uri: callback,
    response_type,
    scope: 'openid',
    state: CHANCE,
    nonce: CHANCE,
    ...(isCode ? { code_challenge: sha256(CHANCE), code_challenge_method: 'S256' } : {}),
  };
  const all: Readonly<Record<string, string | null | undefined>> = { ...usual, ...sent };
  return queryOf(all);
}

function queryOf(values: Readonly<Record<string, string | null | undefined>>): string {
  return serializeParameters(
    Object.entries(values).flatMap(([name, value]): readonly [string, string][] =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );
}

async function judgeAuthorization(client: Client, query: string, asking: Asking): Promise<Judged> {
  const request = `${asking.issuer}authorize?${query}`;
  const outer = parsed(query);
  const { findings } = inspectRequest({
    ...{ text: query, outer, client, now: asking.deps.now() },
    input: await inputOf(outer, client, asking),
  });
  const found = findings.find(({ refused }) => refused);
  if (!found) return { request };
  const { sentence, fix } = found;
  return { request, refused: { sentence, fix } };
}

async function judgeToken(client: Client, sent: Sent, asking: Asking): Promise<Judged> {
  const query = queryOf(sent);
  const parameters = parsed(query);
  const request = `POST ${asking.issuer}oauth/token ${query}`;
  const early = checkGrantType('client_credentials', client) ?? checkOrganization(parameters);
  const allowed = early
    ? err(early)
    : await clientTokenSet({ parameters, client, exchange: asking }, { jti: CHANCE });
  return allowed.ok ? { request } : { request, refused: { sentence: allowed.error.error_description } };
}

/** What is written here can be read. */
export function parsed(query: string): Parameters {
  const read = parseParameters(query);
  if (!read.ok) throw new Error(`A query of ours cannot be read: ${read.error}`);
  return read.value;
}
