/**
 * The operator that a command speaks to, and what it works on.
 */
import type { Operator } from '@tacit/server/operator';

export type OperatorAt = Operator & {
  /** What is worked on, as a person calls it. */
  readonly place: string;
  /** Of how mail is sent, as far as it is known here. */
  readonly mailWarnings: readonly string[];
};
