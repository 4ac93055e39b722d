/**
 * Recovery codes on the account page: shown in the answer that makes them and nowhere else, and confirmed by one of them.
 */
import type { Exchange } from '../deps.ts';
import { confirmRecoveryCodes, sealShownCodes } from '../factors/recovery-codes.ts';
import { accountRecoveryCodesPage } from '../pages/account/factors.ts';
import { parameter } from '../protocol/parameters.ts';
import { backTo, type Opened, type Sent, showSection } from './open.ts';

type Codes = {
  readonly codes: readonly string[];
  readonly cookies?: readonly string[];
  /** What was typed is none of them. */
  readonly wrong?: boolean;
};

/** Whoever loads the page again gets others. */
export function showRecoveryCodes(
  { session, frame }: Opened,
  { codes, cookies = [], wrong = false }: Codes,
  exchange: Exchange,
): Response {
  const scriptNonce = exchange.deps.random(16);
  const sealed = sealShownCodes(codes, shownTo(session), exchange);
  const document = accountRecoveryCodesPage(frame, { codes, sealed, wrong, nonce: scriptNonce });
  return showSection(document, frame, { status: wrong ? 400 : 200, cookies, scriptNonce });
}

/** Confirms by a code that they were kept; undefined where it is none, and there are no codes to show again. */
export async function keepRecoveryCodes(
  { session, frame, form }: Sent,
  exchange: Exchange,
): Promise<Response | undefined> {
  const sent = { typed: parameter(form, 'code'), sealed: parameter(form, 'codes') };
  const confirmation = await confirmRecoveryCodes(sent, shownTo(session), exchange);
  if (confirmation.kind === 'confirmed') return backTo('factors', 'codes_kept');
  if (confirmation.kind === 'gone') return undefined;
  return showRecoveryCodes({ session, frame }, { codes: confirmation.codes, wrong: true }, exchange);
}

function shownTo({ sid, user }: Opened['session']) {
  return { sub: user.sub, place: sid };
}
