/**
 * Recovery codes and a new password, by the My Account API. What there was before ends with all that it led to.
 */
import {
  confirmRecoveryCodes,
  makeRecoveryCodes,
  replaceRecoveryCodes,
} from '../../factors/recovery-codes.ts';
import { passwordFacts } from '../../login/passwords/chosen-password.ts';
import { mayResetPassword } from '../../login/passwords/password-reset.ts';
import { deliverLogouts } from '../../logout/deliver.ts';
import { invalid, type Problem } from '../../management/problem.ts';
import { inSession } from '../../own-account/in-session.ts';
import { changeOwnPassword, storedHash } from '../../own-account/password.ts';
import { err, ok } from '../../protocol/result.ts';
import type { TenantSettings } from '../../resources/tenant/settings.ts';
import { lookOf } from '../../walk/reply.ts';
import { shownPassword, shownRecoveryCodes } from '../families/own-shapes.ts';
import { BUSY, STALE, THROTTLED } from '../own-refusals.ts';
import type { Enrolment } from './enrolment.ts';

/** They take the place of those there were when the application says that they were shown, and not before. */
export const RECOVERY_CODES: Enrolment = {
  isOpen: async ({ session: { user } }) => user.has_second_factor === true,
  async begin(_me, exchange) {
    const { codes } = makeRecoveryCodes(exchange);
    return ok({ told: { recovery_code: codes.join('\n'), recovery_codes: codes }, kept: { codes } });
  },
  async verify({ me: { session }, kept }, exchange) {
    const { sub } = session.user;
    const codes = Array.isArray(kept['codes']) ? kept['codes'].map(String) : [];
    const made = { session: inSession({ session, next: undefined }) };
    if (!(await replaceRecoveryCodes({ sub, codes }, made, exchange))) return err(STALE);
    await confirmRecoveryCodes({ typed: codes[0], sealed: undefined }, { sub, place: session.sid }, exchange);
    deliverLogouts(exchange.deps);
    return ok({ status: 201, body: shownRecoveryCodes(true) });
  },
};

export const NEW_PASSWORD: Enrolment = {
  isOpen: async (_me, exchange) => mayResetPassword(exchange),
  begin: async (_me, { tenant: { settings } }) => ok({ told: { policy: policyOf(settings) }, kept: {} }),
  async verify({ me, shown }, exchange) {
    const { session } = me;
    const { new_password, current_password: current } = shown;
    if (new_password === undefined) return err(missing('new_password'));
    // Whoever signed in by it just now has shown it.
    const isShown = session.amr.includes('pwd');
    if (!isShown && current === undefined && (await storedHash(session.user, exchange)) !== undefined)
      return err(missing('current_password'));
    const passwords = { password: new_password, current };
    const changed = await changeOwnPassword({ session, next: undefined }, passwords, exchange);
    if (changed.ok) return ok({ status: 201, body: shownPassword(me, exchange) });
    const { error } = changed;
    if (typeof error === 'string') return err(FAILURES[error]);
    const { failures } = passwordFacts(error, lookOf(exchange).text, exchange.tenant.settings);
    return err(
      invalid(
        'body',
        failures.map((message, index) => ({
          ...{ code: error[index] ?? 'refused', path: ['new_password'], message },
        })),
      ),
    );
  },
};

function missing(name: string): Problem {
  return invalid('body', [{ code: 'missing_field', path: [name], message: 'is missing' }]);
}

const FAILURES: Readonly<Record<'wrong_current' | 'throttled' | 'busy' | 'stale', Problem>> = {
  wrong_current: invalid('body', [
    { code: 'wrong_current', path: ['current_password'], message: 'is not the password of the account' },
  ]),
  throttled: THROTTLED,
  busy: BUSY,
  stale: STALE,
};

/** The rules for passwords, in Auth0's words as far as it has any for them. */
function policyOf({ password_min_length, password_history, password_dictionary }: TenantSettings) {
  return {
    complexity: {
      min_length: password_min_length,
      character_types: [],
      character_type_rule: 'all',
      identical_characters: 'allow',
      sequential_characters: 'block',
      max_length_exceeded: 'error',
    },
    profile_data: { active: true, blocked_fields: [] },
    history: { active: password_history > 0, size: password_history },
    dictionary: { active: true, default: 'en_10k', custom: password_dictionary.length },
  };
}
