/**
 * How many people look on at the log while it is written, so that nobody keeps a server from its work by looking. The memory of one
 * process: of several each lets in as many.
 */

/** Of one tenant, and of all. */
const MOST_OF_TENANT = 20;
const MOST = 200;

export type Tails = {
  /** What gives the place back, once; undefined: there is none. */
  enter(tenant_id: string): (() => void) | undefined;
};

/** The places of one process. */
export function createTails(): Tails {
  const open = new Map<string, Set<symbol>>();
  const all = () => [...open.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    enter(tenant_id) {
      const own = open.get(tenant_id) ?? new Set();
      if (own.size >= MOST_OF_TENANT || all() >= MOST) return undefined;
      const place = Symbol();
      own.add(place);
      open.set(tenant_id, own);
      return () => {
        own.delete(place);
        if (own.size === 0 && open.get(tenant_id) === own) open.delete(tenant_id);
      };
    },
  };
}
