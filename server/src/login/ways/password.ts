/**
 * The way in by password. Every failure gives the same answer after the same work, so that nobody learns which accounts
 * exist.
 */
import type { Exchange } from '../../deps.ts';
import type { OwnReason } from '../../protocol/diagnosis/reasons.ts';
import {
  accountName,
  canonicalEmail,
  type EndUser,
  isAddress,
  MAX_IDENTIFIER,
  normalizedPassword,
} from '../../protocol/end-user/end-user.ts';
import { type Parameters, parameter } from '../../protocol/parameters.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { Secret } from '../../protocol/secret.ts';
import { takesUsername } from '../../protocol/tenant/tenant.ts';
import { type Attempt, attemptAt, refundAttempt, tryPassword, untilText } from '../attempts.ts';
import { completeFirstFactor } from '../complete.ts';
import type { Tried } from '../failed-sign-in.ts';
import type { SentPage } from '../interaction-page.ts';
import { type Proved, upgradeHash } from '../passwords/hash-upgrade.ts';
import type { LoginRefusal, LoginWay } from './login-way.ts';

type PasswordFailure = {
  readonly failure: 'invalid_credentials' | 'throttled' | 'busy';
  readonly reason: OwnReason;
  /** When a count ends that is over its budget, in seconds since the epoch. */
  readonly until?: number;
  readonly user?: EndUser | undefined;
  readonly tried?: Tried;
};

async function signIn(sent: SentPage, exchange: Exchange): Promise<Result<Response, LoginRefusal>> {
  const shown = await authenticate(sent.form, exchange);
  if (!shown.ok) {
    const { until, ...refused } = shown.error;
    const detail = until === undefined ? refused.failure : untilText(until);
    return err({ ...refused, detail });
  }
  const { user, attempt } = shown.value;
  // Side by side, so that they wait for the disk together.
  const [response] = await Promise.all([
    completeFirstFactor(sent, { user, amr: ['pwd'] }, exchange),
    refundAttempt(attempt, exchange),
    upgradeHash(shown.value, exchange),
  ]);
  return ok(response);
}

type Shown = Proved & { readonly attempt: Attempt };

/** Who the password belongs to. The hash is computed whether or not there is such an account. */
async function authenticate(form: Parameters, exchange: Exchange): Promise<Result<Shown, PasswordFailure>> {
  const username = parameter(form, 'username') ?? '';
  const password = parameter(form, 'password') ?? '';
  if (username.length > MAX_IDENTIFIER || normalizedPassword(password) === undefined)
    return err({ failure: 'invalid_credentials', reason: 'malformed' });

  const typed = canonicalEmail(username);
  const found = await findAccount(typed, exchange);
  // Of two names of one account wrong passwords are counted together.
  const account = (found && accountName(found.user)) ?? typed;
  const attempt = attemptAt(account, found?.user, exchange);
  const secret = new Secret(password);
  const verdict = await tryPassword(attempt, { password: secret, hash: found?.password_hash }, exchange);
  if (typeof verdict === 'object') return err({ failure: 'throttled', ...verdict, user: found?.user });
  if (verdict === 'busy') return err({ failure: 'busy', reason: 'busy', user: found?.user });
  if (verdict !== 'match' || !found || found.user.blocked)
    return err(await refused({ account, user: found?.user, isRight: verdict === 'match' }, exchange));
  return ok({ ...found, password: secret, attempt });
}

type Refused = { readonly account: string; readonly user: EndUser | undefined; readonly isRight: boolean };

/** What the page says of it is one thing; the reason is for the log. */
async function refused({ account, user, isRight }: Refused, { records }: Exchange): Promise<PasswordFailure> {
  const judged = isRight ? 'blocked' : 'wrong_password';
  // Looked for whoever it is, so that the work is the same.
  const waits = await records.oneTimeTokens.waits('verify_email', account);
  const reason = user ? judged : waits ? 'address_unverified' : 'unknown_user';
  return { failure: 'invalid_credentials', reason, tried: { user, reason: judged } };
}

/** Read once, hash and epoch together, before anything is judged: what changes afterwards makes this login worth nothing. */
async function findAccount(typed: string, { records, tenant }: Exchange) {
  return isAddress(typed) || takesUsername(tenant.settings) ? records.users.findByAccount(typed) : undefined;
}

export const PASSWORD: LoginWay = {
  method: 'password',
  action: 'login',
  takesIdentifier: true,
  submit: signIn,
};
