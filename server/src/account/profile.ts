/**
 * The first section of the account page: the way in, and what End-Users say about themselves.
 */
import type { Exchange, Handler } from '../deps.ts';
import { queryOf } from '../http/query.ts';
import { seeOther } from '../http/respond.ts';
import { turnedBackPage } from '../pages/account/account.ts';
import { accountProfilePage } from '../pages/account/profile.ts';
import { SECTIONS } from '../protocol/end-user/account.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { readProfile } from '../protocol/end-user/profile.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { lookOf, show } from '../walk/reply.ts';
import { audit, backTo, openSection, openSentSection, showSection } from './open.ts';

/** GET /account; the answer of the authorization endpoint comes here too. */
export const showProfile: Handler = async (exchange) => {
  const query = parseParameters(queryOf(exchange.request));
  const state = query.ok ? parameter(query.value, 'state') : undefined;
  const isRefused = query.ok && parameter(query.value, 'error') !== undefined;
  const opened = await openSection('profile', exchange);
  // Not sent to sign in again: whoever turned back or is blocked would come back for ever.
  if (isRefused) return opened.ok ? seeOther('/account') : turnedBack(exchange);
  if (state !== undefined) return seeOther(SECTIONS.get(state)?.path ?? '/account');
  if (!opened.ok) return opened.error;
  const { session, frame } = opened.value;
  return showSection(accountProfilePage(frame, profileOf(session)), frame);
};

function profileOf({ user: { claims } }: Session) {
  return { ...readProfile((name) => claims[name]), failures: [] };
}

function turnedBack(exchange: Exchange): Response {
  const look = lookOf(exchange);
  return show(turnedBackPage({ look }), look, { status: 403 });
}

/** POST /account. */
export const submitProfile: Handler = async (exchange) => {
  const sent = await openSentSection('profile', exchange);
  if (!sent.ok) return sent.error;
  const { session, frame, form } = sent.value;
  const profile = readProfile((name) => parameter(form, name));
  if (profile.failures.length > 0)
    return showSection(accountProfilePage(frame, profile), frame, { status: 400 });
  await exchange.records.users.updateProfile(session.user.sub, profile.values);
  await audit('profile_changed', { session }, exchange);
  return backTo('profile', 'saved');
};
