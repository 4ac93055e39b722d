/**
 * By what name a client knows an End-User (OIDC Core §8): all by the same, or each sector by one of its own, from which
 * neither the End-User nor the name in another sector can be found.
 */

import { sectorOf } from '../protocol/client/sector.ts';
import type { Client } from '../resources/client/client.ts';
import type { Seal } from './seal.ts';

export type Subjects = {
  /** The `sub` that this client is told. */
  of(sub: string, client: Client | undefined, tenant_id: string): string;
  /** The End-User, for our own eyes, in a token that says another name; undefined where it says the real one. */
  seal(sub: string, client: Client, tenant_id: string): string | undefined;
  /** What was sealed. */
  open(sealed: string, tenant_id: string): string | undefined;
};

/** Names under the master key: they stay the same as long as it does. */
export function createSubjects(seal: Seal): Subjects {
  return {
    of(sub, client, tenant_id) {
      if (client?.subject_type !== 'pairwise') return sub;
      return seal.mac({ purpose: 'pairwise', tenant_id }, `${sectorOf(client)} ${sub}`);
    },
    seal(sub, client, tenant_id) {
      if (client.subject_type !== 'pairwise') return undefined;
      return seal.seal({ purpose: 'pairwise', tenant_id }, { sub });
    },
    open(sealed, tenant_id) {
      const { sub } = seal.open({ purpose: 'pairwise', tenant_id }, sealed) ?? {};
      return typeof sub === 'string' ? sub : undefined;
    },
  };
}
