/**
 * The session between two requests of one browser: when the End-User must sign in again and when nothing may be shown
 * (OIDC Core §3.1.2.1, §3.1.2.3, §3.1.2.6).
 */
import { must } from '../checks/finding.ts';
import { checkSame } from '../checks/id-token.ts';
import { obtainClient } from '../relying-party/client.ts';
import { complete, signIn } from '../relying-party/sign-in.ts';
import {
  askedPassword,
  authorize,
  beginVisit,
  expectRefusal,
  type Outcome,
  randomText,
  type Visit,
} from '../relying-party/visit.ts';
import { untilAfter } from '../runner/clock.ts';
import { type Module, nowSeconds } from '../runner/module.ts';

type Run = Module['run'];

/** What a server may say when it would have to ask and may not (OIDC Core §3.1.2.6). */
const SILENT_REFUSALS = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
] as const;
const LONG_STATE = 128;
const RECENT = 60;

/** A request that may show nothing must find no session. */
export async function expectNoSession(visit: Visit): Promise<void> {
  const outcome = await authorize(visit, { prompt: 'none', state: randomText(LONG_STATE) });
  visit.test.report(shownNothing(outcome));
  expectRefusal(visit, outcome, SILENT_REFUSALS);
}

function shownNothing({ pages }: Outcome) {
  return must(pages.length === 0, 'a page was shown although prompt=none forbids it');
}

const notLoggedIn: Run = async (test) => {
  await expectNoSession(beginVisit(test, await obtainClient(test)));
};

/** A second request in the same session that shows nothing and speaks of the same sign-in. */
function silently(hinted: { readonly withHint: boolean }): Run {
  return async (test) => {
    const visit = beginVisit(test, await obtainClient(test));
    const first = await signIn(visit);
    const id_token_hint = hinted.withHint ? first.idToken.jwt : undefined;
    const outcome = await authorize(visit, { prompt: 'none', id_token_hint });
    test.report(shownNothing(outcome));
    const second = await complete(visit, outcome);
    test.report(checkSame(first.idToken.claims, second.idToken.claims, ['sub', 'auth_time']));
  };
}

const promptLogin: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const first = (await signIn(visit)).idToken.claims['auth_time'];
  await untilAfter(nowSeconds());
  const second = await signInAgain(visit, { prompt: 'login' });
  const both = typeof first === 'number' && typeof second === 'number';
  test.report(must(!both || second > first, `auth_time ${second} is not later than ${first}`));
};

const maxAge1: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const first = (await signIn(visit)).idToken.claims['auth_time'];
  await untilAfter(nowSeconds() + 1);
  const second = await signInAgain(visit, { max_age: '1' });
  if (typeof second !== 'number') {
    return test.report(must(false, 'ID token: no auth_time, though max_age was sent (OIDC Core §2)'));
  }
  test.report([
    ...must(
      typeof first !== 'number' || second > first,
      `auth_time ${second} is not later than ${String(first)}`,
    ),
    ...must(Math.abs(nowSeconds() - second) < RECENT, 'auth_time is not of now'),
  ]);
};

const maxAge10000: Run = async (test) => {
  const visit = beginVisit(test, await obtainClient(test));
  const first = await signIn(visit, { max_age: '15000' });
  const second = await signIn(visit, { max_age: '10000' });
  test.report([
    ...must(!askedPassword(second.outcome), 'the password was asked for again within max_age'),
    ...must(
      first.idToken.claims['auth_time'] !== undefined,
      'ID token: no auth_time, though max_age was sent',
    ),
    ...checkSame(first.idToken.claims, second.idToken.claims, ['sub', 'auth_time']),
  ]);
};

async function signInAgain(visit: Visit, changes: Readonly<Record<string, string>>): Promise<unknown> {
  const again = await signIn(visit, changes);
  visit.test.report(must(askedPassword(again.outcome), 'the password was not asked for again'));
  return again.idToken.claims['auth_time'];
}

export const SESSION_MODULES: readonly Module[] = [
  { name: 'oidcc-prompt-login', run: promptLogin },
  { name: 'oidcc-prompt-none-not-logged-in', run: notLoggedIn },
  { name: 'oidcc-prompt-none-logged-in', run: silently({ withHint: false }) },
  { name: 'oidcc-max-age-1', run: maxAge1 },
  { name: 'oidcc-max-age-10000', run: maxAge10000 },
  { name: 'oidcc-id-token-hint', run: silently({ withHint: true }) },
];
