/**
 * A request to sign out, judged parameter by parameter by the rules of its endpoint: Auth0's /v2/logout, or that of OpenID Connect
 * (OIDC RP-Initiated Logout §2).
 */
import type { Client } from '../../../resources/client/client.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { nearestName } from '../../nearest-name.ts';
import { type OAuthError, refusal } from '../../oauth-error.ts';
import { asciiLowerCase } from '../../octets.ts';
import { type Parameters, parameter } from '../../parameters.ts';
import type { Result } from '../../result.ts';
import { checkLogoutRequest, LOGOUT_PARAMETERS, logoutTarget } from '../../session/end-session.ts';
import { returnAddress } from '../../session/logout.ts';
import { unknownClient } from '../diagnose-client.ts';
import { quotedName } from '../unknown-name.ts';
import { type Finding, findingOf, remark } from './finding.ts';
import { type Inspection, NEXT } from './inspect.ts';
import { sentIn } from './places.ts';
import { verdictsOf } from './verdicts.ts';

export type InspectedLogout = {
  /** As it came, of which the query begins at `from`. */
  readonly text: string;
  readonly from: number;
  readonly path: string;
  readonly parameters: Parameters;
  /** Of the client_id, or of the ID token that is sent as a hint. */
  readonly client: Client | undefined;
  readonly settings: TenantSettings;
  readonly beside: readonly Finding[];
};

type Endpoint = {
  readonly known: readonly string[];
  /** Where it goes afterwards. */
  readonly returnsTo: string;
  readonly judge: (inspected: InspectedLogout) => Result<string | undefined, OAuthError>;
};

const AUTH0: Endpoint = {
  known: ['client_id', 'returnTo'],
  returnsTo: 'returnTo',
  judge: ({ parameters, client, settings }) => returnAddress(parameters, client, settings),
};

const OPENID_CONNECT: Endpoint = {
  known: [...LOGOUT_PARAMETERS.keys()],
  returnsTo: 'post_logout_redirect_uri',
  judge({ parameters, client }) {
    const unusable = checkLogoutRequest(parameters);
    if (unusable) return { ok: false, error: unusable };
    const target = logoutTarget(parameters, client);
    return target.ok ? { ok: true, value: target.value?.redirect_uri } : target;
  },
};

/** Names under which applications send the address that they mean to come back to. */
const RETURNS = [
  'returnTo',
  'return_to',
  'post_logout_redirect_uri',
  'redirect_uri',
  'logout_uri',
  'redirect',
];

/** Judges all of it. */
export function inspectLogout(inspected: InspectedLogout): Inspection {
  const { text, from, path, parameters, client, beside } = inspected;
  const endpoint = asciiLowerCase(path) === '/v2/logout' ? AUTH0 : OPENID_CONNECT;
  const judged = endpoint.judge(inspected);
  const isUnknown = parameter(parameters, 'client_id') !== undefined && !client;
  const unknown = refusal('invalid_request', 'client_id is unknown', unknownClient(parameters));
  const refusals = isUnknown ? [unknown] : judged.ok ? [] : [judged.error];
  const names = new Set(sentIn(text, from).map(({ name }) => name));
  const found = [
    ...refusals.map(findingOf),
    ...beside,
    ...[...names].flatMap((name) => remarkOfName(name, endpoint, names)),
  ];
  const quiet = [...names].filter((name) => !found.some(({ where }) => where === name));
  return {
    ...verdictsOf([...found, ...quiet.map((where) => remark('parameter_understood', { where }))], text, from),
    next: nextOf(refusals.length === 0 && judged.ok ? { to: judged.value } : undefined),
    request: undefined,
  };
}

function remarkOfName(
  name: string,
  { known, returnsTo }: Endpoint,
  names: ReadonlySet<string>,
): readonly Finding[] {
  if (known.includes(name)) return [];
  const where = quotedName(name);
  const meant = RETURNS.includes(name) ? returnsTo : nearestName(name, known);
  if (meant === undefined || names.has(meant)) return [remark('parameter_unknown', { where })];
  const sentence = `there is no parameter ${where} here: did you mean ${meant}?`;
  return [remark('parameter_misspelt', { where, sentence })];
}

function nextOf(ended: { readonly to: string | undefined } | undefined): Inspection['next'] {
  if (!ended) return { kind: 'error_page', sentence: NEXT.error_page };
  const { to } = ended;
  if (to === undefined) return { kind: 'logout', sentence: NEXT.logout };
  return { kind: 'logout', sentence: `the session of the browser ends, and it goes to ${quotedName(to)}` };
}
