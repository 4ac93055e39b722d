/**
 * Sealing what waits for the End-User into a value that travels with the browser, and opening it again.
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
import { refuse } from './reply.ts';
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

/** Opens a sealed interaction; undefined when it was not sealed by us for this tenant. */
export function openInteraction(sealed: string, exchange: Exchange): OpenedInteraction | undefined {
  const { deps } = exchange;
  const data = deps.seal.open(sealContext(exchange), sealed);
  const interaction = data && readInteraction(data);
  if (!interaction) return undefined;
  const browser = browserId(exchange);
  const asking = browser === undefined ? undefined : sha256(browser);
  return { interaction, standing: standingOf(interaction, asking, deps.now()) };
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

/** The path of a page of ours with the interaction in its query. */
export function interactionPath(
  path: '/authorize' | InteractionPage,
  interaction: Interaction,
  exchange: Exchange,
): string {
  return `${path}?interaction=${sealInteraction(interaction, exchange)}`;
}

/** The sealed value itself, for a form. */
export function sealInteraction(interaction: Interaction, exchange: Exchange): string {
  return exchange.deps.seal.seal(sealContext(exchange), interaction);
}

/** The path that starts the interaction's request anew, with nothing remembered. */
export function bareRequestPath(interaction: Interaction): string {
  return `/authorize?${interaction.parameters}`;
}

/** Whoever comes second has pressed twice or gone back: they are told, and go on by beginning the request anew. */
export function refuseAnswered(interaction: Interaction, exchange: Exchange): Promise<Response> {
  const error = oauthError('invalid_request', 'the interaction was answered already');
  return refuse(error, exchange, { kind: 'answered', startAgain: bareRequestPath(interaction) });
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
