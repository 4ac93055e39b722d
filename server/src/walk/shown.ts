/**
 * What an answered request shows of the program of its client, for the counters (protocol/advice/shown.ts).
 */
import type { Exchange } from '../deps.ts';
import { parseJsonObject } from '../http/json-value.ts';
import { shownByExchange, shownByRequest } from '../protocol/advice/shown.ts';
import type { Shown } from '../protocol/advice/traffic.ts';
import type { AuthorizationRequest } from '../protocol/authorization/authorization-request.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import type { Client } from '../resources/client/client.ts';

/** Of a request to /authorize; `encoded` is the parameters that count. */
export function shownOfRequest(request: AuthorizationRequest, encoded: string): readonly Shown[] {
  const parameters = parseParameters(encoded);
  const said = parameters.ok ? parameter(parameters.value, 'auth0Client') : undefined;
  return shownByRequest(request, readTelemetry(said));
}

/** Of a request to /oauth/token. */
export function shownOfExchange(
  grant_type: string,
  client: Client,
  { request: { headers } }: Pick<Exchange, 'request'>,
): readonly Shown[] {
  const origin = headers.get('origin') ?? undefined;
  const program = readTelemetry(headers.get('auth0-client') ?? undefined);
  return shownByExchange(grant_type, { client, origin, program });
}

/** Characters of telemetry that there is. */
const MAX_TELEMETRY = 1_024;

/**
 * What a program says of itself: `{name, version}` as JSON in base64 or base64url, as Auth0's SDKs send it. It is believed for nothing
 * but advice. Undefined: it is none.
 */
export function readTelemetry(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || text.length > MAX_TELEMETRY) return undefined;
  return parseJsonObject(Buffer.from(text, 'base64').toString());
}
