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
import {
  PROFILE_CLAIMS,
  type ProfileClaim,
  readProfile,
  type TypedProfile,
} from '../protocol/end-user/profile.ts';
import { parameter, parseParameters } from '../protocol/parameters.ts';
import { lookOf, show } from '../walk/reply.ts';
import { findSession } from '../walk/session.ts';
import { backTo, openSection, openSentSection, refuseBlocked, showSection } from './open.ts';

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
  const { session, frame, form } = sent.value;
  const profile = readProfile((name) => parameter(form, name));
  if (profile.failures.length > 0)
    return showSection(accountProfilePage(frame, profile), frame, { status: 400 });
  const failures = await saveProfile(session, profile.values, exchange);
  if (failures.length > 0)
    return showSection(accountProfilePage(frame, { ...profile, failures }), frame, { status: 400 });
  return backTo('profile', 'saved');
};

/** Asks the desk; a field that is empty takes the claim away. The claims that cannot be so. */
async function saveProfile(
  { user: { sub } }: Session,
  values: TypedProfile['values'],
  { deps, tenant: { tenant_id }, request_id, address }: Exchange,
): Promise<readonly ProfileClaim[]> {
  const said = PROFILE_CLAIMS.map((name) => [name, values[name] === '' ? null : values[name]]);
  const saved = await deps.desk.carryOut(
    [
      {
        kind: 'user',
        place: { tenant_id },
        verb: 'change',
        meant: 'patch',
        said: { ...Object.fromEntries(said), sub },
      },
    ],
    { who: 'self', request_id, address, makesSecrets: false },
  );
  // Who is gone meanwhile hears it from the page that comes next.
  if (saved.ok || saved.error.some(({ code }) => code === 'not_found')) return [];
  const failures = PROFILE_CLAIMS.filter((name) => saved.error.some(({ path }) => path[0] === name));
  if (failures.length === 0)
    throw new Error(`The profile of ${sub} cannot be saved: ${saved.error[0]?.code}.`);
  return failures;
}
