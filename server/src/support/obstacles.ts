/**
 * What stands in somebody's way to sign in as things are now, whatever the log says, and what helps. Why an attempt was refused is
 * in the log (resources/computed/story.ts).
 */
import type { EndUser } from '../protocol/end-user/end-user.ts';
import type { GuessBudgetName } from '../protocol/end-user/guess-budgets.ts';
import type { TenantSettings } from '../resources/tenant/settings.ts';
import type { Lock } from './locks.ts';

type Row = {
  /** Whether nobody gets in before it is gone; else it is good to know. */
  readonly stops: boolean;
  /** A whole sentence without its full stop. */
  readonly sentence: string;
  readonly remedy: string;
};

const OBSTACLES = {
  blocked: {
    stops: true,
    sentence: 'the account is blocked',
    remedy: 'unblock it, if it is to be used again',
  },
  locked_account: {
    stops: true,
    sentence: 'there were too many wrong passwords',
    remedy: 'wait until the count has ended, or let them try again now',
  },
  too_many_factors: {
    stops: true,
    sentence: 'too many second factors were tried',
    remedy: 'wait until the count has ended, or let them try again now',
  },
  too_many_codes: {
    stops: true,
    sentence: 'too many codes of mails were tried',
    remedy: 'wait until the count has ended, or let them try again now',
  },
  too_many_mails: {
    stops: false,
    sentence: 'so many mails were asked for that no more are sent',
    remedy: 'wait until the count has ended, or let them ask again now',
  },
  no_password: {
    stops: true,
    sentence: 'the account has no password, and the tenant has no other way in',
    remedy: 'they choose one by a link',
  },
  password_missing: {
    stops: false,
    sentence: 'the account has no password',
    remedy: 'they sign in another way, or choose one by a link',
  },
  no_factor: {
    stops: true,
    sentence: 'a second factor is required, and there is none that they can set up',
    remedy: 'second_factors of the tenant’s settings get one more',
  },
  factor_asked: {
    stops: false,
    sentence: 'they are asked for their second factor',
    remedy: 'who has lost it uses a recovery code, or needs their factors reset',
  },
  address_unverified: {
    stops: false,
    sentence: 'nobody has shown that the address is theirs',
    remedy: 'they open the link of a mail; an application may ask for that',
  },
} as const satisfies Readonly<Record<string, Row>>;

type ObstacleCode = keyof typeof OBSTACLES;

export const OBSTACLE_CODES = Object.keys(OBSTACLES);

export type Obstacle = Row & {
  readonly code: ObstacleCode;
  /** Of a lock: whole seconds since the epoch. */
  readonly until?: number;
  /** Of a lock: the address or network that is locked out; absent: wherever they are. */
  readonly place?: string;
};

/** By the budget that is used up; undefined: it keeps nobody from signing in. */
const OF_BUDGETS: Readonly<Record<GuessBudgetName, ObstacleCode | undefined>> = {
  'account-at-address': 'locked_account',
  address: 'locked_account',
  network: 'locked_account',
  account: 'locked_account',
  'known-device': 'locked_account',
  tenant: undefined,
  'factor-interaction': 'too_many_factors',
  'factor-account': 'too_many_factors',
  'factor-account-day': 'too_many_factors',
  'recovery-account': 'too_many_factors',
  'factor-mail': 'too_many_mails',
  'factor-mail-day': 'too_many_mails',
  form_at_address: 'too_many_mails',
  mail: 'too_many_mails',
  mail_everywhere: 'too_many_mails',
  code_mails: 'too_many_mails',
  code: 'too_many_codes',
  code_day: 'too_many_codes',
  notice: undefined,
};

/** What was refused for something that is gone by now refuses nobody any more: by the reason, what it was. */
const FOR: ReadonlyMap<string, ObstacleCode> = new Map([
  ['blocked', 'blocked'],
  ['user_blocked', 'blocked'],
  ['locked_account', 'locked_account'],
  ['too_many_factors', 'too_many_factors'],
  ['too_many_codes', 'too_many_codes'],
  ['too_many_mails', 'too_many_mails'],
  ['no_factor', 'no_factor'],
  ['wrong_second_factor', 'factor_asked'],
  ['wrong_recovery_code', 'factor_asked'],
  ['code_of_another_minute', 'factor_asked'],
  ['code_used', 'factor_asked'],
]);

/** Whether what refused somebody then is gone. */
export function isOver(reason: string, obstacles: readonly Obstacle[]): boolean {
  const cause = FOR.get(reason);
  return cause !== undefined && !obstacles.some(({ code }) => code === cause);
}

export type Standing = {
  readonly user: EndUser;
  readonly locks: readonly Lock[];
  readonly hasPassword: boolean;
  /** Second factors that they have, and kinds that they could set up. */
  readonly factors: number;
  readonly enrollable: number;
  readonly settings: Pick<TenantSettings, 'login_methods' | 'second_factor'>;
};

/** All there are, those first that stop them. */
export function obstaclesOf(standing: Standing): readonly Obstacle[] {
  const { user, locks, hasPassword, factors, enrollable, settings } = standing;
  const { login_methods, second_factor } = settings;
  const { email, email_verified } = user.claims;
  const isPasswordTheOnlyWay = login_methods.every((method) => method === 'password');
  const simple: readonly (readonly [ObstacleCode, boolean])[] = [
    ['blocked', user.blocked],
    ['no_password', !hasPassword && isPasswordTheOnlyWay],
    ['no_factor', second_factor === 'always' && factors + enrollable === 0],
    ['password_missing', !hasPassword && login_methods.includes('password') && !isPasswordTheOnlyWay],
    ['factor_asked', factors > 0 && second_factor !== 'never'],
    ['address_unverified', email !== undefined && email_verified !== true],
  ];
  const found = [
    ...simple.flatMap(([code, isSo]) => (isSo ? [{ code, ...OBSTACLES[code] }] : [])),
    ...locks.flatMap(lockObstacle),
  ];
  return found.toSorted((a, b) => Number(b.stops) - Number(a.stops));
}

function lockObstacle({ budget, place, until }: Lock): readonly Obstacle[] {
  const code = OF_BUDGETS[budget];
  return code === undefined
    ? []
    : [{ code, ...OBSTACLES[code], until, ...(place === undefined ? {} : { place }) }];
}
