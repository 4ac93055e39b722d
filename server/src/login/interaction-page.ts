/**
 * What the pages of an interaction share: opening it, and refusing a form that this browser did not fill in.
 */
import type { Exchange } from '../deps.ts';
import { sameOriginPost } from '../http/csrf.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
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
  goTo,
  isCsrfToken,
  type OpenedInteraction,
  openInteraction,
  refuseAnswered,
  sealInteraction,
  UNOPENED,
} from '../walk/interaction.ts';
import { forbidden, leadOn, lookOf, refuse, refuseUnreadable, show } from '../walk/reply.ts';
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
  const sealed = query.ok ? parameter(query.value, 'interaction') : undefined;
  if (sealed === undefined)
    return err(await refuse(UNOPENED.unreadable.error, exchange, { kind: 'bookmark' }));
  const opened = await openInteraction(sealed, exchange);
  if (!opened.ok) return err(await refuseUnopened(opened.error, exchange));
  const { interaction, standing } = opened.value;
  if (standing === 'honoured') return judgePage(interaction, exchange);
  const wasBegun = interaction.proved !== undefined || interaction.mailed !== undefined;
  if (standing !== 'elsewhere' && wasBegun) return err(await leadBack(opened.value, undefined, exchange));
  const path = await bareRequestPath(interaction, exchange);
  return err(
    browserId(exchange) === undefined ? await refuseCookieless(path, exchange) : leadOn(path, exchange),
  );
}

/** The longest interaction, and beside it what any form may hold: the answer of a security key, say, percent-encoded. */
export const MAX_FORM_BYTES = MAX_SEALED_INTERACTION + 32 * 1024;

/**
 * Reads a form, and believes it only if it came from our page in this browser (RFC 6749 §10.12). `late`: a form whose one fault is
 * its age goes on as if it had been sent in time, in an interaction of its own, for it needs nothing that was done in the old one.
 */
export async function openSentPage(
  exchange: Exchange,
  { late = 'led back' }: { readonly late?: 'taken' | 'led back' } = {},
): Promise<Result<SentPage, Response>> {
  if (!sameOriginPost(exchange.request, new URL(exchange.issuer).origin))
    return err(await forbidden(exchange));
  const body = await readForm(exchange.request, MAX_FORM_BYTES);
  const form = body.ok ? parseParameters(body.value) : body;
  if (!form.ok) return err(await refuseUnreadable(exchange));
  const opened = await openInteraction(parameter(form.value, 'interaction') ?? '', exchange);
  if (!opened.ok) return err(await refuseUnopened(opened.error, exchange));
  const { interaction, standing } = opened.value;
  const isTaken = standing === 'honoured' || (standing === 'late' && late === 'taken');
  if (!isTaken) return err(await leadBack(opened.value, parameter(form.value, 'username'), exchange));
  if (!isCsrfToken(parameter(form.value, 'csrf'), interaction, exchange))
    return err(await forbidden(exchange));
  const current = standing === 'honoured' ? interaction : await goOnLate(interaction, exchange);
  if (!current) return err(await refuseAnswered(interaction, exchange));
  const page = await judgePage(current, exchange);
  return page.ok ? ok({ ...page.value, form: form.value }) : page;
}

async function judgePage(interaction: Interaction, exchange: Exchange): Promise<Result<Page, Response>> {
  const read = await readAuthorizationRequest(interaction.parameters, exchange);
  if (!read.ok) return err(await goBack(interaction, exchange));
  const { request, parameters } = read.value;
  return ok({ interaction, request, parameters });
}

/** An interaction for a late form, in which nothing was done yet; undefined: the one that it is of was answered. */
async function goOnLate(
  { id, follows = id, parameters, identifier }: Interaction,
  exchange: Exchange,
): Promise<Interaction | undefined> {
  if (await exchange.records.interactions.isSpent(follows)) return undefined;
  const { interaction } = beginInteraction(parameters, exchange);
  return { ...interaction, follows, ...(identifier === undefined ? {} : { identifier }) };
}

/**
 * A form that is not taken: of another browser, or one that needs what was done too long ago. The request starts anew and says why; a
 * browser that sends no cookie at all would start anew for ever, so it is told instead. Of what was done nothing counts, but
 * nobody has to type their address again.
 */
async function leadBack(
  { interaction, standing }: OpenedInteraction,
  typed: string | undefined,
  exchange: Exchange,
): Promise<Response> {
  if (browserId(exchange) === undefined)
    return refuseCookieless(await bareRequestPath(interaction, exchange), exchange);
  const anew = standing === 'elsewhere' ? standing : 'late';
  const known = anew === 'late' ? (typed ?? interaction.identifier) : typed;
  const identifier = known !== undefined && isIdentifier(known) ? { identifier: known } : {};
  const begun = beginInteraction(interaction.parameters, exchange).interaction;
  return goBack({ ...begun, anew, ...identifier }, exchange);
}

function refuseUnopened(why: keyof typeof UNOPENED, exchange: Exchange): Promise<Response> {
  const { error, kind } = UNOPENED[why];
  return refuse(error, exchange, { kind });
}

function refuseCookieless(startAgain: string, exchange: Exchange): Promise<Response> {
  const error = oauthError('invalid_request', 'the browser sent no cookie: signing in needs cookies');
  return refuse(error, exchange, { kind: 'cookies', startAgain });
}

/** What every page of the interaction is given. */
export function frameOf(page: Page, exchange: Exchange): Frame {
  const { interaction, request, parameters } = page;
  return {
    look: lookOf(exchange, parameter(parameters, 'ui_locales')),
    interaction: sealInteraction(interaction, exchange),
    csrf: csrfToken(interaction, exchange),
    client_name: request.client.client_name,
    anew: interaction.anew,
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

/** Goes back through the one door with what the End-User did. */
export async function goBack(
  interaction: Interaction,
  exchange: Exchange,
  cookies: readonly string[] = [],
): Promise<Response> {
  return goTo('/authorize', interaction, exchange, cookies);
}
