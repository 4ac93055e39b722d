/**
 * Request objects for whoever has no keys of clients at hand: what stands in one is read, and that nobody looked at the signature is
 * said (OIDC Core §6).
 */
import { readObject } from '../../keys/client-keys.ts';
import {
  readRequestObject,
  requestObjectSource,
  unverifiedObject,
} from '../../protocol/authorization/request-object.ts';
import { type Finding, remark } from '../../protocol/diagnosis/inspection/finding.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { Parameters } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import type { Client } from '../../resources/client/client.ts';
import { now } from '../database.ts';

/** What was not looked at: who signed an object, or what lies at an address. */
export function remarksOfObject(outer: Parameters, client: Client): readonly Finding[] {
  const source = requestObjectSource(outer, client);
  if (!source.ok) return [];
  const codes = {
    none: [],
    value: ['request_object_unverified'],
    reference: ['request_uri_not_followed'],
  } as const;
  return codes[source.value.kind].map((code) => remark(code));
}

/** What a request object says, by whomever it was signed; undefined: there is none, or it lies elsewhere. */
export function readUnverifiedObject(
  outer: Parameters,
  client: Client,
  issuer: string,
): Result<string | undefined, OAuthError> {
  const source = requestObjectSource(outer, client);
  if (!source.ok) return source;
  if (source.value.kind !== 'value') return ok(undefined);
  const { jwt } = source.value;
  const [header, claims] = jwt
    .split('.', 2)
    .map((part) => readObject(Buffer.from(part, 'base64url').toString()));
  if (!header || !claims) return err(unverifiedObject(jwt));
  return readRequestObject({ header, claims }, { client, issuer, now: now(), beside: outer });
}
