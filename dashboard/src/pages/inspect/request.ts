/**
 * A request to sign in as an address: built from an application, read from what was pasted, and turned into what it would be by another
 * flow.
 */

/** What an application says of itself, as the Management API has it. */
export type Requester = {
  readonly client_id: string;
  readonly name?: string;
  readonly callbacks?: readonly string[];
  readonly grant_types?: readonly string[];
};

/** The example of RFC 7636, Appendix B, whose verifier everybody knows: for a request that is judged and never sent. */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const PKCE = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };

/** What was pasted, in one line: an address that was written over several, or the body of a request. */
export function unfolded(pasted: string): string {
  const text = pasted.replace(/^\s+|\s+$/g, '').replaceAll('\r', '');
  const [, body] = /\n[ \t]*\n([^\s=]+=\S*)$/.exec(text) ?? [];
  return (body ?? text).replace(/\s*\n\s*(?=[&?])|(?<=[&?])\s*\n\s*/g, '').replace(/\s*\\?\n\s*/g, ' ');
}

/** The request as an address that can be opened; undefined: it is none to the tenant's /authorize. */
export function runnable(issuer: string, asked: string): string | undefined {
  const parameters = parametersOf(asked);
  if (!parameters.has('client_id')) return undefined;
  if (/^[?&]?[^\s"'<>=?#/]+=/.test(asked)) return addressOf(issuer, parameters);
  if (!URL.canParse(asked, issuer)) return undefined;
  const { origin, pathname, href } = new URL(asked, issuer);
  return `${origin}/` === issuer && pathname === '/authorize' ? href : undefined;
}

/** Fields of the builder, in their order. */
export const BUILT = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'audience',
  'state',
  'nonce',
  'prompt',
] as const;

/** What the application would ask with, by what it is registered for. */
export function requestOf(
  { client_id, callbacks = [], grant_types = [] }: Requester,
  code_challenge: string,
): URLSearchParams {
  const isImplicit = grant_types.includes('implicit') && !grant_types.includes('authorization_code');
  const [redirect_uri = ''] = callbacks;
  return new URLSearchParams({
    ...{ client_id, redirect_uri, response_type: isImplicit ? 'id_token token' : 'code' },
    ...{ scope: 'openid profile email', state: crypto.randomUUID(), nonce: crypto.randomUUID() },
    ...(isImplicit ? {} : { ...PKCE, code_challenge }),
  });
}

export function addressOf(issuer: string, parameters: URLSearchParams): string {
  // A space as %20, as people read it.
  return `${issuer}authorize?${parameters.toString().replaceAll('+', '%20')}`;
}

/** The parameters of an address, or of a query alone; none where it has none. */
export function parametersOf(address: string): URLSearchParams {
  const mark = address.indexOf('?');
  const [query = ''] = address.slice(mark + 1).split('#');
  return new URLSearchParams(mark === -1 && !query.includes('=') ? '' : query);
}

/** The same address with a parameter set, or without it where there is nothing to say. */
export function withParameter(
  issuer: string,
  address: string,
  [name, value]: readonly [string, string],
): string {
  const parameters = parametersOf(address);
  if (value === '') parameters.delete(name);
  else parameters.set(name, value);
  return addressOf(issuer, parameters);
}

/** Flows that are set side by side: what each asks for, and what it needs. */
const FLOWS = {
  implicit: { response_type: 'id_token token' },
  hybrid: { response_type: 'code id_token', ...PKCE },
  code: { response_type: 'code', ...PKCE },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Flow = keyof typeof FLOWS;

/** The request as it would be by a flow; what belongs to the one it has is taken out. */
export function byFlow(issuer: string, address: string, flow: Flow): string {
  const parameters = parametersOf(address);
  const had = parameters.get('code_challenge');
  for (const name of ['response_mode', ...Object.keys(PKCE)]) parameters.delete(name);
  for (const [name, value] of Object.entries(FLOWS[flow])) parameters.set(name, value);
  if (had !== null && flow !== 'implicit') parameters.set('code_challenge', had);
  if (flow !== 'code' && !parameters.has('nonce')) parameters.set('nonce', 'compared');
  return addressOf(issuer, parameters);
}

export function flowOf(response_type: string): Flow {
  const types = response_type.split(' ');
  if (!types.includes('code')) return 'implicit';
  return types.length > 1 ? 'hybrid' : 'code';
}
