/**
 * One thing that people do to their own account by the My Account API: a row of its table, as those of the Management API are.
 */
import { type Asked, type OperationOf, operationBy } from '../management/operation.ts';
import type { Session } from '../protocol/end-user/end-user.ts';
import type { Client } from '../resources/client/client.ts';
import type { MyAccountScope } from '../resources/tenant/my-account-api.ts';

/** Who asks, by their access token, and in which session it was given to which application. */
export type Me = {
  readonly client: Client;
  readonly scope: ReadonlySet<string>;
  /** With the moment and the methods of the sign-in that the token tells of. */
  readonly session: Session;
};

export type OwnOperation = OperationOf<MyAccountScope, Me> & {
  /** The sign-in must be of a few minutes ago, with both factors of whoever has two (RFC 9470). */
  readonly isFresh?: true;
};

export type OwnAsked<Query = object, Body = object> = Asked<Query, Body, Me>;

export type Answered = ReturnType<OwnOperation['handle']>;

/** A row of the table. */
export const operation = operationBy<MyAccountScope, Me>();

/** A row of something that whoever finds an open browser must not do. */
export function fresh(row: OwnOperation): OwnOperation {
  return { ...row, isFresh: true };
}
