/**
 * The first section of the account page: the way in, and what End-Users say about themselves.
 */
import type { Exchange, Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { saveProfile } from '../own-account/profile.ts';
import { turnedBackPage } from '../pages/account/account.ts';
import { accountProfilePage, shownPicture } from '../pages/account/profile.ts';
import { pathOfState } from '../protocol/end-user/account.ts';
import { type ProfileForm, profileForm, readProfile } from '../protocol/end-user/profile.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { lookOf, show } from '../walk/reply.ts';
import { findSession } from '../walk/session.ts';
import { backTo, type Opened, openSection, openSentSection, refuseBlocked, showSection } from './open.ts';

/** GET /account; the answer of the authorization endpoint comes here too. */
export const showProfile: Handler = async (exchange) => {
  const query = parseParameters(queryOf(exchange.request));
  const state = query.ok ? parameter(query.value, 'state') : undefined;
  const isRefused = query.ok && parameter(query.value, 'error') !== undefined;
  const opened = await openSection('profile', exchange);
  // Not sent to sign in again: whoever turned back or is blocked would come back for ever.
  if (isRefused) return opened.ok ? seeOther('/account') : turnedBack(exchange);
  if (state !== undefined) return seeOther(pathOfState(state));
  if (!opened.ok) return opened.error;
  return render(opened.value, profileForm(opened.value.session.user.claims));
};

/** The picture is that which is stored: what was typed is loaded by nobody before it is saved. */
function render({ session, frame }: Opened, form: ProfileForm): Response {
  const picture = shownPicture(session.user.claims.picture);
  const document = accountProfilePage(frame, { ...form, picture });
  const status = form.failures.length > 0 ? 400 : 200;
  return showSection(document, frame, { status, pictures: [picture] });
}

/** The refusal of somebody who is blocked would come back as often as they tried. */
async function turnedBack(exchange: Exchange): Promise<Response> {
  const session = await findSession(exchange, { silent: false });
  if (session?.user.blocked) return refuseBlocked(exchange);
  const look = lookOf(exchange);
  return show(turnedBackPage({ look }), look, { status: 403 });
}

/** POST /account. */
export const submitProfile: Handler = async (exchange) => {
  const sent = await openSentSection('profile', exchange);
  if (!sent.ok) return sent.error;
  const { session, form } = sent.value;
  const { changes, ...profile } = readProfile((name) => parameter(form, name), session.user.claims);
  if (profile.failures.length > 0) return render(sent.value, profile);
  const failures = await saveProfile({ session }, changes, exchange);
  if (failures.length > 0) return render(sent.value, { ...profile, failures });
  return backTo('profile', 'saved');
};
