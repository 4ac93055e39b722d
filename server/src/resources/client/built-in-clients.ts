/**
 * The clients that every tenant has and nobody registers, by their names.
 */
import { accountClient } from './account-client.ts';
import type { Client } from './client.ts';
import { dashboardClient } from './dashboard-client.ts';
import { TOOL_CLIENT } from './tool-client.ts';

type Of = {
  readonly issuer: string;
  /** What the tenant calls itself. */
  readonly name: string;
  /** The one that the environment names. */
  readonly adminClient: Client | undefined;
};

/** All of them. */
export function builtInClients({ issuer, name, adminClient }: Of): readonly Client[] {
  return [
    dashboardClient(issuer),
    TOOL_CLIENT,
    accountClient({ issuer, name }),
    ...(adminClient ? [adminClient] : []),
  ];
}
