/**
 * The acts of the operator's tool at a server, for somebody who asks over the Management API: of one tenant, or of all for those who
 * operate the server. Of one tenant, the others are not there, nor how far features are in a region.
 */
import type { Config } from '../config.ts';
import type { Desk, Refusal, Wish } from '../desk/desk.ts';
import type { Keys } from '../keys/keys.ts';
import { err } from '../protocol/result.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';
import type { Storage } from '../storage/storage.ts';
import { actsOn, type OperatorActs } from './acts.ts';
import type { Standing } from './ground.ts';

type Open = Pick<Standing, 'storage' | 'desk' | 'keys'> & { readonly config: Config };

type Asking = {
  readonly by: Standing['by'];
  /** The only tenant that whoever asks may see; undefined: all. */
  readonly only: Tenant | undefined;
};

/** The acts for whoever asks. */
export function actsInServer({ config, storage, desk, keys }: Open): (asking: Asking) => OperatorActs {
  return ({ by, only }) => {
    const seen = only
      ? { storage: storageOf(only, storage), desk: deskOf(only, desk), keys: keysOf(only, keys) }
      : { storage, desk, keys };
    return actsOn({ ...config, standing: { ...seen, by, only } });
  };
}

function storageOf(only: Tenant, storage: Storage): Storage {
  return {
    ...storage,
    tenants: {
      ...storage.tenants,
      list: async () =>
        (await storage.tenants.list()).filter(({ tenant_id }) => tenant_id === only.tenant_id),
    },
    tenant: (tenant_id) => storage.tenant(own(only, tenant_id)),
  };
}

/** Whoever asks for another tenant has not chosen it from those that they see: a bug of ours. */
function own({ tenant_id }: Tenant, asked: string): string {
  if (asked !== tenant_id) throw new Error('An act for one tenant reached for another.');
  return asked;
}

function keysOf(only: Tenant, keys: Keys): Keys {
  return {
    ...keys,
    rotate: (tenant_id, ...more) => keys.rotate(own(only, tenant_id), ...more),
    revoke: (tenant_id, ...more) => keys.revoke(own(only, tenant_id), ...more),
  };
}

function deskOf(only: Tenant, desk: Desk): Desk {
  const { name, region } = only;
  const within = (tenant_id: string | undefined) => tenant_id === undefined || own(only, tenant_id) !== '';
  const plan: Desk['plan'] = async (wishes, by) => {
    const outside = wishes.flatMap((wish, index) => (isWithin(wish, only) ? [] : [refusal(index)]));
    if (outside.length > 0) return err(outside);
    const planned = await desk.plan(wishes, by);
    if (!planned.ok) return planned;
    // What makes a tenant, and what it is called, is for those who operate the server.
    const changed = planned.value.filter(({ kind, action }) => kind === 'tenant' && action !== 'unchanged');
    return changed.length === 0 ? planned : err(changed.map(({ wish }) => refusal(wish)));
  };
  return {
    ...desk,
    plan,
    async carryOut(wishes, by) {
      const planned = await plan(wishes, by);
      return planned.ok ? desk.carryOut(wishes, by) : planned;
    },
    async list(kind, tenant_id, query) {
      if (within(tenant_id) && kind === 'rollout') return [];
      return kind === 'tenant'
        ? desk.list(kind, tenant_id, { ...query, filter: { ...query.filter, name, region } })
        : desk.list(kind, tenant_id, query);
    },
    async show(kind, tenant_id, key) {
      const isOther = kind === 'tenant' && !(key[0] === name && key[1] === region);
      if (within(tenant_id) && (isOther || kind === 'rollout')) return undefined;
      return desk.show(kind, tenant_id, key);
    },
  };
}

/** Of a record of the tenant, or the tenant itself as it is. */
function isWithin(wish: Wish, { tenant_id, name, region }: Tenant): boolean {
  if (wish.kind === 'rollout') return false;
  const { place } = wish;
  if (place)
    return 'tenant_id' in place
      ? place.tenant_id === tenant_id
      : place.name === name && place.region === region;
  const [said, of] = 'said' in wish ? [wish.said['name'], wish.said['region']] : wish.key;
  return wish.kind === 'tenant' && said === name && of === region;
}

function refusal(wish: number): Refusal {
  return {
    ...{ wish, code: 'elsewhere', path: [] },
    message: 'This is changed at the tenant that TACIT_OPERATOR_TENANT names, or at the database.',
  };
}
