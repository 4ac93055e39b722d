/**
 * Second factors and passkeys of one's own: added, named, taken away. All of it needs a login of a few minutes ago (OWASP ASVS
 * 7.5.1), which the door has asked for.
 */
import type { Exchange } from '../deps.ts';
import { addFactor, type ConfirmedFactor, removeFactor } from '../factors/enrolment.ts';
import type { FactorMethod, FactorPlace } from '../login/factors/factor-method.ts';
import { addableMethods, takenMethods } from '../login/factors/factor-methods.ts';
import { judgeCounted } from '../login/factors/second-factor-step.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import type { FactorFailure } from '../pages/text/second-factor-text.ts';
import { sha256 } from '../protocol/digest.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import type { SecondFactor } from '../protocol/tenant/tenant.ts';
import { lookOf } from '../walk/reply.ts';
import { type GoingOn, inSession, type Self } from './in-session.ts';
import { audit } from './record.ts';

/** What a code or a challenge is bound to: this session and no other. */
export function placeOf({ sid }: Session): FactorPlace {
  return { interaction: { id: `account ${sid}`, browser: sha256(`account ${sid}`) } };
}

/** The kinds that somebody could add now. */
export async function ownAddableMethods(
  { user, amr }: Session,
  { records, tenant: { settings } }: Exchange,
): Promise<readonly FactorMethod[]> {
  return addableMethods(await records.authenticators.list(user.sub), { user, settings, amr });
}

type Sent = Self & {
  readonly kind: SecondFactor;
  /** By which application, for the log. */
  readonly client_id: string;
  /** Judges what was sent. */
  readonly confirm: () => Promise<Result<ConfirmedFactor, string>>;
};

type Added = {
  readonly confirmed: ConfirmedFactor;
  /** New recovery codes, where there were none left. */
  readonly codes: readonly string[];
};

/** Adds what was shown just now, within the budget of wrong codes; `stale`: the session has ended. */
export async function confirmOwnFactor(
  { session, kind, client_id, confirm }: Sent,
  exchange: Exchange,
): Promise<Result<Added, FactorFailure | 'stale'>> {
  const { user, sid } = session;
  const page = { ...placeOf(session), request: { client: { client_id } } };
  const confirmed = await judgeCounted({ page, user, budget: 'code' }, confirm, exchange);
  if (!confirmed.ok) return confirmed;
  const name = lookOf(exchange).text.secondFactor.ways[kind];
  const added = await addFactor({ user, sid, kind, name, confirmed: confirmed.value }, exchange);
  if (!added.ok) return err(added.error === 'stale' ? 'stale' : 'wrong_code');
  return ok({ confirmed: confirmed.value, codes: added.value });
}

/** Gives one a name; `bad_name`: it cannot have that. */
export async function renameOwnFactor(
  { session }: Self,
  { authenticator_id, name }: { readonly authenticator_id: string; readonly name: string },
  exchange: Exchange,
): Promise<'renamed' | 'bad_name'> {
  const trimmed = name.trim();
  if (!isName(trimmed)) return 'bad_name';
  await exchange.records.authenticators.rename(session.user.sub, authenticator_id, trimmed);
  await audit('second_factor_renamed', { session, detail: authenticator_id }, exchange);
  return 'renamed';
}

const MAX_NAME = 60;

function isName(name: string): boolean {
  return name !== '' && [...name].length <= MAX_NAME && !/[\p{Cc}\p{Cs}]/u.test(name);
}

/** Takes one away, unless it is the last one where the tenant always asks for one. */
export async function removeOwnFactor(
  self: GoingOn,
  authenticator_id: string,
  exchange: Exchange,
): Promise<Awaited<ReturnType<typeof removeFactor>>> {
  const { user, amr } = self.session;
  const { settings } = exchange.tenant;
  const keeping =
    settings.second_factor === 'always'
      ? takenMethods({ user, settings, amr }).map(({ kind }) => kind)
      : undefined;
  const session = inSession(self);
  const removal = await removeFactor({ user, authenticator_id, keeping, session }, exchange);
  if (removal === 'removed') deliverLogouts(exchange.deps);
  return removal;
}

/** On every device a second factor is asked for again. */
export async function forgetDevices({ session }: Self, exchange: Exchange): Promise<void> {
  await exchange.records.authenticators.forgetDevices(session.user.sub);
  await audit('devices_forgotten', { session }, exchange);
}
