/**
 * How every way of signing in ends: with a session, or with one factor shown and another to show.
 */
import type { Exchange } from '../deps.ts';
import { isRememberedDevice } from '../factors/remembered-device.ts';
import { endPredecessor } from '../logout/end-session.ts';
import { composeNotice } from '../mail/mail.ts';
import type { Interaction } from '../protocol/authorization/interaction.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user/end-user.ts';
import { lacksSecondFactor } from '../protocol/end-user/second-factor.ts';
import { journeyOf } from '../walk/journey.ts';
import { lookOf } from '../walk/reply.ts';
import { beginSession, type Login } from '../walk/session.ts';
import { reserveNotice } from './account-budgets.ts';
import { goBack, type Page } from './interaction-page.ts';
import { knownDevice, knownDeviceCookies } from './known-device.ts';

/** Goes on after a first factor. What is no session yet lives in the sealed interaction and nowhere else. */
export async function completeFirstFactor(
  page: Page,
  { user, amr }: { readonly user: EndUser; readonly amr: readonly string[] },
  exchange: Exchange,
): Promise<Response> {
  const at = exchange.deps.now();
  const { settings } = exchange.tenant;
  const login = { user, amr, auth_time: at };
  if (!lacksSecondFactor(page.request, login, settings)) return completeLogin(page, login, exchange);
  const remembered = { ...login, remembered_device: true };
  const isEnough = !lacksSecondFactor(page.request, remembered, settings);
  if (isEnough && (await isRememberedDevice(user, exchange)))
    return completeLogin(page, remembered, exchange);
  const proved = { sub: user.sub, epoch: user.epoch, amr, at };
  return goBack({ ...withoutProof(page.interaction), proved }, exchange);
}

/**
 * Begins the session, remembers where, and goes back to the request. Where what proved the user has changed meanwhile, there
 * is no session, and the login begins anew.
 */
export async function completeLogin(
  page: Page,
  { cookies = [], ...login }: Login & { readonly cookies?: readonly string[] },
  exchange: Exchange,
): Promise<Response> {
  const isNew = await isNewDevice(login.user, exchange);
  await endPredecessor(login.user, exchange);
  const session = await beginSession({ ...login, interaction: page.interaction.id }, exchange);
  if (!session) return goBack({ ...withoutProof(page.interaction), stale: true }, exchange);
  // Side by side, so that they wait for the disk together.
  await Promise.all([remember(page, login, exchange), isNew && tellOfNewDevice(login.user, exchange)]);
  return goBack({ ...withoutProof(page.interaction), login: session.sid }, exchange, [
    ...session.cookies,
    ...knownDeviceCookies(login.user, exchange),
    ...cookies,
  ]);
}

function withoutProof({ proved: _, stale: __, anew: ___, ...interaction }: Interaction): Interaction {
  return interaction;
}

/** Goes back to the one door as if no factor had been shown; where one was, the login page says that it is worth nothing. */
export function startOver({ interaction }: Page, exchange: Exchange): Promise<Response> {
  const bare = withoutProof(interaction);
  return goBack(interaction.proved === undefined ? bare : { ...bare, stale: true }, exchange);
}

async function remember(
  { request, interaction }: Page,
  { user, amr }: Login,
  exchange: Exchange,
): Promise<void> {
  const { records, request_id, address } = exchange;
  const { client_id } = request.client;
  const { sub } = user;
  const device = exchange.request.headers.get('user-agent') ?? '';
  await Promise.all([
    records.audit.record({
      ...{ type: 'login', request_id, ip: address, client_id, sub, detail: amr.join(' ') },
      journey: journeyOf(interaction),
    }),
    records.signIns.add(request_id, { sub, ip: address, device, client_id, amr }),
    records.users.countSignIn(sub, address),
  ]);
}

/** Neither the first time at all nor a device that was here before. */
async function isNewDevice(user: EndUser, exchange: Exchange): Promise<boolean> {
  const { sub, claims } = user;
  if (claims.email === undefined) return false;
  if (knownDevice(canonicalEmail(claims.email), user, exchange) !== undefined) return false;
  return (await exchange.records.signIns.list(sub, 1)).length > 0;
}

/** A mail to the owner of an account (OWASP ASVS 6.3.5). */
async function tellOfNewDevice(user: EndUser, exchange: Exchange): Promise<void> {
  const { records, issuer } = exchange;
  const notice = { kind: 'new_sign_in', link: `${issuer}account/sessions` } as const;
  const mail = composeNotice(notice, { user, look: lookOf(exchange) }, exchange);
  const { email } = user.claims;
  if (mail && email !== undefined && (await reserveNotice(canonicalEmail(email), exchange)))
    await records.outbox.add(mail);
}
