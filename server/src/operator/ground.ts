/**
 * What an act of the operator's tool stands on: the database that the configuration names, which is opened for each piece of work; or
 * a server that has it open already, for somebody who asks over the Management API.
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import type { By, Desk } from '../desk/desk.ts';
import type { Keys } from '../keys/keys.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import type { SupportCase } from '../support/support-case.ts';

/** What a server has open, as far as whoever asks may see it, and who that is. */
export type Standing = {
  readonly storage: Storage;
  readonly desk: Desk;
  readonly keys: Keys;
  readonly by: Required<Pick<By, 'actor' | 'address' | 'request_id'>>;
  /** The one tenant that they may see; undefined: all. */
  readonly only?: Tenant | undefined;
};

/** Told how far something has come that takes its time. */
export type Hear = NonNullable<By['hear']>;

export type Ground = Config & { readonly standing?: Standing; readonly hear?: Hear | undefined };

/** Who asks, for one run of a command. A secret that is needed is to be given. */
export function byOperator(command: string, { standing, hear }: Pick<Ground, 'standing' | 'hear'> = {}): By {
  const request_id = `${command}-${randomBytes(8).toString('hex')}`;
  return { who: 'operator', makesSecrets: false, hear, ...(standing?.by ?? { request_id }) };
}

/** The same as rows of the audit log have it. */
export function rowBy(command: string, ground: Pick<Ground, 'standing'>) {
  const { request_id, actor = 'operator', address } = byOperator(command, ground);
  return { request_id, actor, ...(address === undefined ? {} : { ip: address }) };
}

/** The same for what is done for one user (support/). */
export function caseBy(command: string, ground: Pick<Ground, 'standing'>): SupportCase['by'] {
  const { request_id, actor = 'operator', address } = byOperator(command, ground);
  return { request_id, actor, ...(address === undefined ? {} : { address }) };
}
