/**
 * Second factors and passkeys: what there is, their names, taking one away, new recovery codes, and devices that are asked
 * again. All of it needs a login of a few minutes ago (OWASP ASVS 7.5.1).
 */
import type { Exchange, Handler } from '../deps.ts';
import { renewRecoveryCodes } from '../factors/recovery-codes.ts';
import { addableMethods } from '../login/factors/factor-methods.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import { forgetDevices, removeOwnFactor, renameOwnFactor } from '../own-account/factors.ts';
import { inSession } from '../own-account/in-session.ts';
import { accountFactorsPage, type FactorsSection } from '../pages/account/factors.ts';
import { MAX_AUTHENTICATORS } from '../protocol/end-user/second-factor.ts';
import { oauthError } from '../protocol/oauth-error.ts';
import { parameter } from '../protocol/parameters.ts';
import { refuse } from '../walk/reply.ts';
import { nextSessionId } from '../walk/session.ts';
import { goesOn } from './goes-on.ts';
import {
  backTo,
  type Opened,
  openSection,
  openSentSection,
  type Sent,
  showSection,
  signInAgain,
} from './open.ts';
import { keepRecoveryCodes, showRecoveryCodes } from './recovery-codes.ts';

type Enrolled = Awaited<ReturnType<Exchange['records']['authenticators']['list']>>;

/** GET /account/factors. */
export const showFactors: Handler = async (exchange) => {
  const opened = await openSection('factors', exchange);
  return opened.ok ? render(opened.value, {}, exchange) : opened.error;
};

/** POST /account/factors: a row an action of a form. */
const ACTIONS: ReadonlyMap<string, (sent: Sent, exchange: Exchange) => Promise<Response>> = new Map([
  ['rename', rename],
  ['remove', remove],
  ['renew', renew],
  ['kept', keep],
  ['forget', forget],
]);

/** POST /account/factors. */
export const submitFactors: Handler = async (exchange) => {
  const sent = await openSentSection('factors', exchange);
  if (!sent.ok) return sent.error;
  const action = ACTIONS.get(parameter(sent.value.form, 'action') ?? '');
  return action ? action(sent.value, exchange) : refuseMissing(exchange);
};

async function rename(sent: Sent, exchange: Exchange): Promise<Response> {
  const { session, form } = sent;
  const { sub } = session.user;
  const { authenticators } = exchange.records;
  const named = findNamed(sent, await authenticators.list(sub));
  if (!named) return refuseMissing(exchange);
  const { authenticator_id } = named;
  const renamed = { authenticator_id, name: parameter(form, 'name') ?? '' };
  if ((await renameOwnFactor(sent, renamed, exchange)) === 'bad_name')
    return render(sent, { factor: { ...named, failure: 'bad_name' } }, exchange);
  return backTo('factors', 'factor_renamed');
}

async function remove(sent: Sent, exchange: Exchange): Promise<Response> {
  const { session } = sent;
  const named = findNamed(sent, await exchange.records.authenticators.list(session.user.sub));
  if (!named) return refuseMissing(exchange);
  const next = nextSessionId(exchange);
  const removal = await removeOwnFactor({ session, next }, named.authenticator_id, exchange);
  if (removal === 'stale') return signInAgain('factors', exchange);
  if (removal === 'removed')
    return backTo('factors', 'factor_removed', await goesOn(session, next, exchange));
  return removal === 'last_one'
    ? render(sent, { factor: { ...named, failure: 'last_one' } }, exchange)
    : refuseMissing(exchange);
}

/** Shown in the answer itself and nowhere else: whoever loads the page again gets others. */
async function renew(sent: Sent, exchange: Exchange): Promise<Response> {
  const { session } = sent;
  if (session.user.has_second_factor !== true) return refuseMissing(exchange);
  const next = nextSessionId(exchange);
  const made = { session: inSession({ session, next }) };
  const codes = await renewRecoveryCodes(session.user, made, exchange);
  if (!codes) return signInAgain('factors', exchange);
  deliverLogouts(exchange.deps);
  const cookies = await goesOn(session, next, exchange);
  return showRecoveryCodes(sent, { codes, cookies }, exchange);
}

/** From the page that showed the codes, or later from the section. */
async function keep(sent: Sent, exchange: Exchange): Promise<Response> {
  return (await keepRecoveryCodes(sent, exchange)) ?? render(sent, { code: 'wrong' }, exchange);
}

async function forget(sent: Sent, exchange: Exchange): Promise<Response> {
  await forgetDevices(sent, exchange);
  return backTo('factors', 'devices_forgotten');
}

/** The one that the form names, if it is this user's: those of others are as little known as those that never were. */
function findNamed({ form }: Sent, enrolled: Enrolled): Enrolled[number] | undefined {
  const asked = parameter(form, 'authenticator');
  return enrolled.find(({ authenticator_id }) => authenticator_id === asked);
}

function refuseMissing(exchange: Exchange): Promise<Response> {
  return refuse(oauthError('invalid_request', 'there is nothing of this name to change'), exchange, {
    kind: 'outdated',
    status: 404,
  });
}

/** What could not be done as a form asked. */
type Refused = {
  readonly factor?: FactorsSection['refused'];
  readonly code?: 'wrong';
};

async function render(
  { session: { user, amr }, frame }: Opened,
  refused: Refused,
  exchange: Exchange,
): Promise<Response> {
  const { authenticators } = exchange.records;
  const { settings } = exchange.tenant;
  const enrolled = await authenticators.list(user.sub);
  const document = accountFactorsPage(frame, {
    enrolled,
    refused: refused.factor,
    recovery_codes: await authenticators.countRecoveryCodes(user.sub),
    unconfirmed: await authenticators.hasUnconfirmedRecoveryCodes(user.sub),
    wrong_code: refused.code === 'wrong',
    remembers_devices: settings.remember_device_days > 0 && enrolled.length > 0,
    addable: addableMethods(enrolled, { user, settings, amr }).map(({ kind }) => kind),
    is_full: enrolled.length >= MAX_AUTHENTICATORS,
  });
  return showSection(document, frame, { status: refused.factor || refused.code ? 400 : 200 });
}
