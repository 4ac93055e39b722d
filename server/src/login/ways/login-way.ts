/**
 * What the login page knows of a way in. A way is a file of its own and a row in `login-ways.ts`.
 */
import type { Exchange } from '../../deps.ts';
import type { LoginFailure } from '../../pages/text/text.ts';
import type { OwnReason } from '../../protocol/diagnosis/reasons.ts';
import type { EndUser } from '../../protocol/end-user/end-user.ts';
import type { Result } from '../../protocol/result.ts';
import type { LoginMethod } from '../../protocol/tenant/tenant.ts';
import type { Tried } from '../failed-sign-in.ts';
import type { SentPage } from '../interaction-page.ts';

/** Why nobody was signed in: for the page, and for the audit log. */
export type LoginRefusal = {
  /** `passkey` is said beside its button, in the same words for every cause. */
  readonly failure: LoginFailure | 'passkey';
  readonly reason: OwnReason;
  readonly detail: string;
  /** Whose account it was about, where nothing was judged. */
  readonly user?: Pick<EndUser, 'sub'> | undefined;
  /** Whose account was tried, where something was judged. */
  readonly tried?: Tried | undefined;
};

export type LoginWay = {
  readonly method: LoginMethod;
  /** The value of `action` that its button sends. */
  readonly action: string;
  /** Somebody types who they are; whoever belongs to another connection does not come in here. */
  readonly takesIdentifier: boolean;
  readonly submit: (sent: SentPage, exchange: Exchange) => Promise<Result<Response, LoginRefusal>>;
};
