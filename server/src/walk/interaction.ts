/**
 * Sealing what waits for the End-User into a value that travels with the browser, and opening it again. A request that would make
 * an address too long is kept at the server, and all else that is known of the interaction travels as ever.
 */
import type { Exchange } from '../deps.ts';
import {
  type Interaction,
  readInteraction,
  type Standing,
  standingOf,
} from '../protocol/authorization/interaction.ts';
import { sha256 } from '../protocol/digest.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { keepRequest, recallRequest } from './kept-requests.ts';
import { leadOn, refuse } from './reply.ts';
import { browserCookie, browserId } from './session.ts';

/** Begins an interaction for a request, bound to the browser; the cookie is set where the browser had none. */
export function beginInteraction(
  parameters: string,
  exchange: Exchange,
): { readonly interaction: Interaction; readonly cookies: readonly string[] } {
  const { deps, secure } = exchange;
  const known = browserId(exchange);
  const browser = known ?? deps.random(16);
  const interaction = { id: deps.random(16), began_at: deps.now(), browser: sha256(browser), parameters };
  return { interaction, cookies: known === undefined ? [browserCookie(browser, secure)] : [] };
}

/** An interaction that was opened, and what it is worth to this browser now. */
export type OpenedInteraction = { readonly interaction: Interaction; readonly standing: Standing };

/** What is wrong with an interaction that cannot be opened, and how its page says so. */
export const UNOPENED = {
  /** Not sealed by us for this tenant. */
  unreadable: {
    error: oauthError('invalid_request', 'the interaction is missing or cannot be read'),
    kind: 'incomplete',
  },
  /** A day has passed, and its request is not kept any more. */
  forgotten: { error: oauthError('invalid_request', 'the interaction has ended'), kind: 'bookmark' },
} as const;

/** Opens a sealed interaction. */
export async function openInteraction(
  sealed: string,
  exchange: Exchange,
): Promise<Result<OpenedInteraction, keyof typeof UNOPENED>> {
  const { deps } = exchange;
  const data = deps.seal.open(sealContext(exchange), sealed);
  if (!data) return err('unreadable');
  const { kept } = data;
  const isElsewhere = data['parameters'] === undefined && typeof kept === 'string';
  const recalled = isElsewhere ? await recallRequest(kept, exchange) : undefined;
  if (isElsewhere && recalled === undefined) return err('forgotten');
  const interaction = readInteraction(isElsewhere ? { ...data, parameters: recalled } : data);
  if (!interaction) return err('unreadable');
  const browser = browserId(exchange);
  const asking = browser === undefined ? undefined : sha256(browser);
  return ok({ interaction, standing: standingOf(interaction, asking, deps.now()) });
}

/** The pages that an interaction can be on. */
export type InteractionPage =
  | '/login'
  | '/signup'
  | '/reset-password'
  | '/passwordless'
  | '/mfa'
  | '/mfa/enroll'
  | '/consent';

/**
 * Characters of a sealed interaction in an address. With all the headers and cookies that can stand beside it an answer stays below
 * 4 KiB, which is what nginx takes unless it is told otherwise.
 */
const MAX_IN_ADDRESS = 1_536;

/** Goes on to a page of ours, or back through the one door, with the interaction. */
export async function goTo(
  path: Place,
  interaction: Interaction,
  exchange: Exchange,
  cookies: readonly string[] = [],
): Promise<Response> {
  return leadOn(await interactionPath(path, interaction, exchange), exchange, { cookies });
}

type Place = '/authorize' | InteractionPage;

/**
 * The path of a page with the interaction in its query. Where that is too long its request is kept at the server; where no more is
 * kept it is long, and nobody is refused for it.
 */
async function interactionPath(path: Place, interaction: Interaction, exchange: Exchange): Promise<string> {
  const whole = sealInteraction(interaction, exchange);
  if (whole.length <= MAX_IN_ADDRESS) return `${path}?interaction=${whole}`;
  const kept = interaction.kept ?? (await keepRequest(interaction.parameters, exchange));
  if (kept === undefined) return `${path}?interaction=${whole}`;
  // What is undefined is left out of JSON.
  const short = { ...interaction, kept, parameters: undefined };
  return `${path}?interaction=${exchange.deps.seal.seal(sealContext(exchange), short)}`;
}

/** The sealed value itself, whole, for a form: its body has room, and says what was asked for when nothing is kept any more. */
export function sealInteraction(interaction: Interaction, exchange: Exchange): string {
  return exchange.deps.seal.seal(sealContext(exchange), interaction);
}

/**
 * The path that starts a request anew, with nothing remembered: the request itself, or, where that is too long for a line of
 * nginx's, an interaction of no browser, which counts as its bare request in every one. Only of a request that was judged.
 */
export async function bareRequestPath(
  { parameters }: Pick<Interaction, 'parameters'>,
  exchange: Exchange,
): Promise<string> {
  if (parameters.length <= MAX_IN_ADDRESS) return `/authorize?${parameters}`;
  return interactionPath('/authorize', { id: '', began_at: 0, browser: '', parameters }, exchange);
}

/** Whoever comes second has pressed twice or gone back: they are told, and go on by beginning the request anew. */
export async function refuseAnswered(interaction: Interaction, exchange: Exchange): Promise<Response> {
  const error = oauthError('invalid_request', 'the interaction was answered already');
  const startAgain = await bareRequestPath(interaction, exchange);
  return refuse(error, exchange, { kind: 'answered', startAgain, interaction });
}

/** The token a form of this interaction must bring back. */
export function csrfToken(interaction: Interaction, { deps, tenant }: Exchange): string {
  const context = { purpose: 'csrf', tenant_id: tenant.tenant_id } as const;
  return deps.seal.mac(context, csrfText(interaction));
}

function csrfText({ browser, id }: Interaction): string {
  return `${browser}.${id}`;
}

/** Compares in constant time; a missing token never matches. */
export function isCsrfToken(
  token: string | undefined,
  interaction: Interaction,
  { deps, tenant }: Exchange,
): boolean {
  const context = { purpose: 'csrf', tenant_id: tenant.tenant_id } as const;
  return token !== undefined && deps.seal.isMac(context, csrfText(interaction), token);
}

function sealContext({ tenant }: Exchange): { readonly purpose: 'interaction'; readonly tenant_id: string } {
  return { purpose: 'interaction', tenant_id: tenant.tenant_id };
}
