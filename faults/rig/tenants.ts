/**
 * What is administered in the rig: two tenants that are alike, so that whatever crosses from one to the other is seen.
 */
export const TENANTS = ['acme', 'globex'] as const;
export type TenantName = (typeof TENANTS)[number];

export const AUDIENCE = 'https://api.faults.test';
export const CALLBACK = 'https://app.faults.test/cb';

/** Belongs to whoever runs the tenant; its refresh tokens rotate. */
export const OWN_CLIENT = 'own';

/** Somebody else's: its requests need consent. */
export const THIRD_CLIENT = 'third';

export type Person = {
  readonly tenant: TenantName;
  readonly email: string;
  readonly password: string;
  /** That a proxy reports. */
  readonly address: string;
};

/** People that the operator's file brings: so many a tenant. */
export function peopleOf(count: number): readonly Person[] {
  return TENANTS.flatMap((tenant, row) =>
    Array.from({ length: count }, (_, index) => ({
      tenant,
      email: `person${index}@${tenant}.test`,
      password: `canary-${tenant}-${index}-correct horse`,
      address: `10.${row}.0.${index + 1}`,
    })),
  );
}

/** The file for `tacit apply`, as JSON, which is YAML. */
export function tenantFile(
  people: readonly Person[],
  changes: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ tenants: TENANTS.map((name) => ({ ...describe(name, people), ...changes })) });
}

function describe(name: TenantName, people: readonly Person[]) {
  const client = (client_id: string, is_first_party: boolean) => ({
    name: client_id,
    client_id,
    is_first_party,
    callbacks: [CALLBACK],
    allowed_logout_urls: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
  });
  return {
    name,
    region: 'us',
    settings: { sign_up: true, unsafe_sign_up_at_once: true },
    clients: [client(OWN_CLIENT, true), client(THIRD_CLIENT, false)],
    resourceServers: [
      {
        name: 'API',
        identifier: AUDIENCE,
        scopes: [{ value: 'read:a' }],
        skip_consent_for_verifiable_first_party_clients: true,
      },
    ],
    users: people
      .filter(({ tenant }) => tenant === name)
      .map(({ email, password }) => ({ email, password, email_verified: true })),
  };
}
