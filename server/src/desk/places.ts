/**
 * Where each wish belongs: the tenants as they will be when those that are about tenants are done.
 */
import type { Values } from '../resources/kind.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import type { Place, Wish } from './desk.ts';
import { textOf } from './facts.ts';

export type Placed = {
  readonly tenant_id: string | undefined;
  readonly name: string | undefined;
  readonly region: string | undefined;
  /** `<name>.<region>`. */
  readonly called: string | undefined;
  readonly isDeleted: boolean;
};

const NOWHERE: Placed = {
  tenant_id: undefined,
  name: undefined,
  region: undefined,
  called: undefined,
  isDeleted: false,
};

/** A tenant as it will be. */
export function placedAt(record: Values): Placed {
  const [name = '', region = ''] = [textOf(record, 'name'), textOf(record, 'region')];
  const isDeleted = record['deleted_at'] !== undefined;
  const called = tenantName({ name, region });
  return { tenant_id: textOf(record, 'tenant_id'), name, region, called, isDeleted };
}

/** The tenant of a wish; undefined when there is none of that name. */
export function placeOf(wish: Wish, places: readonly Placed[]): Placed | undefined {
  if (wish.kind === 'rollout') return NOWHERE;
  if (wish.kind === 'tenant') {
    const [name, region] =
      'said' in wish ? [textOf(wish.said, 'name'), textOf(wish.said, 'region')] : wish.key;
    if (name === undefined || region === undefined) return NOWHERE;
    return { ...NOWHERE, called: tenantName({ name, region }) };
  }
  const { place } = wish;
  return places.find((one) => place !== undefined && isAt(one, place));
}

function isAt(one: Placed, place: Place): boolean {
  return 'tenant_id' in place
    ? one.tenant_id === place.tenant_id
    : one.name === place.name && one.region === place.region;
}
