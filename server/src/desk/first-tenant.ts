/**
 * Where the first tenant of a laptop lives: at `localhost`, which everything finds. Of what is below it Node on plain Debian
 * finds nothing (docs/decisions/0016-the-first-tenant-of-a-laptop-is-at-localhost.md).
 */
import { LOCALHOST } from '../protocol/host-name.ts';
import type { HostConfig } from '../tenants/tenants.ts';
import type { Wish } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Proposed } from './proposed.ts';

type Around = {
  readonly wishes: readonly Wish[];
  readonly draft: Draft;
  readonly config: HostConfig;
};

/**
 * Gives the host to the first tenant that is made, where it says nothing of a domain and no tenant will have this one. It is
 * stored, so that an issuer never changes because of who comes or goes later.
 */
export async function withFirstAtLocalhost(
  tenants: readonly Proposed[],
  { wishes, draft, config }: Around,
): Promise<readonly Proposed[]> {
  if (config.baseUrl.hostname !== LOCALHOST) return tenants;
  const first = tenants.find(({ action, wish }) => action === 'create' && saysNoDomain(wishes[wish]));
  if (!first || (await draft.all('tenant')).some(({ domain }) => domain === LOCALHOST)) return tenants;
  const { at, wish, stored, judged } = first;
  const chosen = { domain: LOCALHOST };
  const record = { ...judged.record, ...chosen };
  draft.put({ at, wish, stored, after: record });
  return tenants.map((one) => (one === first ? { ...one, judged: { ...judged, record }, chosen } : one));
}

/** `null` says that there shall be none, and what could not be read says something. */
function saysNoDomain(wish: Wish | undefined): boolean {
  return (
    wish !== undefined && 'said' in wish && !('domain' in wish.said) && !wish.unreadable?.includes('domain')
  );
}
