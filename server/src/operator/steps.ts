/**
 * What was done or would be done, as a person reads it: a step a record, in the names of the file.
 */
import type { Config } from '../config.ts';
import type { Change } from '../desk/desk.ts';
import { doorName, namesAt } from '../resources/computed/names.ts';
import { KINDS } from '../resources/index.ts';
import type { KindName } from '../resources/kind.ts';
import { addressesOf } from './ready-links.ts';

export type Step = {
  readonly action: Change['action'];
  readonly kind: KindName;
  /** `<name>.<region>`; undefined for what belongs to no tenant. */
  readonly tenant: string | undefined;
  readonly name: string;
  /** What an update changes; of what is made what the server chose for it. */
  readonly changes: readonly FieldChange[];
  /** What goes with it where it is deleted, counted. */
  readonly lost: Readonly<Record<string, number>>;
  /** Where it leads: of a tenant its issuer, of a client with a callback a link that begins a sign-in. */
  readonly address: string | undefined;
};

export type FieldChange = {
  /** As the file calls it: `jwt_configuration.alg`. */
  readonly field: string;
  /** Undefined: it is not there. Of a secret nothing is said but that it changes. */
  readonly before: unknown;
  readonly after: unknown;
  readonly isSecret: boolean;
};

/** Changes of the desk as steps. */
export function stepsOf(changes: readonly Change[], config: Config): readonly Step[] {
  const addresses = addressesOf(changes, config);
  return changes.map((change, index) => stepOf(change, addresses[index]));
}

function stepOf({ action, kind, tenant, name, differences, lost }: Change, address: Step['address']): Step {
  const names = namesAt('auth0', KINDS[kind]);
  const changes = differences.map(({ field: own, before, after, isSecret = false }) => {
    const named = names.find((one) => one.own === own);
    return { field: named ? doorName(named) : own, before, after, isSecret };
  });
  return { action, kind, tenant, name, changes, lost, address };
}
