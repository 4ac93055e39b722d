/**
 * Requests as the inspector judges them, for tests of the pure core: the fixture of authorization-requests.ts without a server.
 */
import {
  type Inspected,
  type Inspection,
  inspectRequest,
} from '../../src/protocol/diagnosis/inspection/inspect.ts';
import { parseParameters } from '../../src/protocol/parameters.ts';
import { targetsOf } from '../../src/protocol/tokens/target-api.ts';
import type { Client } from '../../src/resources/client/client.ts';
import type { ResourceServer } from '../../src/resources/tenant/resource-server.ts';
import type { TenantSettings } from '../../src/resources/tenant/settings.ts';
import { apiWith, clientWith, ISSUER, NOW, query, settingsWith } from './authorization-requests.ts';

export type Registered = {
  readonly client?: Client | undefined;
  readonly api?: ResourceServer;
  readonly settings?: TenantSettings;
  readonly claims?: Readonly<Record<string, unknown>>;
};

/** A client that asks for codes, as most do. */
export function codeClient(differences: Partial<Client> = {}): Client {
  return clientWith({ grant_types: ['authorization_code', 'refresh_token'], ...differences });
}

type Changes = Parameters<typeof query>[0];

/** A request of that client with which nothing is wrong, and its changes, encoded. */
export function codeQuery(changes: Changes = {}): string {
  const base = { response_type: 'code', state: 'S'.repeat(22), nonce: 'N'.repeat(22) };
  return query({ ...base, code_challenge: 'a'.repeat(43), code_challenge_method: 'S256', ...changes });
}

/** What is found in a query. */
export function inspect(
  text: string,
  registered: Registered = {},
  more: Partial<Inspected> = {},
): Inspection {
  const { client = codeClient(), api = apiWith(), settings = settingsWith(), claims } = registered;
  const read = parseParameters(text);
  if (!read.ok) throw new Error(read.error);
  const parameters = read.value;
  const targets = targetsOf(parameters, { settings, issuer: ISSUER });
  const resource_server = targets.includes(api.identifier) ? api : undefined;
  const input = {
    issuer: ISSUER,
    parameters,
    client,
    settings,
    audience: targets[0],
    resource_server,
    claims,
  };
  return inspectRequest({ text, outer: parameters, client, input, now: NOW, ...more });
}
