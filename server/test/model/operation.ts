/**
 * What an operation of the model is: a call as a handler makes it, and what must come of it.
 */
import type { WritableStorage, WritableTenant } from '../databases/writable.ts';
import type { Proof, State } from './state.ts';

/** What an operation answers, as it travels between processes. */
export type Outcome = string | number | boolean | null;

/** A user as a handler has read them, with the epoch of that moment: what they go on to show is worth no more than that. */
export type Read = Proof & { readonly email: string };

/** Somebody who was proved in an interaction, and has no session yet. */
export type Login = Proof & { readonly interaction: string; readonly began_at: number };

/** A session as a handler has found it. */
export type Found = Proof & { readonly sid: string; readonly id_hash: string };

/** A code, whose hash names the grant, and whose it is. */
export type Code = { readonly grant_id: string; readonly sub: string };

/** All that anybody of a tenant holds, or ever held: cookies are stolen, forms are sent twice, pages are left open. */
export type Held = {
  readonly read: Read[];
  readonly logins: Login[];
  readonly cookies: { readonly id_hash: string; readonly sub: string }[];
  readonly found: Found[];
  readonly codes: Code[];
  readonly refresh_tokens: (Code & { readonly token_hash: string })[];
  readonly links: { readonly purpose: string; readonly token_hash: string; readonly email: string }[];
  readonly factors: { readonly authenticator_id: string; readonly sub: string }[];
  readonly recovery_codes: { readonly code_hash: string; readonly sub: string }[];
};

export function holdNothing(): Held {
  return {
    ...{ read: [], logins: [], cookies: [], found: [], codes: [] },
    ...{ refresh_tokens: [], links: [], factors: [], recovery_codes: [] },
  };
}

/** What is drawn by lot for a step. */
export type Draw = {
  /** One of the last few, so that old and new meet. */
  readonly pick: <Value>(among: readonly Value[]) => Value | undefined;
  /** A name that nothing has yet. The same one names something of the other tenant, too. */
  readonly name: (kind: string) => string;
  /** The clock of the machine that takes the step. */
  readonly now: number;
};

export type Operation<Sent> = {
  /** It is done for all tenants at once. */
  readonly everywhere?: true;
  /** What is sent, by somebody who holds what it takes; undefined: nobody does. */
  draw(held: Held, draw: Draw): Sent | undefined;
  call(records: WritableTenant, sent: Sent, machine: Machine): Promise<Outcome>;
  /** What must come of it; the state becomes what must be there afterwards. */
  expect(state: State, sent: Sent, now: number): Outcome;
  /** What somebody holds then. */
  keep?(held: Held, sent: Sent, outcome: Outcome): void;
};

/** Where a call is made. */
export type Machine = { readonly storage: WritableStorage; readonly now: number };
