/**
 * Where somebody stands who has shown one factor and has to show another: who it is, judged anew for every page.
 */
import type { Exchange } from '../../deps.ts';
import { refundFactorAttempt, reserveFactorAttempt } from '../../factors/attempts.ts';
import { OTHER_MINUTE, USED_BEFORE } from '../../factors/totp.ts';
import type { FactorFailure } from '../../pages/text/second-factor-text.ts';
import { decide, type Interaction } from '../../protocol/authorization/interaction.ts';
import type { OwnReason } from '../../protocol/diagnosis/reasons.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import { lacksSecondFactor } from '../../protocol/end-user/second-factor.ts';
import { err, type Result } from '../../protocol/result.ts';
import type { Client } from '../../resources/client/client.ts';
import { journeyOf } from '../../walk/journey.ts';
import { findSession } from '../../walk/session.ts';
import { recordRefused } from '../../walk/sign-in-refused.ts';
import type { Page } from '../interaction-page.ts';

/** Who has shown what, and when. */
export type Shown = {
  readonly user: EndUser;
  readonly amr: readonly string[];
  readonly auth_time: number;
  /** The session in which it was shown, where there is one. */
  readonly sid?: string;
};

export type Step = Shown & {
  readonly enrolled: Awaited<ReturnType<Exchange['records']['authenticators']['list']>>;
};

/** The step, or undefined when there is none to take: nobody has shown a factor, or it is not wanted any more. */
export async function openStep(page: Page, exchange: Exchange): Promise<Step | undefined> {
  const { tenant, records } = exchange;
  const shown = (await provedUser(page, exchange)) ?? (await sessionUser(page, exchange));
  if (!shown || !lacksSecondFactor(page.request, shown, tenant.settings)) return undefined;
  return { ...shown, enrolled: await records.authenticators.list(shown.user.sub) };
}

/** Who has shown a factor in this interaction, if they still may. The interaction's own end is the end of the proof. */
export async function provedUser({ interaction }: Page, { records }: Exchange): Promise<Shown | undefined> {
  const { proved } = interaction;
  if (proved === undefined) return undefined;
  const user = await records.users.find(proved.sub);
  if (!user || user.blocked || user.epoch !== proved.epoch) return undefined;
  return { user, amr: proved.amr, auth_time: proved.at };
}

/**
 * A session of one factor, where the request waits for another and for nothing else: whoever comes here past a login
 * that is due (`prompt=login`, `max_age`) is sent back to it.
 */
async function sessionUser({ interaction, request }: Page, exchange: Exchange): Promise<Shown | undefined> {
  if (interaction.proved !== undefined) return undefined;
  const session = await findSession(exchange, { silent: false });
  const facts = { interaction, session, known_as: undefined, consented: undefined, hinted: undefined };
  const when = { now: exchange.deps.now(), settings: exchange.tenant.settings };
  const decision = decide(request, facts, when);
  return session && decision.kind === 'second_factor' ? session : undefined;
}

/** How a session is named that began with both (RFC 8176 `mfa`). */
export function bothFactors(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second, 'mfa'])];
}

type Counted = {
  readonly page: {
    readonly interaction: Pick<Interaction, 'id' | 'follows'>;
    readonly request: { readonly client: Pick<Client, 'client_id'> };
  };
  readonly user: EndUser;
  readonly budget: 'code' | 'recovery';
};

/** Judges what was typed within its budget, and writes down what was wrong. */
export async function judgeCounted<Value>(
  { page, user, budget }: Counted,
  judge: () => Promise<Result<Value, string>>,
  exchange: Exchange,
): Promise<Result<Value, FactorFailure>> {
  const attempt = attemptOf(page.interaction, user);
  const isWithin = await reserveFactorAttempt(budget, attempt, exchange);
  const judged = isWithin ? await judge() : err('throttled');
  if (judged.ok) {
    await refundFactorAttempt(budget, attempt, exchange);
    return judged;
  }
  const { client_id } = page.request.client;
  const reason = isWithin ? reasonOf(judged.error, budget) : 'too_many_factors';
  const about = { client_id, sub: user.sub, detail: judged.error, journey: journeyOf(page.interaction) };
  await recordRefused({ type: 'second_factor_failed', reason, ...about }, exchange);
  if (!isWithin) return err('throttled');
  return err(judged.error === OTHER_MINUTE ? 'clock_off' : 'wrong_code');
}

const REASONS: ReadonlyMap<string, OwnReason> = new Map([
  [OTHER_MINUTE, 'code_of_another_minute'],
  [USED_BEFORE, 'code_used'],
]);

function reasonOf(why: string, budget: Counted['budget']): OwnReason {
  return REASONS.get(why) ?? (budget === 'recovery' ? 'wrong_recovery_code' : 'wrong_second_factor');
}

function attemptOf({ id }: Pick<Interaction, 'id'>, { sub }: EndUser) {
  return { sub, interaction: id };
}

/** The status of a page that is shown again. */
export const FACTOR_STATUS: Readonly<Record<FactorFailure, number>> = {
  wrong_code: 400,
  clock_off: 400,
  throttled: 429,
  mail_throttled: 429,
  sent: 200,
};
