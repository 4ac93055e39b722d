/**
 * `tacit registration-token`: a token with which somebody else may register clients (RFC 7591 §3).
 */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { sha256 } from '../protocol/digest.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import { chooseTenant } from './choose-tenant.ts';
import { now, withStorage } from './database.ts';

const HOUR = 3_600;
const MAX_HOURS = 8_760;

export type InitialAccessToken = {
  readonly tenant: string;
  readonly token: Secret;
  /** Whole seconds since the epoch. */
  readonly expires_at: number;
};

/** Makes a token that is good for some hours; only its hash is kept. */
export async function makeInitialAccessToken(
  config: Config,
  { tenant, hours }: { readonly tenant: string; readonly hours: number },
): Promise<Result<InitialAccessToken, string>> {
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_HOURS)
    return err(`The hours must be a whole number from 1 to ${MAX_HOURS}.`);
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const one = chosen.value;
    const token = randomBytes(32).toString('base64url');
    const expires_at = now() + hours * HOUR;
    const records = storage.tenant(one.tenant_id);
    await records.initialAccessTokens.add(sha256(token), expires_at);
    const request_id = `registration-token-${randomBytes(8).toString('hex')}`;
    const event = { type: 'initial_access_token_made', request_id, actor: 'operator' } as const;
    await records.audit.record({ ...event, detail: `${hours} hours` });
    return ok({ tenant: tenantName(one), token: new Secret(token), expires_at });
  });
}
