/**
 * How every way of signing in ends: with a session, or with one factor shown and another to show.
 */
import type { Exchange } from '../deps.ts';
import { isRememberedDevice } from '../factors/remembered-device.ts';
import { composeMail } from '../mail/mail.ts';
import { canonicalEmail, type EndUser } from '../protocol/end-user.ts';
import type { Interaction } from '../protocol/interaction.ts';
import { lacksSecondFactor } from '../protocol/second-factor.ts';
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
  return goBack({ ...page.interaction, proved: { sub: user.sub, amr, at } }, exchange);
}

/** Begins the session, remembers where, and goes back to the request. */
export async function completeLogin(
  page: Page,
  { cookies = [], ...login }: Login & { readonly cookies?: readonly string[] },
  exchange: Exchange,
): Promise<Response> {
  const session = await beginSession(login, exchange);
  await remember(page, login, exchange);
  return goBack({ ...withoutProof(page.interaction), login: session.sid }, exchange, [
    ...session.cookies,
    ...(await knownDeviceCookies(login.user, exchange)),
    ...cookies,
  ]);
}

function withoutProof({ proved: _, ...interaction }: Interaction): Interaction {
  return interaction;
}

async function remember({ request }: Page, { user, amr }: Login, exchange: Exchange): Promise<void> {
  const { records, request_id, address } = exchange;
  await tellOfNewDevice(user, exchange);
  const { client_id } = request.client;
  const event = { request_id, ip: address, client_id, sub: user.sub };
  await records.audit.record({ ...event, type: 'login', detail: amr.join(' ') });
  const device = exchange.request.headers.get('user-agent') ?? '';
  await records.signIns.add(request_id, { sub: user.sub, ip: address, device, client_id, amr });
}

/** A mail to the owner of an account (OWASP ASVS 6.3.5), unless it is the first time at all or a device that was here before. */
async function tellOfNewDevice({ sub, claims: { email } }: EndUser, exchange: Exchange): Promise<void> {
  const { records, deps, request, address, issuer } = exchange;
  if (email === undefined || (await knownDevice(canonicalEmail(email), exchange)) !== undefined) return;
  if ((await records.signIns.list(sub, 1)).length === 0) return;
  if (!(await reserveNotice(canonicalEmail(email), exchange))) return;
  const device = request.headers.get('user-agent') ?? '';
  const facts = { at: deps.now(), address, device, link: `${issuer}account/sessions` };
  const mail = { kind: 'new_sign_in', to: email, ...facts } as const;
  await records.outbox.add(await composeMail(mail, lookOf(exchange), exchange));
}
