/**
 * Steps 1 and 2 of the walk: what came to the authorization endpoint (RFC 6749 §3.1), as parameters that nobody has judged yet.
 */
import type { Exchange } from '../deps.ts';
import { readForm } from '../http/form.ts';
import { queryOf } from '../http/query.ts';
import type { Interaction } from '../protocol/authorization/interaction.ts';
import { type OAuthError, oauthError } from '../protocol/oauth-error.ts';
import { asQuery } from '../protocol/octets.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { isTooLong, TOO_LONG } from './authorization-request.ts';
import { openInteraction, UNOPENED } from './interaction.ts';
import type { Refused } from './reply.ts';

/** A request as it came, with what the End-User has done for it so far. */
export type Asked = { readonly parameters: string; readonly interaction: Interaction | undefined };

/** What is wrong before a request can be judged, and how its page says so. */
type Unreadable = Pick<Refused, 'kind' | 'status'> & { readonly error: OAuthError };

/**
 * Step 2: the parameters of the query or form, or those sealed in an interaction. An interaction that is not honoured
 * (another browser, too old) counts as its bare request: nothing that was done for it is believed, and nothing is lost.
 */
export async function readAsked(exchange: Exchange): Promise<Result<Asked, Unreadable>> {
  const encoded = await readEncoded(exchange.request);
  if (!encoded.ok) return encoded;
  const sealed = sealedInteraction(encoded.value);
  if (sealed === undefined) return readBare(asQuery(encoded.value));
  const opened = await openInteraction(sealed, exchange);
  if (!opened.ok) return err(UNOPENED[opened.error]);
  const { interaction, standing } = opened.value;
  const honoured = standing === 'honoured' ? interaction : undefined;
  return ok({ parameters: interaction.parameters, interaction: honoured });
}

/** A request that no interaction of ours holds yet: what is too long is refused here, before anybody has typed a password. */
function readBare(parameters: string): Result<Asked, Unreadable> {
  if (isTooLong(parameters)) return err({ error: TOO_LONG, status: 414, kind: 'too_long' });
  return ok({ parameters, interaction: undefined });
}

const FORM_ERRORS = {
  unsupported_media_type: {
    status: 415,
    description: 'the body must be application/x-www-form-urlencoded in UTF-8',
    kind: 'application',
  },
  too_large: { status: 413, description: 'the body is too large', kind: 'too_long' },
  malformed: { status: 400, description: 'the body is not UTF-8', kind: 'application' },
} as const;

async function readEncoded(request: Request): Promise<Result<string, Unreadable>> {
  if (request.method !== 'POST') return ok(queryOf(request));
  const form = await readForm(request);
  if (form.ok) return form;
  const { description, ...refused } = FORM_ERRORS[form.error];
  return err({ error: oauthError('invalid_request', description), ...refused });
}

/** Our own links hold nothing but the interaction, so a client's request never has to be searched for one. */
function sealedInteraction(encoded: string): string | undefined {
  return /^interaction=([A-Za-z0-9_.-]+)$/.exec(encoded)?.[1];
}
