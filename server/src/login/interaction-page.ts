/**
 * What the pages of an interaction share: opening it, and refusing a form that this browser did not fill in.
 */
import type { Exchange } from '../deps.ts';
import { sameOriginPost } from '../http/csrf.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { factsOf } from '../pages/login/client-facts.ts';
import type { Frame } from '../pages/login/frame.ts';
import type { AuthorizationRequest } from '../protocol/authorization/authorization-request.ts';
import { type Interaction, MAX_SEALED_INTERACTION } from '../protocol/authorization/interaction.ts';
import { isIdentifier } from '../protocol/end-user/end-user.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { type Parameters, parameter, parseParameters } from '../protocol/parameters.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { readAuthorizationRequest } from '../walk/authorization-request.ts';
import {
  bareRequestPath,
  beginInteraction,
  csrfToken,
  interactionPath,
  isCsrfToken,
  openInteraction,
  sealInteraction,
} from '../walk/interaction.ts';
import { lookOf, refuse, show } from '../walk/reply.ts';
import { browserId } from '../walk/session.ts';

/** An interaction this browser may go on with, and its request as it is judged now. */
export type Page = {
  readonly interaction: Interaction;
  readonly request: AuthorizationRequest;
  /** The parameters of the request, for what only a page wants to know (`login_hint`, `ui_locales`). */
  readonly parameters: Parameters;
};

/** A page with the form that was sent from it. */
export type SentPage = Page & { readonly form: Parameters };

/** Opens the interaction of a GET; the other side of the result is the answer to give instead. */
export async function openPage(exchange: Exchange): Promise<Result<Page, Response>> {
  const query = parseParameters(queryOf(exchange.request));
  return openSealed(query.ok ? parameter(query.value, 'interaction') : undefined, exchange);
}

/** The longest interaction, and beside it what any form may hold: the answer of a security key, say, percent-encoded. */
export const MAX_FORM_BYTES = MAX_SEALED_INTERACTION + 32 * 1024;

/** Reads a form, and believes it only if it came from our page in this browser (RFC 6749 §10.12). */
export async function openSentPage(exchange: Exchange): Promise<Result<SentPage, Response>> {
  if (!sameOriginPost(exchange.request, new URL(exchange.issuer).origin))
    return err(await forbidden(exchange));
  const body = await readForm(exchange.request, MAX_FORM_BYTES);
  const form = body.ok ? parseParameters(body.value) : body;
  if (!form.ok) return err(await refuse(oauthError('invalid_request', 'the form cannot be read'), exchange));
  const typed = parameter(form.value, 'username');
  const page = await openSealed(parameter(form.value, 'interaction'), exchange, typed);
  if (!page.ok) return page;
  if (!isCsrfToken(parameter(form.value, 'csrf'), page.value.interaction, exchange))
    return err(await forbidden(exchange));
  return ok({ ...page.value, form: form.value });
}

async function openSealed(
  sealed: string | undefined,
  exchange: Exchange,
  typed?: string,
): Promise<Result<Page, Response>> {
  const opened = sealed === undefined ? undefined : openInteraction(sealed, exchange);
  if (!opened)
    return err(
      await refuse(oauthError('invalid_request', 'the interaction is missing or cannot be read'), exchange),
    );
  const { interaction, honoured } = opened;
  if (!honoured) return err(await startAgain(interaction, exchange, typed));
  const read = await readAuthorizationRequest(interaction.parameters, exchange);
  if (!read.ok) return err(goBack(interaction, exchange));
  const { request, parameters } = read.value;
  return ok({ interaction, request, parameters });
}

/**
 * Another browser, or ten minutes gone by: the request starts anew. A browser that sends no cookie at all would start
 * anew for ever, so it is told instead. Of what was done nothing counts, but nobody has to type their address again.
 */
async function startAgain(
  interaction: Interaction,
  exchange: Exchange,
  identifier?: string,
): Promise<Response> {
  const path = bareRequestPath(interaction);
  if (browserId(exchange) !== undefined) {
    if (identifier === undefined || !isIdentifier(identifier)) return seeOther(path);
    const anew = beginInteraction(interaction.parameters, exchange).interaction;
    return goBack({ ...anew, identifier }, exchange);
  }
  const error = oauthError('invalid_request', 'the browser sent no cookie: signing in needs cookies');
  return refuse(error, exchange, { startAgain: path });
}

/** What every page of the interaction is given. */
export function frameOf(page: Page, exchange: Exchange): Frame {
  const { interaction, request, parameters } = page;
  return {
    look: lookOf(exchange, parameter(parameters, 'ui_locales')),
    interaction: sealInteraction(interaction, exchange),
    csrf: csrfToken(interaction, exchange),
    client_name: request.client.client_name,
    ...factsOf(request.client),
  };
}

/** A page of the interaction: it shows the client's picture. */
export function showFramed(
  document: string,
  {
    frame,
    page,
    ...shown
  }: {
    readonly frame: Frame;
    readonly page: Page;
    readonly status?: number;
    readonly scriptNonce?: string;
    readonly cookies?: readonly string[];
  },
): Response {
  return show(document, frame.look, { ...shown, pictures: [page.request.client.logo_uri] });
}

function forbidden(exchange: Exchange): Promise<Response> {
  const error = oauthError('access_denied', 'the form was not sent from the page it belongs to');
  return refuse(error, exchange, { status: 403 });
}

/** Goes back through the one door with what the End-User did. */
export function goBack(
  interaction: Interaction,
  exchange: Exchange,
  cookies: readonly string[] = [],
): Response {
  return seeOther(interactionPath('/authorize', interaction, exchange), cookies);
}
