/**
 * Two tenants as far as WebAuthn needs them: a real database in memory, a real seal, and a clock that can be moved.
 */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { createSeal } from '../../src/keys/seal.ts';
import type { EndUser } from '../../src/protocol/end-user/end-user.ts';
import { TENANT_SETTINGS_DEFAULTS, type TenantSettings } from '../../src/resources/tenant/settings.ts';
import type { WebauthnExchange } from '../../src/webauthn/relying-party.ts';
import { openWritable, type WritableStorage } from '../databases/writable.ts';

export const ORIGIN = 'https://acme.us.auth.test';
export const RP_ID = 'acme.us.auth.test';
export const BROWSER = 'hash of the cookie of this browser';

export const ALICE: EndUser = {
  sub: 'auth0|a11ce0000000000000000001',
  epoch: 0,
  blocked: false,
  claims: { email: 'alice@acme.test', name: 'Alice' },
};

export const BOB: EndUser = {
  sub: 'auth0|b0b000000000000000000002',
  epoch: 0,
  blocked: false,
  claims: { email: 'bob@acme.test' },
};

export type WebauthnTenants = {
  /** A request to the tenant `acme`. */
  readonly exchange: WebauthnExchange;
  /** A request to another tenant with a copy of Alice. */
  readonly other: WebauthnExchange;
  /** A request to `acme` with other settings. */
  readonly setTo: (settings: Partial<TenantSettings>) => WebauthnExchange;
  readonly clock: { now: number };
  readonly storage: WritableStorage;
  readonly close: () => Promise<void>;
};

/** Opens the tenants; the caller closes them. */
export async function openWebauthnTenants(): Promise<WebauthnTenants> {
  const clock = { now: 1_800_000_000 };
  const now = () => clock.now;
  const onError = (error: unknown) => {
    throw error;
  };
  const storage = await openWritable({ databaseUrl: 'sqlite::memory:', now, onError });
  const seal = createSeal(Buffer.alloc(32, 7));
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const deps = { seal, now, random, log: pino({ level: 'silent' }) };
  const tenantNamed = async (name: string): Promise<WebauthnExchange> => {
    const settings = { ...TENANT_SETTINGS_DEFAULTS, login_methods: ['password', 'passkey'] } as const;
    const tenant = { tenant_id: `t-${name}`, name, region: 'us', settings };
    await storage.tenants.save(tenant);
    const records = storage.tenant(tenant.tenant_id);
    for (const user of [ALICE, BOB]) await records.users.save(user);
    return { issuer: `https://${name}.us.auth.test/`, tenant, records, request_id: 'r', deps };
  };
  const exchange = await tenantNamed('acme');
  const { tenant } = exchange;
  return {
    exchange,
    other: await tenantNamed('globex'),
    setTo: (settings) => ({
      ...exchange,
      tenant: { ...tenant, settings: { ...tenant.settings, ...settings } },
    }),
    clock,
    storage,
    close: () => storage.close(),
  };
}
